"""What is typed about the general validation: by the unit, and by whoever it invites."""

from typing import Any

from django import forms

from integrity.formulation.models import CatalogueEntry, Plan
from integrity.formulation.queries.programme import words_for
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.rules.validation import (
    LONGEST_COMMENT,
    LONGEST_NOTES,
    About,
    Treatment,
)
from integrity.formulation.services.validation import Terms
from integrity.formulation.web.forms.catalogue import OthersField, WordsField
from integrity.formulation.web.forms.fields import LongText
from ui.widgets import DateInput


class ValidationForm(forms.Form):
    """Period, stakeholders and remarks; `mark` is of what the person read."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=32)
    validation_start = forms.DateField(label="Data de início", widget=DateInput)
    validation_end = forms.DateField(label="Data de conclusão", widget=DateInput)
    stakeholders = WordsField(
        CatalogueEntry,
        label="Partes interessadas",
        error_messages={"required": "Escolha ao menos uma parte interessada."},
    )
    others = OthersField(label="Outras partes interessadas")
    validation_notes = LongText(
        label="Informações complementares",
        rows=5,
        max_length=LONGEST_NOTES,
        help_text="Como as partes interessadas foram ouvidas, e o que mais for preciso dizer.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("stakeholders", ())
        ticked = self.fields["stakeholders"]
        assert isinstance(ticked, WordsField)
        ticked.queryset = words_for(plan, Kind.STAKEHOLDER, chosen)

    def terms(self) -> Terms:
        """What the service takes."""
        said = self.cleaned_data
        return Terms(
            said["validation_start"],
            said["validation_end"],
            [str(word.uid) for word in said["stakeholders"]],
            said["validation_notes"],
        )


class InviteForm(forms.Form):
    """Who is invited, one to a line."""

    people = LongText(
        label="Quem convidar",
        rows=4,
        max_length=12_000,
        required=True,
        help_text="Uma pessoa em cada linha: nome; e-mail. Exemplo: Ana Lima; ana@exemplo.com.br. "
        "Cada uma recebe um endereço só dela, para ler a minuta e contribuir.",
    )


class CommentForm(forms.Form):
    """What a guest says."""

    about = forms.ChoiceField(label="Sobre qual parte", choices=About.choices)
    text = LongText(
        label="Sua contribuição",
        rows=6,
        max_length=LONGEST_COMMENT,
        required=True,
        help_text="Não escreva dados pessoais de outras pessoas.",
    )


class AnswerForm(forms.Form):
    """What was done with it."""

    treatment = forms.ChoiceField(
        label="O que foi feito com a contribuição",
        choices=Treatment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Diga o que foi feito com a contribuição."},
    )
    answer = LongText(
        label="Resposta",
        rows=5,
        max_length=LONGEST_COMMENT,
        required=True,
        help_text="Quem contribuiu lê esta resposta pelo mesmo endereço.",
    )


class EditAnswerForm(AnswerForm):
    """The same on the page; `mark` is of what the person read."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
