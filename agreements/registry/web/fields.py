"""The municipality of a request: typed, with suggestions, and found in the list of the IBGE."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation import municipalities
from foundation.municipalities import Municipality
from foundation.words import folded, joined
from ui.widgets import DatalistInput

UNKNOWN = "Não encontramos este município na lista do IBGE. Confira a grafia e a UF."
MOST_SUGGESTED = 3


def of_minas() -> list[str]:
    """What the field suggests: the municipalities of Minas Gerais."""
    return [str(each) for each in municipalities.of_state("MG")]


def matching(text: str) -> list[Municipality]:
    """The municipalities that a text may mean: `Uberaba`, `Uberaba (MG)`, `3170107`."""
    if text.strip().isdigit():
        found = municipalities.by_code(text)
        return [found] if found else []
    wanted = folded(text.replace("(", " ").replace(")", " ").replace("/", " ").replace(" - ", " "))
    return [
        each
        for each in municipalities.search(text.replace(" - ", " "), limit=400)
        if wanted in (folded(each.name), folded(f"{each.name} {each.state}"))
    ]


class MunicipalityField(forms.CharField):
    """A text cleaned to the IBGE code of one municipality."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DatalistInput(of_minas))
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault(
            "help_text",
            "Só para município. Comece a digitar e escolha; se for de outro estado, escreva também"
            " a UF: Londrina (PR).",
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        if not text:
            return text
        found = matching(text)
        if len(found) == 1:
            return found[0].ibge_code
        if found:
            names = joined([str(each) for each in found[:MOST_SUGGESTED]], "ou")
            raise ValidationError(f"Há mais de um município com este nome. Escreva a UF: {names}.")
        near = municipalities.search(text, limit=MOST_SUGGESTED)
        if near:
            names = joined([str(each) for each in near], "ou")
            raise ValidationError(f"{UNKNOWN} Você quis dizer {names}?")
        raise ValidationError(UNKNOWN)
