"""What the centre types about amendments, apostilles and the end of an agreement."""

from datetime import date
from typing import Any

from django import forms

from agreements.continuity.rules import CHOSEN_ENDINGS, ApostilleKind
from agreements.continuity.values import Extension, Gazette, Notice
from agreements.registry.rules import Side
from agreements.registry.values import Head
from documents.forms import UploadField
from documents.rules import GAZETTE_PAGE, SIGNED_DOCUMENT
from foundation.fields import TextLine
from foundation.periods import TermUnit
from ui.widgets import DateInput

EMPTY = [("", "Escolha")]


def paragraph(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=3000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExtensionForm(forms.Form):
    """By how much the term grows. The object of an agreement does not change by an amendment."""

    term_length = forms.IntegerField(label="Prazo a acrescentar", min_value=1, max_value=9999)
    term_unit = forms.ChoiceField(
        label="Unidade do prazo", choices=TermUnit.choices, initial=TermUnit.MONTHS
    )
    justification = paragraph("Justificativa")
    late_reason = paragraph(
        "Por que só agora",
        required=False,
        help_text="Só quando faltam menos de 90 dias para o fim do acordo.",
    )

    def wanted(self, today: date) -> Extension:
        """What was typed, as the service takes it; asked for today unless it says when."""
        return Extension(**{"requested_date": today, **self.cleaned_data})


class AmendmentForm(ExtensionForm):
    """The same where DCI types what came by letter."""

    requested_date = forms.DateField(label="Pedido em", widget=DateInput)
    field_order = ("term_length", "term_unit", "requested_date", "justification", "late_reason")


class AmendmentSignatureForm(forms.Form):
    """When the last side signed, and the signed text."""

    signed_date = forms.DateField(
        label="Data da última assinatura",
        widget=DateInput,
        help_text="Até o último dia da vigência atual.",
    )
    document_number = TextLine(
        label="Número do documento no SEI", max_length=50, help_text="Exemplo: 98765432."
    )
    file = UploadField(label="Termo aditivo assinado", purpose=SIGNED_DOCUMENT)


class AmendmentGazetteForm(forms.Form):
    """Where the extract of the amendment came out."""

    published_date = forms.DateField(label="Data da publicação", widget=DateInput)
    page = TextLine(label="Página", max_length=20, required=False)
    matter_code = TextLine(label="Código da matéria", max_length=40, required=False)
    url = forms.URLField(
        label="Endereço da publicação", required=False, assume_scheme="https", max_length=200
    )
    file = UploadField(label="Página do diário em PDF", purpose=GAZETTE_PAGE)

    def gazette(self) -> Gazette:
        """What was typed, without the file."""
        return Gazette(**{name: self.cleaned_data[name] for name in Gazette.__dataclass_fields__})


class ApostilleForm(forms.Form):
    """What is noted; who heads the partner only when that is what changes."""

    kind = forms.ChoiceField(label="Assunto", choices=[*EMPTY, *ApostilleKind.choices])
    text = paragraph("O que muda")
    noted_date = forms.DateField(label="Data da apostila", widget=DateInput)
    document_number = TextLine(label="Número do documento no SEI", max_length=50)
    name = TextLine(
        label="Nome de quem passa a dirigir",
        max_length=200,
        required=False,
        help_text="Este campo e os seguintes, só na troca de quem dirige o partícipe.",
    )
    post = TextLine(label="Cargo", max_length=120, required=False)
    act = TextLine(label="Ato de investidura", max_length=200, required=False)
    mandate_start = forms.DateField(label="Início do mandato", widget=DateInput, required=False)
    mandate_end = forms.DateField(label="Fim do mandato", widget=DateInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever comes has a name, a post, an act and a first day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == ApostilleKind.HEAD:
            for name in ("name", "post", "act", "mandate_start"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Preencha para registrar quem passa a dirigir.")
        return cleaned

    def head(self) -> Head | None:
        """Who comes, when that is what changes."""
        if self.cleaned_data["kind"] != ApostilleKind.HEAD:
            return None
        return Head(**{name: self.cleaned_data[name] for name in Head.__dataclass_fields__})

    def note(self) -> dict[str, Any]:
        """What is noted, without who comes."""
        names = ("kind", "text", "noted_date", "document_number")
        return {name: self.cleaned_data[name] for name in names}


class EndingForm(forms.Form):
    """Why and when an agreement ends before its term does."""

    kind = forms.ChoiceField(
        label="Motivo do fim",
        choices=[*EMPTY, *((each.value, each.label) for each in CHOSEN_ENDINGS)],
    )
    side = forms.ChoiceField(
        label="De quem é a iniciativa",
        choices=[("", "Das duas partes"), *Side.choices],
        required=False,
    )
    notified_date = forms.DateField(label="Comunicado em", widget=DateInput)
    last_date = forms.DateField(label="Último dia de vigência", widget=DateInput)
    reason = paragraph("Razões")
    file = UploadField(label="Documento que comunica ou decide o fim", purpose=SIGNED_DOCUMENT)

    def notice(self) -> Notice:
        """What was typed, without the file."""
        return Notice(**{name: self.cleaned_data[name] for name in Notice.__dataclass_fields__})
