"""Forms of the method: a preset to start from, and each part of it."""

from typing import Any

from django import forms

from foundation.fields import TextLine
from foundation.vocabulary import OWN
from integrity.formulation.rules.asked import Asked
from integrity.formulation.rules.methods import (
    LONGEST_WORD,
    MOST_DAYS,
    PRESETS,
    Method,
)
from integrity.formulation.rules.planning import Frequency
from integrity.formulation.web.forms.fields import YesNoField


class PresetForm(forms.Form):
    """Which preset takes the place of what is written below."""

    preset = forms.ChoiceField(
        label="Ponto de partida",
        choices=[(name, f"{each.title}: {each.text}") for name, each in PRESETS.items()],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class MethodForm(forms.Form):
    """The parts of a method."""

    registration = TextLine(
        label="Como se chama a matrícula",
        max_length=LONGEST_WORD,
        help_text="Em Minas Gerais, Masp. Vale para todos os formulários e páginas.",
    )
    process = TextLine(
        label="Como se chama o processo",
        max_length=LONGEST_WORD,
        required=False,
        help_text="Em Minas Gerais, Processo SEI. Em branco: Processo.",
    )
    green_from = forms.IntegerField(
        label="Ação pontual: verde quando faltam pelo menos (dias)",
        min_value=1,
        max_value=MOST_DAYS,
    )
    stale_after = forms.IntegerField(
        label="Ação contínua: amarelo depois de quantos dias sem registro",
        min_value=1,
        max_value=MOST_DAYS,
    )
    forgotten_after = forms.IntegerField(
        label="Ação contínua: vermelho depois de quantos dias sem registro",
        min_value=1,
        max_value=MOST_DAYS,
    )
    needs_evidence = YesNoField(label="Concluir uma ação exige evidência?")
    reasoned_days = YesNoField(label="Mudar o prazo de uma ação na execução exige motivo?")
    check_in = forms.ChoiceField(
        label="Frequência de acompanhamento proposta a cada ação nova",
        required=False,
        choices=[("", "Nenhuma"), *Frequency.choices],
    )
    asks = forms.MultipleChoiceField(
        label="O que o plano diz de cada ação",
        required=False,
        choices=Asked.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="O que estiver marcado é pedido ao gravar a ação e conferido antes do envio.",
    )
    axes = forms.CharField(
        label="Eixos oferecidos a um plano novo",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Um por linha. Cada órgão pode mudá-los no plano.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @staticmethod
    def initial_of(method: Method, version: int) -> dict[str, Any]:
        """The method as the form shows it."""
        return {**method.as_json(), "axes": "\n".join(method.axes), "version": version}

    def method(self, preset: str) -> Method:
        """What was typed, on the preset that it began from."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        lines = [" ".join(line.split()) for line in typed.pop("axes").splitlines()]
        asks = tuple(typed.pop("asks"))
        typed["process"] = typed["process"] or OWN["process"]
        return Method(preset=preset, axes=tuple(line for line in lines if line), asks=asks, **typed)
