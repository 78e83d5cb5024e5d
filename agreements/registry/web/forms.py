"""Forms of a request: what the applicant writes, and what Cabinet and DCI add."""

from typing import Any

from django import forms

from agreements.registry.rules import RequestState
from agreements.registry.species import ADVICE, Species
from agreements.registry.values import Applicant, Head, Message, Person
from agreements.registry.web.fields import MunicipalityField
from documents.forms import UploadField
from documents.rules import LETTER
from foundation.fields import CnpjField, PhoneField, TextLine
from foundation.municipalities import states
from people.web.profile_forms import AcceptingForm
from tenants.rules import Nature
from ui.widgets import DateInput

EMPTY = [("", "Escolha")]


class RequestForm(forms.Form):
    """What every request says, whichever way it came."""

    nature = forms.ChoiceField(label="Quem pede", choices=[*EMPTY, *Nature.choices])
    municipality = MunicipalityField(label="Município", required=False)
    name = TextLine(
        label="Nome da organização",
        max_length=200,
        required=False,
        help_text="Só para quem não é município.",
    )
    acronym = TextLine(
        label="Sigla", max_length=20, required=False, help_text="Só para quem não é município."
    )
    state = forms.ChoiceField(
        label="UF da sede",
        choices=lambda: [*EMPTY, *states()],
        required=False,
        help_text="Só para quem não é município.",
    )
    cnpj = CnpjField(label="CNPJ")
    email = forms.EmailField(label="E-mail institucional")
    head_name = TextLine(label="Nome de quem dirige", max_length=200)
    head_post = TextLine(label="Cargo", max_length=120, help_text="Exemplo: Prefeita Municipal.")
    head_act = TextLine(
        label="Ato de investidura",
        max_length=200,
        help_text="Exemplo: termo de posse de 1º de janeiro de 2025.",
    )
    mandate_start = forms.DateField(label="Início do mandato", widget=DateInput)
    mandate_end = forms.DateField(
        label="Fim do mandato",
        widget=DateInput,
        required=False,
        help_text="Deixe em branco se não houver prazo.",
    )
    focal_name = TextLine(label="Nome do ponto focal", max_length=200)
    focal_email = forms.EmailField(
        label="E-mail do ponto focal", help_text="O protocolo e o link serão enviados para cá."
    )
    focal_phone = PhoneField(label="Telefone do ponto focal")
    focal_post = TextLine(label="Cargo do ponto focal", max_length=120)
    technical_name = TextLine(label="Nome do contato técnico", max_length=200)
    technical_email = forms.EmailField(label="E-mail do contato técnico")
    technical_phone = PhoneField(label="Telefone do contato técnico", required=False)
    justification = forms.CharField(
        label="Justificativa",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Por que a organização quer o SisPMPI e como pretende usá-lo.",
    )
    letter = UploadField(label="Ofício assinado", purpose=LETTER)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        nature = cleaned.get("nature")
        if nature and Nature(nature).is_municipality and not cleaned.get("municipality"):
            if "municipality" not in self.errors:
                self.add_error("municipality", "Escolha o município.")
        elif nature and not Nature(nature).is_municipality:
            if not cleaned.get("name"):
                self.add_error("name", "Informe o nome da organização.")
            if not cleaned.get("state"):
                self.add_error("state", "Escolha a UF da sede.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What `submit_request` takes, besides actor and instant."""
        cleaned = self.cleaned_data
        return {
            "applicant": Applicant(
                nature=cleaned["nature"],
                cnpj=cleaned["cnpj"],
                email=cleaned["email"],
                ibge_code=cleaned["municipality"],
                name=cleaned["name"],
                acronym=cleaned["acronym"],
                state=cleaned["state"],
            ),
            "head": Head(
                name=cleaned["head_name"],
                post=cleaned["head_post"],
                act=cleaned["head_act"],
                mandate_start=cleaned["mandate_start"],
                mandate_end=cleaned["mandate_end"],
            ),
            "focal": self._person("focal"),
            "technical": self._person("technical"),
            "justification": cleaned["justification"],
            "letter": cleaned["letter"],
        }

    def _person(self, prefix: str) -> Person:
        found = {
            name: self.cleaned_data.get(f"{prefix}_{name}", "")
            for name in ("name", "email", "phone", "post")
        }
        return Person(**found)


class EmailRequestForm(RequestForm):
    """A request that came by e-mail, with the e-mail that proves it."""

    received_at = forms.DateTimeField(
        label="Recebido em",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
    )
    sender = forms.EmailField(label="Remetente")
    subject = TextLine(label="Assunto do e-mail", max_length=255)
    message_id = TextLine(
        label="Message-ID",
        max_length=255,
        help_text="Está nos detalhes da mensagem. Impede registrar o mesmo e-mail duas vezes.",
    )

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        message = Message(
            received_at=cleaned["received_at"],
            sender=cleaned["sender"],
            message_id=cleaned["message_id"].strip().strip("<>"),
            subject=cleaned["subject"],
        )
        return super().values() | {"message": message}


class ForwardForm(forms.Form):
    sei_number = TextLine(
        label="Número do processo SEI",
        max_length=50,
        help_text="Exemplo: 1520.01.0000123/2026-78.",
    )


class ReasonForm(forms.Form):
    """A verb that is explained."""

    reason = forms.CharField(
        label="Motivo", max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AdmissionForm(AcceptingForm):
    """A request is admitted: by which kind of instrument."""

    species = forms.ChoiceField(
        label="Instrumento",
        choices=Species.choices,
        initial=Species.ACT,
        required=False,
        help_text=ADVICE,
    )

    field_order = ("species",)

    def clean_species(self) -> str:
        """Nothing chosen: what every agreement was before there was a choice."""
        return str(self.cleaned_data["species"] or Species.ACT.value)


class RefusalForm(AcceptingForm, ReasonForm):
    """A request is refused, with its reason."""


class RequestFilter(forms.Form):
    situacao = forms.ChoiceField(
        label="Situação", choices=[("", "Todas"), *RequestState.choices], required=False
    )
    busca = forms.CharField(
        label="Protocolo, organização ou processo", max_length=100, required=False
    )
