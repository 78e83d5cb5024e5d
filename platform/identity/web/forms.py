"""What is typed to get in: the account, and the first password of an invited person."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from foundation.fields import PhoneField, TextLine
from foundation.vocabulary import lazy_word
from identity.one_time import spend


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
    """Who the person is, and two equal passwords; the policy is checked by the service (P4)."""

    OWN = ("post", "registration_number", "phone")
    post = TextLine(label="Cargo", max_length=120, required=False)
    registration_number = TextLine(
        label=lazy_word("registration"),
        max_length=30,
        help_text="Se não há matrícula, escreva “sem matrícula”.",
    )
    phone = PhoneField(label="Telefone", max_length=20, required=False)
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


class CodeForm(AuthenticateForm):
    """The number that the application shows, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        spend(self.authenticator, code)
        return code


class CodeAgainForm(ReauthenticateForm):
    """The same, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        spend(self.authenticator, code)
        return code


class FirstCodeForm(ActivateTOTPForm):
    """The first number, which proves that the application holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self)
        self.fields["code"].help_text = "Seis números, que mudam a cada meio minuto."


class NewKeyForm(AddWebAuthnForm):
    """The name of a passkey; the browser adds the credential."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nome da chave"
        self.fields[
            "name"
        ].help_text = "Para você reconhecer depois: “celular”, “notebook do gabinete”."
        self.fields["passwordless"].label = "Entrar com ela sem digitar e-mail nem senha"
        self.fields["passwordless"].help_text = "O aparelho pedirá digital, rosto ou PIN."


class KeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nome da chave"


def ask_for_a_code(form: forms.Form) -> None:
    """One box for digits, without an example inside."""
    field = form.fields["code"]
    field.label = "Código"
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["inputmode"] = "numeric"
