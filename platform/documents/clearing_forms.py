"""The questions about personal data, in the form of whatever verb makes something public.

class PublishForm(ClearingForm): ...

form = PublishForm(request.POST or None)
form.lay(sheet)
services.publish(..., decision=form.decision())
"""

from typing import Any

from django import forms

from documents.clearance import Decision, Sheet
from foundation.words import joined

MASK, STAY = "mask", "stay"
CHOICES = [(MASK, "Tarjar"), (STAY, "Pode ficar público")]


class ClearingForm(forms.Form):
    """Whatever the verb asks, and one question for each datum found."""

    sheet = Sheet(())

    def lay(self, sheet: Sheet) -> None:
        """Ask about what was found; nothing when nothing was."""
        self.sheet = sheet
        for number, each in enumerate(sheet.found):
            self.fields[f"clearing_{number}"] = forms.ChoiceField(
                label=each.label, choices=CHOICES, initial=MASK, widget=forms.RadioSelect
            )
        if sheet.found:
            self.fields["clearing_reason"] = forms.CharField(
                label="Por que o que fica pode ser público",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Só é preciso quando algo fica. Exemplo: é o telefone do órgão.",
            )
        if sheet.pictures:
            pages = joined([str(each) for each in sheet.pictures])
            self.fields["clearing_pictures"] = forms.BooleanField(
                label=f"Olhei as páginas que são imagem ({pages}) e não há nelas dado a tarjar",
                required=False,
            )
        if not sheet.is_empty:
            self.fields["clearing_stamp"] = forms.CharField(
                widget=forms.HiddenInput, initial=sheet.stamp
            )

    def decision(self) -> Decision:
        """What was decided."""
        typed = self.cleaned_data
        stays = (
            each.finding.key
            for number, each in enumerate(self.sheet.found)
            if typed.get(f"clearing_{number}") == STAY
        )
        return Decision(
            stamp=typed.get("clearing_stamp", ""),
            staying=frozenset(stays),
            reason=typed.get("clearing_reason", ""),
            has_looked=typed.get("clearing_pictures", False),
        )

    def typed(self) -> dict[str, Any]:
        """What the verb itself asked."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("clearing_")
        }
