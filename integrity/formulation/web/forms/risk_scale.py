"""The scale of risks as a person writes it: one word a line, and the matrix cell by cell."""

from typing import Any

from django import forms

from foundation.refusals import Invalid
from integrity.formulation.rules.risk_scales import (
    PRESET_TITLES,
    Category,
    Efficacy,
    Level,
    Scale,
    by_bands,
)
from integrity.formulation.web.forms.fields import LongText

NEEDS_NUMBER = "Em cada linha escreva o nome, dois-pontos e um número. Exemplo: {}."


class PresetForm(forms.Form):
    """A scale to begin with."""

    preset = forms.ChoiceField(
        label="Começar de um modelo", choices=list(PRESET_TITLES.items()), widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RiskScaleForm(forms.Form):
    """The words of the scale; a cell of the matrix is a field `cell_<impact>_<probability>`."""

    probabilities = LongText(
        label="Probabilidades", required=True, rows=5, help_text="Uma por linha, da menor à maior."
    )
    impacts = LongText(
        label="Impactos", required=True, rows=5, help_text="Um por linha, do menor ao maior."
    )
    levels = LongText(
        label="Níveis",
        required=True,
        rows=4,
        help_text="Um por linha, do menor ao maior, com a pontuação (probabilidade × impacto) em"
        " que começa. Exemplo: Médio: 3.",
    )
    grave_from = forms.TypedChoiceField(label="Pede tratamento a partir de", coerce=int)
    efficacies = LongText(
        label="Eficácia dos controles",
        required=True,
        rows=5,
        help_text="Uma por linha, com o percentual do risco que ainda resta. Exemplo: Fraco: 80.",
    )
    categories = LongText(
        label="Categorias e subtipos",
        required=True,
        rows=6,
        help_text="Uma categoria por linha; depois de dois-pontos, os subtipos, separados por"
        " ponto e vírgula. Exemplo: Integridade: Nepotismo; Conflito de interesses.",
    )
    responses = LongText(
        label="Respostas ao risco", required=True, rows=4, help_text="Uma por linha."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        names = [(place, each.name) for place, each in enumerate(current.levels)]
        grave = self.fields["grave_from"]
        assert isinstance(grave, forms.ChoiceField)
        grave.choices = names
        for row, impact in enumerate(current.impacts):
            for column, probability in enumerate(current.probabilities):
                self.fields[cell(row, column)] = forms.TypedChoiceField(
                    label=f"{impact} × {probability}", coerce=int, choices=names
                )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The matrix as the page shows it: the highest impact first."""
        found = [
            (impact, [self[cell(row, column)] for column in range(len(self.current.probabilities))])
            for row, impact in enumerate(self.current.impacts)
        ]
        return found[::-1]

    def scale(self) -> Scale:
        """What was written. Raises Invalid for a line that cannot be read."""
        given = self.cleaned_data
        levels = tuple(Level(*pair) for pair in numbered(given, "levels", "Médio: 3"))
        efficacies = tuple(Efficacy(*pair) for pair in numbered(given, "efficacies", "Fraco: 80"))
        probabilities, impacts = lines(given["probabilities"]), lines(given["impacts"])
        return Scale(
            probabilities=probabilities,
            impacts=impacts,
            levels=levels,
            matrix=self._matrix(probabilities, impacts, levels),
            efficacies=efficacies,
            categories=tuple(category(line) for line in lines(given["categories"])),
            responses=lines(given["responses"]),
            grave_from=given["grave_from"],
        )

    def _matrix(
        self, probabilities: tuple[str, ...], impacts: tuple[str, ...], levels: tuple[Level, ...]
    ) -> tuple[tuple[int, ...], ...]:
        """The cells as chosen; where the scale has another size now, what the scores give."""
        size = (len(probabilities), len(impacts), len(levels))
        here = self.current
        if size != (len(here.probabilities), len(here.impacts), len(here.levels)):
            return by_bands(size[0], size[1], levels)
        return tuple(
            tuple(self.cleaned_data[cell(row, column)] for column in range(size[0]))
            for row in range(size[1])
        )


def cell(row: int, column: int) -> str:
    """The name of the field of a cell."""
    return f"cell_{row + 1}_{column + 1}"


def lines(text: str) -> tuple[str, ...]:
    """The filled lines, without doubled spaces."""
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def numbered(given: dict[str, Any], field: str, example: str) -> list[tuple[str, int]]:
    """Lines of a name, a colon and a number. Raises Invalid."""
    found = []
    for line in lines(given[field]):
        name, _, number = line.rpartition(":")
        bare = number.strip().rstrip("%").strip()
        if not name.strip() or not (bare.isascii() and bare.isdigit()) or len(bare) > 4:
            raise Invalid({field: [NEEDS_NUMBER.format(example)]})
        found.append((name.strip(), int(bare)))
    return found


def category(line: str) -> Category:
    """A category with its subtypes."""
    name, _, rest = line.partition(":")
    parts = filter(None, (part.strip() for part in rest.split(";")))
    return Category(name.strip(), tuple(dict.fromkeys(parts)))


def written(scale: Scale, version: int) -> dict[str, Any]:
    """The scale as the form shows it."""
    cells = {
        cell(row, column): level
        for row, levels in enumerate(scale.matrix)
        for column, level in enumerate(levels)
    }
    return {
        "probabilities": "\n".join(scale.probabilities),
        "impacts": "\n".join(scale.impacts),
        "levels": "\n".join(f"{each.name}: {each.start}" for each in scale.levels),
        "grave_from": scale.grave_from,
        "efficacies": "\n".join(f"{each.name}: {each.remaining}" for each in scale.efficacies),
        "categories": "\n".join(
            f"{each.name}: {'; '.join(each.subtypes)}" if each.subtypes else each.name
            for each in scale.categories
        ),
        "responses": "\n".join(scale.responses),
        "version": version,
        **cells,
    }
