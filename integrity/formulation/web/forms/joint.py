"""What is typed about the organs of a plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Organ
from integrity.formulation.rules.revisions import LONGEST
from integrity.formulation.web.forms.fields import LongText, YesNoField


class AskOrganForm(forms.Form):
    organ = forms.ModelChoiceField(
        Organ.objects.none(),
        to_field_name="uid",
        label="Órgão",
        empty_label="Escolha",
        help_text="A alta administração dele é avisada e diz se concorda.",
    )

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["organ"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organs


class AnswerForm(forms.Form):
    agrees = YesNoField(
        label="O seu órgão participa deste plano?",
        yes="Sim, estamos de acordo com o plano",
        no="Não participamos",
    )
    reason = LongText(
        label="Motivo ou observação",
        max_length=LONGEST,
        help_text="Obrigatório se o órgão não participa. Quem coordena o plano lê.",
    )
