"""What guests type at the door and in the room, and what CGE-MG types about them."""

from django import forms

from agreements.room.rules import DIGITS, PROOF, GuestRole, RequirementKind
from documents.forms import UploadField
from foundation.fields import TextLine


class DoorForm(forms.Form):
    """Who comes back without a link."""

    email = forms.EmailField(
        label="E-mail", help_text="O e-mail em que você recebeu o convite da CGE-MG."
    )
    protocol = TextLine(
        label="Protocolo do pedido",
        max_length=12,
        help_text="Está nas mensagens da CGE-MG. Exemplo: 2026.000123.",
    )


class CodeForm(forms.Form):
    """The code that was sent."""

    code = TextLine(
        label="Código recebido por e-mail",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=f"São {DIGITS} algarismos.",
    )

    def clean_code(self) -> str:
        """Without the spaces with which people copy it."""
        return "".join(each for each in self.cleaned_data["code"] if each.isdigit())


class GuestForm(forms.Form):
    """Whom to invite."""

    role = forms.TypedChoiceField(label="Papel", choices=GuestRole.choices, coerce=GuestRole)
    name = TextLine(label="Nome", max_length=200)
    email = forms.EmailField(label="E-mail", help_text="O link e os códigos vão para este e-mail.")


class RequirementForm(forms.Form):
    """What the partner is asked for."""

    kind = forms.TypedChoiceField(
        label="O que é", choices=RequirementKind.choices, coerce=RequirementKind
    )
    text = forms.CharField(
        label="O que a organização precisa fazer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A organização lê este texto na sala.",
    )


class AnswerForm(forms.Form):
    """What the partner sends."""

    answer = forms.CharField(
        label="Observação",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = UploadField(purpose=PROOF, label="Arquivo", required=False)


class RemarkForm(forms.Form):
    """What one side says."""

    text = forms.CharField(
        label="Comentário", max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
