"""What each side types in its yearly report, and about an improvement."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from agreements.improvements.exchange import NO_MISSING, NO_REASON, PATCH, ImprovementState
from agreements.improvements.models import AnnualReport, Improvement
from agreements.improvements.rules import Kind, Licence, Module
from agreements.improvements.services import FIELDS
from agreements.improvements.services.improvements import TOLD
from agreements.publication.models import Release
from documents.forms import UploadField
from foundation.fields import TextLine

AREA = forms.Textarea(attrs={"rows": 5})


class ReportForm(forms.Form):
    """The year in words and numbers; the revision tells whether somebody else saved in between."""

    summary = forms.CharField(label="Como foi o ano", max_length=8000, widget=AREA, required=False)
    difficulties = forms.CharField(
        label="Dificuldades encontradas", max_length=8000, widget=AREA, required=False
    )
    organs_using = forms.IntegerField(
        label="Órgãos que usam o sistema", min_value=0, max_value=100_000
    )
    plans_published = forms.IntegerField(
        label="Planos de integridade publicados", min_value=0, max_value=100_000
    )
    people_using = forms.IntegerField(label="Pessoas com acesso", min_value=0, max_value=10_000_000)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(report: AnnualReport) -> dict[str, Any]:
        """What the report holds now."""
        return {name: getattr(report, name) for name in (*FIELDS, "revision")}


class ImprovementForm(forms.Form):
    """One change to the code."""

    title = TextLine(label="O que mudou", max_length=160)
    reason = forms.CharField(label="Por que mudou", max_length=4000, widget=AREA)
    kind = forms.ChoiceField(label="Tipo", choices=Kind.choices)
    module = forms.ChoiceField(label="Módulo", choices=Module.choices)
    link = forms.URLField(
        label="Endereço do código",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Do repositório ou da contribuição. Sem endereço, envie o arquivo de alterações.",
    )
    patch = UploadField(label="Arquivo de alterações", purpose=PATCH, required=False)
    licence = forms.ChoiceField(label="Licença", choices=Licence.choices)

    def told(self) -> dict[str, Any]:
        """What was typed, without the file."""
        return {name: self.cleaned_data[name] for name in TOLD}


class AnswerForm(ImprovementForm):
    """The improvement as it is now, to be mended, and what changed since."""

    answer = forms.CharField(
        label="O que mudou",
        max_length=4000,
        widget=AREA,
        help_text="Responda ao que a DTIC pediu, ponto por ponto.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "A melhoria"
        self.fields["patch"].help_text += " Em branco: fica o arquivo já enviado."

    @staticmethod
    def initial_of(improvement: Improvement) -> dict[str, Any]:
        """What it holds now."""
        return {name: getattr(improvement, name) for name in TOLD}


class MissingForm(forms.Form):
    """What DTIC needs before it can decide."""

    missing = forms.CharField(
        label="O que falta",
        max_length=4000,
        widget=AREA,
        error_messages={"required": NO_MISSING},
    )


class NoteForm(forms.Form):
    """A word to who made it, if DTIC likes."""

    note = forms.CharField(
        label="Recado à organização (opcional)", max_length=2000, widget=AREA, required=False
    )


class RefusalForm(forms.Form):
    """Why it is left out."""

    reason = forms.CharField(
        label="Motivo",
        max_length=4000,
        widget=AREA,
        error_messages={"required": NO_REASON},
    )


class VersionForm(forms.Form):
    """In which version of the catalogue it comes."""

    release = forms.TypedChoiceField(label="Versão", coerce=UUID)

    def __init__(self, *args: Any, releases: Iterable[Release] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(each.uid), f"{each.version} ({each.get_state_display().lower()})")
            for each in releases
        ]
        self.fields["release"].choices = choices  # type: ignore[attr-defined]


class ExchangeFilter(forms.Form):
    """Which improvements; an unknown value filters nothing."""

    modulo = forms.ChoiceField(
        label="Módulo", required=False, choices=[("", "Todos"), *Module.choices]
    )
    tipo = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Todos"), *Kind.choices])
    situacao = forms.ChoiceField(label="Situação", required=False)

    def __init__(self, *args: Any, states: Iterable[ImprovementState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, each.label) for each in states]
        self.fields["situacao"].choices = [("", "Todas"), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What to look for; what was not understood is left out."""
        self.is_valid()
        words = {"module": "modulo", "kind": "tipo", "state": "situacao"}
        return {name: self.cleaned_data.get(word, "") for name, word in words.items()}


class ReturnForm(forms.Form):
    """What the partner has to correct."""

    reason = forms.CharField(
        label="O que precisa ser corrigido",
        max_length=2000,
        widget=AREA,
        error_messages={"required": "Diga o que precisa ser corrigido."},
    )
