"""The content and the publication of a plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from access.models import Organ
from documents.forms import UploadField
from documents.rules import PLAN_PDF
from foundation.fields import TextLine
from integrity.formulation.services.imports import PLAN_SHEET
from integrity.formulation.services.publication import BESIDE
from integrity.formulation.web.forms.acts import ActTypeForm
from integrity.formulation.web.forms.fields import LongText, YesNoField
from people.web.profile_forms import AcceptingForm
from ui.widgets import DateInput

SEND, MAKE = "enviar", "gerar"


class StartPlanForm(forms.Form):
    """Which organ, and what the plan is called."""

    organ = forms.ModelChoiceField(
        Organ.objects.none(), to_field_name="uid", label="Órgão", empty_label="Escolha"
    )
    title = TextLine(
        label="Título do plano",
        max_length=255,
        help_text="Exemplo: Plano de Integridade 2026-2027.",
    )

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["organ"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organs
        if organs.count() == 1:
            choice.initial = organs.get()


class SectionForm(forms.Form):
    """An axis or a sub-axis."""

    title = TextLine(label="Título", max_length=255)
    description = LongText(label="Descrição")


class EditSectionForm(SectionForm):
    """The same corrected; `mark` is of what the person read."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)


class ImportForm(forms.Form):
    """The workbook."""

    file = UploadField(label="Planilha do plano", purpose=PLAN_SHEET)


class PasteForm(forms.Form):
    """Cells copied from a spreadsheet."""

    rows = LongText(
        label="Linhas da planilha",
        rows=10,
        required=True,
        max_length=500_000,
        strip=False,  # a row may begin or end with a blank cell
        help_text="Copie as células na planilha e cole aqui, com ou sem a linha dos títulos.",
    )


class ApplyImportForm(forms.Form):
    """What the person decides on seeing the preview."""

    create_units = forms.BooleanField(
        label="Criar as unidades que faltam",
        required=False,
        help_text="Sem marcar, as ações dessas unidades ficam sem unidade executora, a preencher.",
    )


class PublicationForm(AcceptingForm, ActTypeForm):
    """The act of publication; each answer decides what must come with it."""

    published_date = forms.DateField(label="Data da publicação", widget=DateInput)
    act_url = forms.URLField(
        label="Endereço do ato na internet", max_length=500, assume_scheme="https"
    )
    had_launch = YesNoField(label="Houve evento de lançamento?")
    launch_date = forms.DateField(label="Data do evento", required=False, widget=DateInput)
    no_launch_reason = LongText(label="Se não houve, por quê?", rows=2, max_length=1000)
    is_on_site = YesNoField(label="O plano está disponível no sítio público do órgão?")
    site_url = forms.URLField(
        label="Endereço do plano no sítio", max_length=500, required=False, assume_scheme="https"
    )
    no_site_reason = LongText(label="Se não está, por quê?", rows=2, max_length=1000)
    source = forms.ChoiceField(
        label="PDF do plano",
        choices=[(SEND, "Enviar o PDF final"), (MAKE, "Gerar o PDF do plano pelo sistema")],
        widget=forms.RadioSelect,
        error_messages={"required": "Escolha uma das respostas."},
    )
    file = UploadField(label="Arquivo PDF", purpose=PLAN_PDF, required=False)
    communication_file = UploadField(
        label="Plano de comunicação, se for um arquivo", purpose=PLAN_PDF, required=False
    )
    training_file = UploadField(
        label="Plano de capacitação, se for um arquivo", purpose=PLAN_PDF, required=False
    )
    knows_content = forms.BooleanField(
        label="A autoridade máxima do órgão conhece e aprova o conteúdo deste plano",
        error_messages={"required": "É preciso declarar ciência para publicar."},
    )
    knows_closing = forms.BooleanField(
        label="Sei que, com a publicação, a elaboração do plano é encerrada",
        error_messages={"required": "É preciso declarar ciência para publicar."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("source") == SEND and not given.get("file") and "file" not in self.errors:
            self.add_error("file", "Envie o PDF final ou deixe que o sistema o gere.")
        return given

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        apart = ("source", "file", "version", "accepted_reason", *BESIDE)
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}
