"""What the centre types about an organisation."""

from django import forms


class ReasonForm(forms.Form):
    """Why an organisation is suspended or resumed; the journal keeps it."""

    reason = forms.CharField(
        label="Motivo",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escreva o motivo."},
    )
