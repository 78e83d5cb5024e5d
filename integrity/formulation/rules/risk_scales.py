"""How an organisation measures integrity risks: its words, its matrix, its presets. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

FEWEST, MOST = 2, 7
LONGEST_WORD = 60
TONES = {
    2: ("green", "red"),
    3: ("green", "yellow", "red"),
    4: ("green", "yellow", "red", "purple"),
    5: ("blue", "green", "yellow", "red", "purple"),
}
LEVELS_AT_MOST = max(TONES)

Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of risk: its name, and the least score (probability × impact) that falls in it."""

    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Efficacy:
    """How well what exists already holds a risk back: the percentage of it that remains."""

    name: str
    remaining: int


@dataclass(frozen=True, slots=True)
class Category:
    """A category of risks, with its subtypes."""

    name: str
    subtypes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Words from low to high; `matrix[impact][probability]` is the place of a level.

    From the level at `grave_from` on, a risk asks for treatment.
    """

    probabilities: tuple[str, ...]
    impacts: tuple[str, ...]
    levels: tuple[Level, ...]
    matrix: tuple[tuple[int, ...], ...]
    efficacies: tuple[Efficacy, ...]
    categories: tuple[Category, ...]
    responses: tuple[str, ...]
    grave_from: int

    def tone(self, level: int) -> str:
        """The colour of a level, from calm to alarming."""
        return TONES[len(self.levels)][level]

    def tone_named(self, name: str) -> str:
        """The colour of the level of that name; grey for one that the scale has no more."""
        names = [each.name for each in self.levels]
        return self.tone(names.index(name)) if name in names else "grey"

    def has_place(self, probability: int, impact: int) -> bool:
        """Whether the matrix has such a cell."""
        return probability <= len(self.probabilities) and impact <= len(self.impacts)

    def level_of(self, probability: int, impact: int) -> int:
        """What the matrix says of two places counted from 1."""
        return self.matrix[impact - 1][probability - 1]

    def residual_of(self, probability: int, impact: int, efficacy: int) -> int:
        """The level that remains with what exists already; never above what it is without it."""
        inherent = self.level_of(probability, impact)
        remaining = self.efficacies[efficacy].remaining
        if remaining == 100:
            return inherent
        score = Decimal(probability * impact * remaining) / 100
        return min(inherent, by_score(self.levels, score))

    def as_json(self) -> dict[str, Any]:
        """The scale in JSON's own types."""
        return {**asdict(self), "matrix": [list(row) for row in self.matrix]}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Scale:
        """The scale again, from what `as_json` gave."""
        return cls(
            probabilities=tuple(body["probabilities"]),
            impacts=tuple(body["impacts"]),
            levels=tuple(Level(**each) for each in body["levels"]),
            matrix=tuple(tuple(row) for row in body["matrix"]),
            efficacies=tuple(Efficacy(**each) for each in body["efficacies"]),
            categories=tuple(
                Category(each["name"], tuple(each["subtypes"])) for each in body["categories"]
            ),
            responses=tuple(body["responses"]),
            grave_from=body["grave_from"],
        )


def by_score(levels: Sequence[Level], score: Decimal | int) -> int:
    """The highest level that begins at the score or below it."""
    return max((place for place, each in enumerate(levels) if each.start <= score), default=0)


def by_bands(
    probabilities: int, impacts: int, levels: Sequence[Level]
) -> tuple[tuple[int, ...], ...]:
    """A matrix in which probability × impact alone decides."""
    return tuple(
        tuple(by_score(levels, (column + 1) * (row + 1)) for column in range(probabilities))
        for row in range(impacts)
    )


def scale_faults(scale: Scale) -> Faults:
    """What a scale lacks or contradicts, by field."""
    faults: Faults = {}
    names = {
        "probabilities": scale.probabilities,
        "impacts": scale.impacts,
        "levels": [each.name for each in scale.levels],
        "efficacies": [each.name for each in scale.efficacies],
        "categories": [each.name for each in scale.categories],
        "responses": scale.responses,
    }
    for field, words in names.items():
        if fault := _words_fault(words, MOST if field != "categories" else 20):
            faults[field] = [fault]
    if len(scale.levels) > LEVELS_AT_MOST:
        faults["levels"] = [f"Use até {LEVELS_AT_MOST} níveis."]
    starts = [each.start for each in scale.levels]
    if "levels" not in faults and (starts[0] != 1 or starts != sorted(set(starts))):
        faults["levels"] = ["O primeiro nível começa em 1, e cada um seguinte, mais acima."]
    if any(not 0 <= each.remaining <= 100 for each in scale.efficacies):
        faults["efficacies"] = ["O que resta do risco vai de 0 a 100."]
    if not 0 <= scale.grave_from < max(len(scale.levels), 1):
        faults["grave_from"] = ["Escolha um dos níveis."]
    return faults


def _words_fault(words: Sequence[str], most: int) -> str:
    if not FEWEST <= len(words) <= most:
        return f"Escreva de {FEWEST} a {most} linhas."
    if any(not word or len(word) > LONGEST_WORD for word in words):
        return f"Cada nome tem de 1 a {LONGEST_WORD} letras."
    if len({word.casefold() for word in words}) < len(words):
        return "Há um nome repetido."
    return ""


_LEVELS = ("Baixo", "Médio", "Alto", "Extremo")
_SUBTYPES = (
    "Abuso de posição ou poder",
    "Nepotismo",
    "Conflito de interesses",
    "Pressão ilegal",
    "Solicitação ou recebimento de vantagem indevida",
    "Uso de recursos públicos para interesse privado",
)
_CATEGORIES = (
    Category("Integridade", _SUBTYPES),
    Category("Operacional"),
    Category("Legal"),
    Category("Financeiro"),
    Category("Reputação"),
)
_EFFICACIES = (
    Efficacy("Inexistente", 100),
    Efficacy("Fraco", 80),
    Efficacy("Mediano", 60),
    Efficacy("Satisfatório", 40),
    Efficacy("Forte", 20),
)
_RESPONSES = ("Mitigar", "Compartilhar", "Evitar", "Aceitar")


def _preset(probabilities: Sequence[str], impacts: Sequence[str], starts: Sequence[int]) -> Scale:
    levels = tuple(Level(name, start) for name, start in zip(_LEVELS, starts, strict=True))
    return Scale(
        probabilities=tuple(probabilities),
        impacts=tuple(impacts),
        levels=levels,
        matrix=by_bands(len(probabilities), len(impacts), levels),
        efficacies=_EFFICACIES,
        categories=_CATEGORIES,
        responses=_RESPONSES,
        grave_from=2,
    )


FOUR, FIVE = "quatro", "cinco"
PRESETS: Mapping[str, Scale] = {
    FOUR: _preset(
        ("Baixa", "Média", "Alta", "Muito alta"),
        ("Baixo", "Médio", "Alto", "Muito alto"),
        (1, 3, 8, 12),
    ),
    FIVE: _preset(
        ("Muito baixa", "Baixa", "Média", "Alta", "Muito alta"),
        ("Muito baixo", "Baixo", "Médio", "Alto", "Muito alto"),
        (1, 3, 8, 15),
    ),
}
PRESET_TITLES: Mapping[str, str] = {
    FOUR: "Quatro níveis, os do SisPMPI (matriz 4 × 4)",
    FIVE: "Federal (matriz 5 × 5)",
}
