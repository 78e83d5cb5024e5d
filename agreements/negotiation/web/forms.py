"""What is typed while both sides agree on the texts."""

from typing import Any

from django import forms

from agreements.negotiation.rules import LONGEST_COMMENT
from agreements.work_plans.web.clause_forms import ONE_A_LINE, text_field
from foundation.fields import TextLine

DECISIONS = (
    ("take", "Acolher: o texto entra na próxima minuta"),
    ("refuse", "Não acolher: o texto fica como foi enviado"),
)


def words(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_COMMENT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CommentForm(forms.Form):
    text = words("Comentário")


class NoteForm(forms.Form):
    note = words("Recado", required=False, help_text="Vai com as minutas.")


class AcceptForm(forms.Form):
    """The texts that are accepted, named by their hashes."""

    agreement_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    work_plan_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RecordedAcceptForm(AcceptForm):
    how = TextLine(
        label="Como o aceite chegou à CGE-MG",
        max_length=300,
        help_text="Exemplo: ofício 12/2026, no processo SEI.",
    )


class AnswerForm(forms.Form):
    decision = forms.ChoiceField(label="Decisão", choices=DECISIONS, widget=forms.RadioSelect)
    answer = words(
        "Resposta ao partícipe", required=False, help_text="Obrigatória quando não acolhe."
    )

    @property
    def is_taken(self) -> bool:
        """Whether the proposal is taken."""
        return bool(self.cleaned_data["decision"] == "take")


class WordingForm(forms.Form):
    """How the clause is to read; `revision` is the one that was on the page."""

    text = text_field(
        required=False,
        help_text=f"{ONE_A_LINE} Deixe em branco só para tirar uma cláusula opcional.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ProposalForm(forms.Form):
    """How the partner would have a clause read; `revision` is the one that was on the page."""

    text = text_field(help_text=ONE_A_LINE)
    revision = forms.IntegerField(widget=forms.HiddenInput)


Names = list[tuple[str, str]]


class CompareForm(forms.Form):
    """Which two versions of which text."""

    documento = forms.ChoiceField(label="Documento")
    de = forms.TypedChoiceField(label="Da versão", coerce=int)
    para = forms.TypedChoiceField(label="Para a versão", coerce=int)

    def __init__(self, *args: Any, names: Names, versions: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["documento"].choices = names  # type: ignore[attr-defined]
        for name in ("de", "para"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(each, str(each)) for each in versions]
