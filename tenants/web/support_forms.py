"""Why somebody of CGE-MG enters an organisation, and for how long."""

from django import forms

from tenants.support.rules import LONGEST, SHORTEST, Category


class OpenSupportForm(forms.Form):
    """Subject, reason, ticket and minutes: none may stay empty."""

    category = forms.ChoiceField(
        label="Assunto",
        choices=[("", "Escolha"), *Category.choices],
        help_text="Aparece no portal, com a organização e a duração.",
        error_messages={"required": "Escolha o assunto."},
    )
    reason = forms.CharField(
        label="Motivo",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A administração da organização recebe este texto agora, aqui e por e-mail.",
        error_messages={"required": "Escreva por que é preciso entrar."},
    )
    ticket = forms.CharField(
        label="Número do chamado",
        max_length=40,
        error_messages={"required": "Informe o número do chamado."},
    )
    minutes = forms.IntegerField(
        label="Por quantos minutos",
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=30,
        help_text=f"De {SHORTEST} a {LONGEST}.",
        error_messages={"required": "Informe por quantos minutos."},
    )


class RaiseForm(forms.Form):
    """Why the organisation lets the session write."""

    reason = forms.CharField(
        label="O que pode ser alterado, e por quê",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escreva o que pode ser alterado, e por quê."},
    )
