"""Which partners to remind, and which report to gov.br was sent."""

from collections.abc import Iterable
from datetime import date

from django import forms

from agreements.desk.adhesion_queries import Owed
from agreements.desk.owed import Owing
from foundation.fields import TextLine
from ui.widgets import DateInput


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


class AdhesionForm(forms.Form):
    """The report of which month was sent when, and under which number."""

    month = forms.TypedChoiceField(label="Mês", coerce=date.fromisoformat)
    sent_date = forms.DateField(label="Enviado em", widget=DateInput)
    number = TextLine(label="Protocolo ou processo", max_length=60)

    def __init__(self, *given: object, owed: Iterable[Owed], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (each.month.isoformat(), each.name) for each in owed
        ]
