"""The first password of an invited person, typed twice."""

from typing import Any

from django import forms


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
