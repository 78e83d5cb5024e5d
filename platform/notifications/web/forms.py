"""What is typed about notices: filters, choices, words, addresses."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from foundation.fields import TextLine
from notifications.models import EmailState
from notifications.queries import PROBLEMS
from notifications.rules import LONGEST_BODY, LONGEST_SUBJECT, Channel, Kind, chosen


class NoticeFilter(forms.Form):
    """Unread or all, and of which kind."""

    situacao = forms.ChoiceField(
        label="Mostrar", required=False, choices=[("", "Todos"), ("novos", "Só os novos")]
    )
    tipo = forms.ChoiceField(label="Assunto", required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["tipo"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Todos"), *sorted(kinds.items(), key=lambda pair: pair[1])]


class ChoiceForm(forms.Form):
    """One choice for each kind that the person receives and may turn off."""

    def __init__(
        self, *args: Any, kinds: Iterable[Kind], chose: Mapping[str, object], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        for kind in kinds:
            self.fields[kind.key] = forms.ChoiceField(
                label=kind.title,
                choices=Channel.choices,
                initial=chosen(kind, chose).value,
                required=False,  # what is not said stays as it is
                help_text=f"Quem recebe: {kind.audience}.",
            )


class WordsForm(forms.Form):
    """Subject and body of a kind, with its placeholders."""

    subject = forms.CharField(label="Assunto", max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label="Texto", max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 12})
    )


class ExcludeForm(forms.Form):
    """An address that gets nothing, and why."""

    address = forms.EmailField(label="E-mail", max_length=254)
    reason = TextLine(
        label="Motivo",
        max_length=300,
        help_text="Fica no histórico e aparece a quem procura por que um e-mail não saiu.",
    )


class ProblemFilter(forms.Form):
    """By address or person, and by what happened."""

    texto = TextLine(label="Pessoa ou e-mail", max_length=200, required=False)
    situacao = forms.ChoiceField(
        label="Situação",
        required=False,
        choices=[("", "Todas"), *((each.value, EmailState(each).label) for each in PROBLEMS)],
    )
