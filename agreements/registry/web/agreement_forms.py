"""Forms of an agreement: its terms, its signatures, and the filters of the list."""

from datetime import date
from typing import Any

from django import forms

from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, EffectOnUse, StartBasis
from agreements.registry.species import ADVICE, Species
from agreements.registry.values import Seal, Terms
from documents.forms import UploadField
from documents.rules import SIGNED_DOCUMENT
from foundation.fields import TextLine
from foundation.periods import EndConvention, TermUnit
from ui.widgets import DateInput


class TermsForm(forms.Form):
    """What may still be agreed; the revision tells whether somebody else saved in between."""

    object = forms.CharField(
        label="Objeto", max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    term_length = forms.IntegerField(label="Prazo da vigência", min_value=1, max_value=9999)
    term_unit = forms.ChoiceField(label="Unidade do prazo", choices=TermUnit.choices)
    start_basis = forms.ChoiceField(label="A vigência começa a partir", choices=StartBasis.choices)
    fixed_start_date = forms.DateField(
        label="Data fixada de início",
        widget=DateInput,
        required=False,
        help_text="Só quando a vigência começa em data fixada.",
    )
    end_convention = forms.ChoiceField(label="O prazo termina", choices=EndConvention.choices)
    notice_days = forms.IntegerField(label="Aviso de denúncia, em dias", min_value=1, max_value=365)
    effect_on_use = forms.ChoiceField(
        label="Efeito do fim do acordo sobre o uso", choices=EffectOnUse.choices
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, agreement: Agreement) -> dict[str, Any]:
        """The present terms."""
        return {name: getattr(agreement, name) for name in cls.base_fields}

    def terms(self) -> Terms:
        """What was typed, as the service takes it."""
        return Terms(
            **{name: value for name, value in self.cleaned_data.items() if name != "revision"}
        )


class SpeciesForm(forms.Form):
    """Another kind of instrument, and why."""

    species = forms.ChoiceField(label="Instrumento", choices=Species.choices, help_text=ADVICE)
    reason = forms.CharField(
        label="Por que muda",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fica no histórico do acordo. O número continua o mesmo.",
    )


class SignatureForm(forms.Form):
    """Who signed, by which act, when; with the signed text as proof."""

    signer_name = TextLine(label="Nome de quem assinou", max_length=200)
    signer_post = TextLine(label="Cargo", max_length=120)
    act = TextLine(
        label="Ato de investidura ou de delegação",
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
    signed_date = forms.DateField(label="Data da assinatura", widget=DateInput)
    document_number = TextLine(
        label="Número do documento no SEI", max_length=50, help_text="Exemplo: 98765432."
    )
    file = UploadField(label="Documento assinado", purpose=SIGNED_DOCUMENT)
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @staticmethod
    def initial_of(agreement: Agreement) -> dict[str, str | date | None]:
        """The head of the partner, as recorded; whoever signs by delegation is typed instead."""
        head = agreement.head
        return {
            "signer_name": head.name,
            "signer_post": head.post,
            "act": head.act,
            "mandate_start": head.mandate_start,
            "mandate_end": head.mandate_end,
        }

    def seal(self) -> Seal:
        """What was typed, as the service takes it."""
        names = Seal.__dataclass_fields__
        return Seal(**{name: self.cleaned_data[name] for name in names})


class AgreementFilter(forms.Form):
    situacao = forms.ChoiceField(
        label="Situação", choices=[("", "Todas"), *AgreementState.choices], required=False
    )
    especie = forms.ChoiceField(
        label="Instrumento", choices=[("", "Todos"), *Species.choices], required=False
    )
    busca = forms.CharField(label="Número, organização ou processo", max_length=100, required=False)
