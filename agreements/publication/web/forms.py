"""What the centre types about a publication or a delivery."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms

from access.duties import FIELD
from agreements.publication.corrections import CORRECTIONS
from agreements.publication.models import Release
from agreements.publication.rules import GazetteRecord
from agreements.publication.services.corrections import Correction
from documents.clearance import Sheet
from documents.clearing_forms import ClearingForm
from documents.forms import UploadField
from documents.rules import GAZETTE_PAGE
from foundation.fields import TextLine
from people.web.profile_forms import AcceptingForm
from ui.widgets import DateInput

WORDS_OF_CORRECTION = ("motive", "reason", "text")


class StateGazetteForm(AcceptingForm, ClearingForm):
    """Where and when the extract came out in the gazette of the State."""

    published_date = forms.DateField(label="Data da publicação", widget=DateInput())
    edition = TextLine(label="Edição", max_length=40, required=False)
    page = TextLine(label="Página", max_length=20, required=False)
    matter_code = TextLine(
        label="Código da matéria",
        max_length=40,
        required=False,
        help_text="Está no fim do texto publicado, como 17 1042944 - 1.",
    )
    url = forms.URLField(
        label="Endereço da publicação", required=False, assume_scheme="https", max_length=200
    )
    file = UploadField(label="Página do diário em PDF", purpose=GAZETTE_PAGE)

    def record(self) -> GazetteRecord:
        """What was typed, without the file."""
        apart = ("file", FIELD)
        typed = {name: value for name, value in self.typed().items() if name not in apart}
        return GazetteRecord(**{"gazette_name": "", **typed})


class SeiNumberForm(forms.Form):
    """Which document of SEI is the extract."""

    number = TextLine(
        label="Número do documento do extrato no SEI", max_length=50, help_text="Exemplo: 98765432."
    )


class PartnerGazetteForm(StateGazetteForm):
    """The same, in the gazette of the partner."""

    gazette_name = TextLine(
        label="Nome do diário", max_length=120, help_text="Exemplo: Diário Oficial do Município."
    )
    field_order = ["gazette_name"]


class CorrectionForm(StateGazetteForm):
    """The extract came out again: why, how it reads now, and where."""

    motive = forms.ChoiceField(
        label="O que saiu",
        choices=[(each.value, each.label) for each in CORRECTIONS],
        help_text="Retificação corrige um trecho; republicação traz o extrato inteiro de novo.",
    )
    reason = forms.CharField(
        label="O que estava errado ou faltava",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Isto aparece no portal.",
    )
    text = forms.CharField(
        label="Texto como saiu agora",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Na retificação, só o trecho: onde se lê… leia-se…",
    )
    field_order = ["motive", "reason", "text"]

    def correction(self) -> Correction:
        """Why and how it reads now."""
        return Correction(**{name: self.cleaned_data[name] for name in WORDS_OF_CORRECTION})

    def record(self) -> GazetteRecord:
        """Where it is found."""
        names = ("published_date", "edition", "page", "matter_code", "url")
        return GazetteRecord("", **{name: self.cleaned_data.get(name, "") for name in names})


class PncpCorrectionForm(CorrectionForm):
    """The same at PNCP, which has no pages: the control number names it."""

    edition = None  # type: ignore[assignment]
    page = None  # type: ignore[assignment]
    file = None  # type: ignore[assignment]
    matter_code = TextLine(label="Número de controle", max_length=40)


class PncpForm(AcceptingForm):
    """How the agreement is named at PNCP."""

    number = TextLine(
        label="Número de controle",
        max_length=40,
        help_text="Como o PNCP mostra. Exemplo: 05585681000110-2-000012/2026.",
    )
    published_date = forms.DateField(label="Data da divulgação", widget=DateInput())
    url = forms.URLField(label="Endereço no PNCP", assume_scheme="https", max_length=200)


class ShowForm(ClearingForm):
    """That somebody has read what goes out, after what was found in it."""

    has_read = forms.BooleanField(
        label="Li o documento inteiro: com as tarjas marcadas, ele pode ir para o portal",
        error_messages={"required": "Leia o documento e marque para publicar."},
    )

    def lay(self, sheet: Sheet) -> None:
        """The questions about what was found come first."""
        super().lay(sheet)
        self.order_fields([*(name for name in self.fields if name != "has_read"), "has_read"])


class ContactForm(forms.Form):
    """Who at the partner receives the code."""

    receiver_name = TextLine(label="Responsável técnico", max_length=200)
    receiver_email = forms.EmailField(
        label="E-mail do responsável técnico",
        help_text="Para este endereço vai o link dos termos de uso.",
    )


class DeliveryForm(forms.Form):
    """Which version of the catalogue goes out."""

    release_uid = forms.TypedChoiceField(label="Versão", coerce=UUID, empty_value=None)
    is_clean = forms.BooleanField(
        label="Conferi: o banco de dados do pacote não leva dados pessoais nem de teste",
        required=False,
    )

    def __init__(self, *args: Any, releases: Iterable[Release], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["release_uid"])
        field.choices = [(str(each.uid), each.version) for each in releases]


class ProductionForm(forms.Form):
    """A copy of the partner's own in use: which version, where, since when, and what shows it."""

    version = TextLine(label="Versão instalada", max_length=40, help_text="Exemplo: 2.4.1.")
    url = forms.URLField(
        label="Endereço em que o sistema abre",
        assume_scheme="https",
        max_length=200,
        help_text="Exemplo: https://integridade.municipio.mg.gov.br.",
    )
    start_date = forms.DateField(label="Em produção desde", widget=DateInput())
    evidence = forms.CharField(
        label="Evidência",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="O que mostra o uso: ato de implantação, notícia publicada, número de pessoas"
        " e de órgãos que usam. Não escreva dados pessoais.",
    )

    def clean_version(self) -> Any:
        """A leading v is how people write it, not part of the version."""
        return self.cleaned_data["version"].strip().lstrip("vV")


class ReturnForm(forms.Form):
    """What is missing in a declaration."""

    reason = forms.CharField(
        label="O que falta", max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
