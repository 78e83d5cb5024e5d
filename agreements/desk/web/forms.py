"""Which partners to remind."""

from collections.abc import Iterable

from django import forms

from agreements.desk.owed import Owing


class ReminderForm(forms.Form):
    """A box for each agreement whose partner owes something and was not reminded today."""

    agreements = forms.TypedMultipleChoiceField(
        label="Quem lembrar", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *given: object, owing: Iterable[Owing], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["agreements"].choices = [  # type: ignore[attr-defined]
            (str(each.agreement.uid), label(each)) for each in owing if not each.reminded
        ]


def label(owing: Owing) -> str:
    """The partner, the agreement, and what is owed."""
    said = "; ".join(debt.said for debt in owing.debts)
    return f"{owing.agreement.organisation} · {owing.agreement.title}: {said}"
