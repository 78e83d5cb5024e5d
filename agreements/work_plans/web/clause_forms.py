"""What is typed of a clause: a new version of the model, or its wording in one agreement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from agreements.work_plans.clauses import (
    CLOSING,
    FIELDS,
    LONGEST_KEY,
    LONGEST_PARAGRAPH,
    MOST_PARAGRAPHS,
    ClauseText,
    paragraphs_of,
)
from agreements.work_plans.models import Clause
from foundation.fields import TextLine
from ui.widgets import DateInput

LONGEST = LONGEST_PARAGRAPH * MOST_PARAGRAPHS
ONE_A_LINE = "Um parágrafo por linha; a numeração é feita pelo sistema."


def text_field(**more: Any) -> forms.CharField:
    """The paragraphs of a clause."""
    widget = forms.Textarea(attrs={"rows": 10})
    return forms.CharField(label="Texto", max_length=LONGEST, widget=widget, **more)


class ClauseForm(forms.Form):
    """A new version of a clause; `version` is the one that was on the page."""

    title = TextLine(label="Título", max_length=120)
    text = text_field(
        help_text=f"{ONE_A_LINE} Campos que o sistema preenche: "
        + "; ".join(f"{{{name}}} – {label}" for name, label in FIELDS.items())
        + "."
    )
    is_obligatory = forms.BooleanField(label="Obrigatória em todo acordo", required=False)
    is_editable = forms.BooleanField(
        label="O partícipe pode propor outro texto",
        required=False,
        help_text="Só em cláusulas sem campos: estes vêm dos dados do acordo.",
    )
    legal_basis = TextLine(
        label="Fundamento legal", max_length=300, help_text="Exemplo: Lei nº 14.133/2021, art. 184."
    )
    valid_from = forms.DateField(
        label="Em vigor desde",
        widget=DateInput,
        help_text="Vale para as minutas novas desde este dia; as que já existem não mudam.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_negotiable: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_negotiable:  # the text of a termo de adesão is the same for all
            self.fields["is_editable"].widget = forms.HiddenInput()

    @classmethod
    def initial_of(cls, clause: Clause) -> dict[str, object]:
        """The newest version, to be changed."""
        names = ("title", "is_obligatory", "is_editable", "legal_basis", "version")
        written = {"text": "\n".join(clause.paragraphs), "valid_from": timezone.localdate()}
        return {name: getattr(clause, name) for name in names} | written

    def clause(self) -> ClauseText:
        """What was typed, as the service takes it."""
        values = dict(self.cleaned_data)
        del values["version"]
        return ClauseText(paragraphs=paragraphs_of(values.pop("text")), **values)


class NewClauseForm(ClauseForm):
    """A clause that the model does not have yet."""

    key = TextLine(
        label="Nome curto",
        max_length=LONGEST_KEY,
        help_text="Identifica a cláusula nos arquivos e não muda depois. Exemplo: dados_abertos.",
    )
    after = forms.ChoiceField(label="Vem depois de")
    field_order = ["key", "after"]

    def __init__(self, *args: Any, known: Sequence[Clause], **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["version"]
        choices = [(each.key, each.title) for each in known if each.key != CLOSING]
        self.fields["after"].choices = choices  # type: ignore[attr-defined]

    def clause(self) -> ClauseText:
        """What was typed, as the service takes it."""
        names = ("title", "is_obligatory", "is_editable", "legal_basis", "valid_from")
        values = {name: self.cleaned_data[name] for name in names}
        return ClauseText(paragraphs=paragraphs_of(self.cleaned_data["text"]), **values)


class RetireForm(forms.Form):
    """From when on a clause is out of the model, and why."""

    valid_from = forms.DateField(
        label="Fora do modelo desde",
        widget=DateInput,
        help_text="As minutas que já existem guardam a cláusula.",
    )
    reason = forms.CharField(
        label="Motivo", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ComparisonForm(forms.Form):
    """Which two versions are compared."""

    de = forms.IntegerField(min_value=1)
    para = forms.IntegerField(min_value=1)
