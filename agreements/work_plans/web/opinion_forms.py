"""What is typed of a legal opinion."""

from typing import Any

from django import forms

from access.rules import Actor
from agreements.work_plans.opinions import OPINION, Opinion, OpinionKind, OpinionResult
from agreements.work_plans.services.opinions import permission_for
from documents.forms import UploadField
from foundation.fields import TextLine
from ui.widgets import DateInput


class OpinionForm(forms.Form):
    """An individual or referential opinion, or the norm that waives it."""

    kind = forms.ChoiceField(label="Tipo")
    number = TextLine(
        label="Número",
        max_length=60,
        required=False,
        help_text="Do parecer individual ou referencial. Exemplo: AGE nº 16.500/2026.",
    )
    opinion_date = forms.DateField(label="Data do parecer ou da dispensa", widget=DateInput)
    result = forms.ChoiceField(
        label="Resultado",
        choices=[("", "Escolha"), *OpinionResult.choices],
        required=False,
        help_text="Só do parecer individual.",
    )
    remarks = forms.CharField(
        label="Ressalvas",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Só do parecer favorável com ressalvas.",
    )
    is_identical = forms.BooleanField(
        label="Declaro que os textos são idênticos aos do modelo do parecer referencial",
        required=False,
    )
    ground = TextLine(
        label="Norma que dispensa o parecer",
        max_length=300,
        required=False,
        help_text="Só na dispensa.",
    )
    file = UploadField(
        label="Parecer",
        purpose=OPINION,
        required=False,
        help_text="Do parecer individual ou referencial.",
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [each for each in OpinionKind if actor.may(permission_for(each))]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (each.value, each.label) for each in offered
        ]

    def opinion(self) -> Opinion:
        """What was typed, as the service takes it."""
        names = Opinion.__dataclass_fields__
        return Opinion(**{name: self.cleaned_data[name] for name in names})


class RemarksForm(forms.Form):
    """How the remarks of an opinion were met."""

    text = forms.CharField(
        label="Como cada ressalva foi atendida",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
