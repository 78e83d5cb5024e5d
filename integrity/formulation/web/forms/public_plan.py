"""What is chosen of a plan for its public page, and what is decided on the personal data in it."""

from typing import Any

from django import forms

from documents.clearance import Sheet
from documents.clearing_forms import ClearingForm
from integrity.formulation.rules.flows import ActionStatus
from integrity.formulation.rules.public_plan import Paper, Part
from integrity.formulation.rules.revisions import LONGEST
from integrity.formulation.services.public_plans import Choice
from integrity.formulation.web.forms.fields import LongText

USUAL = [Part.PROGRESS.value, Part.PROGRAMME.value]


class ChoiceForm(forms.Form):
    """The first of two pages: what appears."""

    shows = forms.MultipleChoiceField(
        label="O que aparece, além dos eixos e das ações",
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="O que ficar desmarcado não aparece em lugar nenhum da página. Sem os nomes, o"
        " sistema também os tira de dentro dos textos.",
    )
    paper = forms.ChoiceField(
        label="PDF para baixar",
        choices=Paper.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Escolha qual PDF vai para a página."},
    )

    def choice(self) -> Choice:
        """What was chosen."""
        return Choice(frozenset(self.cleaned_data["shows"]), self.cleaned_data["paper"])


class CheckForm(ClearingForm):
    """The second: what was found in it, and that somebody has read what goes out."""

    shows = forms.MultipleChoiceField(
        choices=Part.choices, required=False, widget=forms.MultipleHiddenInput
    )
    paper = forms.ChoiceField(choices=Paper.choices, widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label="Li o que vai aparecer: pode ir para a página pública",
        error_messages={"required": "Leia o que vai aparecer e marque para mostrar."},
    )

    def lay(self, sheet: Sheet) -> None:
        """The questions about what was found come first."""
        super().lay(sheet)
        self.order_fields([*(name for name in self.fields if name != "has_read"), "has_read"])


class HideForm(forms.Form):
    reason = LongText(
        label="Por que o plano sai da página pública", max_length=LONGEST, required=True
    )


class SearchForm(forms.Form):
    """What a reader looks for; an unknown value filters nothing."""

    busca = forms.CharField(
        label="Buscar nas ações",
        max_length=100,
        required=False,
        help_text="Número, assunto ou unidade.",
    )
    eixo = forms.ChoiceField(label="Eixo", required=False)
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "Todas"), *ActionStatus.choices]
    )

    def __init__(self, *args: Any, axes: list[str], has_progress: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [(str(number), title) for number, title in enumerate(axes, 1)]
        self.fields["eixo"].choices = [("", "Todos"), *numbered]  # type: ignore[attr-defined]
        if not has_progress:
            del self.fields["situacao"]
