"""Own data as an organisation wants them."""

from typing import Any

from django import forms

from agreements.registry.own_data import LABELS, OF_HEAD
from foundation.fields import CnpjField, PhoneField, TextLine
from ui.widgets import DateInput


class OwnDataForm(forms.Form):
    """Everything that may be proposed, as it is now."""

    acronym = TextLine(label=LABELS["acronym"], max_length=20, required=False)
    cnpj = CnpjField(label=LABELS["cnpj"])
    email = forms.EmailField(label=LABELS["email"], required=False)
    focal_name = TextLine(label=LABELS["focal_name"], max_length=200, required=False)
    focal_email = forms.EmailField(label=LABELS["focal_email"], required=False)
    focal_phone = PhoneField(label=LABELS["focal_phone"], required=False)
    focal_post = TextLine(label=LABELS["focal_post"], max_length=120, required=False)
    technical_name = TextLine(label=LABELS["technical_name"], max_length=200, required=False)
    technical_email = forms.EmailField(label=LABELS["technical_email"], required=False)
    technical_phone = PhoneField(label=LABELS["technical_phone"], required=False)
    technical_post = TextLine(label=LABELS["technical_post"], max_length=120, required=False)
    reason = forms.CharField(
        label="Por que muda",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Exemplo: portaria que designa o novo ponto focal.",
    )

    def wanted(self) -> dict[str, Any]:
        """The data, without the reason."""
        return {name: self.cleaned_data[name] for name in LABELS}


class OwnDataInRoomForm(OwnDataForm):
    """The same before the agreement is signed: who heads the organisation too."""

    head_name = TextLine(label=OF_HEAD["head_name"], max_length=200)
    head_post = TextLine(label=OF_HEAD["head_post"], max_length=120)
    head_act = TextLine(
        label=OF_HEAD["head_act"], max_length=200, help_text="Exemplo: termo de posse de 1/1/2025."
    )
    head_mandate_start = forms.DateField(label=OF_HEAD["head_mandate_start"], widget=DateInput)
    head_mandate_end = forms.DateField(
        label=OF_HEAD["head_mandate_end"], widget=DateInput, required=False
    )
    field_order = [*OF_HEAD, *LABELS, "reason"]

    def wanted(self) -> dict[str, Any]:
        """The data with the head; days as they are kept."""
        head = {name: self.cleaned_data[name] or "" for name in OF_HEAD}
        return super().wanted() | {name: str(value) for name, value in head.items()}
