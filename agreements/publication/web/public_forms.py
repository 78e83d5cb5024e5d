"""What a visitor types: a search among extracts, the answer to a link."""

from datetime import date
from typing import Any

from django import forms

from agreements.publication import queries
from agreements.publication.models import Extract
from agreements.publication.queries import Wanted
from agreements.publication.rules import Situation
from agreements.registry.species import Species
from foundation.fields import TextLine
from foundation.municipalities import STATES
from tenants.rules import Nature

TONES = {Situation.TO_START: "info", Situation.IN_FORCE: "success", Situation.ENDED: "neutral"}


class SearchForm(forms.Form):
    """The box of the home page."""

    busca = forms.CharField(
        label="Buscar extratos",
        max_length=100,
        required=False,
        help_text="Município, órgão, assunto, número do acordo ou do processo.",
    )


class ExtractFilter(SearchForm):
    """The box and the filters of the list; an unknown value filters nothing."""

    uf = forms.ChoiceField(label="UF", required=False)
    natureza = forms.ChoiceField(
        label="Natureza", required=False, choices=[("", "Todas"), *Nature.choices]
    )
    especie = forms.ChoiceField(
        label="Instrumento", required=False, choices=[("", "Todos"), *Species.choices]
    )
    ano = forms.TypedChoiceField(label="Ano", required=False, coerce=int, empty_value=None)
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "Todas"), *Situation.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(each, STATES.get(each, each)) for each in queries.states()]
        self.fields["uf"].choices = [("", "Todas"), *states]  # type: ignore[attr-defined]
        years = [(each, str(each)) for each in queries.years()]
        self.fields["ano"].choices = [("", "Todos"), *years]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What to look for; what was not understood is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            text=chosen.get("busca", ""),
            state=chosen.get("uf", ""),
            nature=chosen.get("natureza", ""),
            year=chosen.get("ano"),
            situation=chosen.get("situacao", ""),
            species=chosen.get("especie", ""),
        )


class AcceptTermsForm(forms.Form):
    """The technical person says who accepts."""

    name = TextLine(label="Seu nome completo", max_length=200)
    post = TextLine(label="Seu cargo", max_length=120)
    email = forms.EmailField(label="Seu e-mail", help_text="O mesmo em que você recebeu este link.")
    has_read = forms.BooleanField(
        label="Li os termos de uso e os aceito em nome da área técnica do partícipe",
        error_messages={"required": "Marque para aceitar os termos de uso."},
    )
    terms_hash = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": "Abra de novo o link e leia os termos antes de aceitar."},
    )


class ReceiptForm(forms.Form):
    """The hash that the receiver computed."""

    sha256 = forms.CharField(
        label="SHA-256 do pacote que você recebeu",
        max_length=200,
        help_text="Calcule com sha256sum (Linux) ou Get-FileHash (Windows) e cole aqui.",
    )


def row_of(extract: Extract, today: date) -> dict[str, Any]:
    """One line of a list of extracts."""
    situation = extract.situation(today)
    return {"extract": extract, "situation": situation.label, "tone": TONES[situation]}
