"""What each side types in its yearly report."""

from typing import Any

from django import forms

from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import Kind, Licence, Module
from agreements.improvements.services import FIELDS
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
        help_text="Do repositório ou da contribuição, se for público.",
    )
    licence = forms.ChoiceField(label="Licença", choices=Licence.choices)


class ReturnForm(forms.Form):
    """What the partner has to correct."""

    reason = forms.CharField(
        label="O que precisa ser corrigido",
        max_length=2000,
        widget=AREA,
        error_messages={"required": "Diga o que precisa ser corrigido."},
    )
