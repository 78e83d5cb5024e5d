"""What the centre types about an organisation."""

from typing import Any

from django import forms

from foundation.municipalities import STATES
from tenants.facts.queries import Wanted
from tenants.rules import LONGEST_SLUG, TenantState


class ReasonForm(forms.Form):
    """Why an organisation is suspended, resumed, closed…; the journal keeps it."""

    reason = forms.CharField(
        label="Motivo",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escreva o motivo."},
    )

    def __init__(self, *args: Any, schema: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.schema = schema


class RenameForm(ReasonForm):
    """The new host label of an organisation."""

    slug = forms.CharField(
        label="Novo endereço",
        max_length=LONGEST_SLUG,
        help_text="Só a primeira parte: letras minúsculas, números e hífens.",
        error_messages={"required": "Escreva o novo endereço."},
    )
    field_order = ["slug", "reason"]


class HostForm(forms.Form):
    """A host of the organisation's own."""

    host = forms.CharField(
        label="Endereço próprio",
        max_length=300,
        help_text="Por exemplo: integridade.vilanova.mg.gov.br",
        error_messages={"required": "Escreva o endereço."},
    )


class DropForm(ReasonForm):
    """The end of an organisation's data: its schema is typed, so that no slip is enough."""

    typed_schema = forms.CharField(
        label="Código do espaço de dados",
        help_text="Digite o código mostrado nesta página, em “Espaço de dados”.",
        error_messages={"required": "Digite o código do espaço de dados."},
    )
    field_order = ["typed_schema", "reason"]

    def clean_typed_schema(self) -> str:
        """Raise unless it is the one of the page."""
        typed = str(self.cleaned_data["typed_schema"]).strip()
        if typed != self.schema:
            raise forms.ValidationError("Este não é o código do espaço de dados da organização.")
        return typed

    def clean(self) -> dict[str, Any]:
        """Only the reason goes on to the verb."""
        self.cleaned_data.pop("typed_schema", None)
        return self.cleaned_data


SILENCES = ("30", "60", "90", "180", "365")


class NetworkForm(forms.Form):
    """What the situation of the network is narrowed by; what is not understood narrows nothing."""

    uf = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *STATES.items()])
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "No ar ou suspensas"), *TenantState.choices]
    )
    sem_atividade = forms.ChoiceField(
        label="Sem atividade há",
        required=False,
        choices=[("", "Qualquer tempo"), *((days, f"{days} dias ou mais") for days in SILENCES)],
    )
    atraso = forms.ChoiceField(
        label="Ações atrasadas", required=False, choices=[("", "Com ou sem"), ("com", "Com atraso")]
    )

    @property
    def wanted(self) -> Wanted:
        """What was asked, under the names of the query."""
        self.is_valid()
        asked = self.cleaned_data
        silent = asked.get("sem_atividade")
        return Wanted(
            state=asked.get("uf", ""),
            life=asked.get("situacao", ""),
            silent_days=int(silent) if silent else None,
            only_late=bool(asked.get("atraso")),
        )


class TrainingForm(forms.Form):
    """A place of training: its name, and who administers it."""

    name = forms.CharField(
        label="Nome do ambiente",
        max_length=200,
        help_text="Aparece em todas as páginas, por exemplo “Treinamento do Norte de Minas”.",
        error_messages={"required": "Escreva o nome do ambiente."},
    )
    administrator_name = forms.CharField(
        label="Quem vai administrar",
        max_length=200,
        error_messages={"required": "Escreva o nome de quem vai administrar."},
    )
    administrator_email = forms.EmailField(
        label="E-mail de quem vai administrar",
        help_text="Recebe o convite, com o qual escolhe a senha.",
        error_messages={"required": "Escreva o e-mail."},
    )
