"""What is typed to get in: the account, and the first password of an invited person."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms


class SignInForm(LoginForm):
    """The library's, in the words of every other form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)


class ForgottenPasswordForm(ResetPasswordForm):
    """The same for whoever forgot the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)


LABELS = {
    "login": "E-mail",
    "email": "E-mail",
    "password": "Senha",
    "remember": "Continuar conectado neste aparelho",
}


def speak_plainly(form: forms.Form) -> None:
    """Labels as everywhere else, and no example inside the boxes, where it looks like an answer."""
    for name, field in form.fields.items():
        field.label = LABELS.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)


class FirstPasswordForm(forms.Form):
    """Two equal passwords; the policy itself is checked by the service."""

    password = forms.CharField(
        label="Senha",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ao menos 10 caracteres, que não sejam só números nem uma senha comum.",
    )
    again = forms.CharField(
        label="Repita a senha", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", "As duas senhas são diferentes.")
        return cleaned
