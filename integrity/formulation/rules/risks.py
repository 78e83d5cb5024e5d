"""An integrity risk: what it must say, how it is assessed, how well a plan treats it. Pure.

It is what may happen to the organ; monitoring has another risk, that an action is not carried out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from integrity.formulation.rules.risk_scales import Scale

Faults = dict[str, list[str]]
LONGEST = 2_000
NEEDED = {
    "cause": "Diga o que pode causar o risco.",
    "event": "Diga o que pode acontecer.",
    "consequence": "Diga o que aconteceria em seguida.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a risk: places from 1 in probability and impact, and the controls."""

    probability: int
    impact: int
    efficacy: int = 0


def sentence(cause: str, event: str, consequence: str, objective: str) -> str:
    """The risk in one sentence."""
    said = f"Devido a {_inner(cause)}, poderá ocorrer {_inner(event)}, ocasionando"
    said = f"{said} {_inner(consequence)}"
    return f"{said}, com impacto em {_inner(objective)}." if objective.strip() else f"{said}."


def _inner(text: str) -> str:
    bare = " ".join(text.split()).rstrip(".;,")
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare


def text_faults(texts: Mapping[str, str]) -> Faults:
    """What is missing or too long in the words of a risk."""
    faults: Faults = {
        name: [said] for name, said in NEEDED.items() if not texts.get(name, "").strip()
    }
    for name, text in texts.items():
        if len(text) > LONGEST:
            faults[name] = [f"Escreva até {LONGEST} letras."]
    return faults


def judgement_faults(probability: int | None, impact: int | None, scale: Scale) -> Faults:
    """Both or none, and each a place of the scale."""
    faults: Faults = {}
    if probability is not None and impact is None:
        faults["impact"] = ["Escolha também o impacto."]
    if impact is not None and probability is None:
        faults["probability"] = ["Escolha também a probabilidade."]
    if probability is not None and not 1 <= probability <= len(scale.probabilities):
        faults["probability"] = ["Escolha uma das probabilidades da escala."]
    if impact is not None and not 1 <= impact <= len(scale.impacts):
        faults["impact"] = ["Escolha um dos impactos da escala."]
    return faults


def assessed(judgement: Judgement, scale: Scale, version: int, day: str) -> dict[str, Any]:
    """The assessment in the words of today: whatever becomes of the scale, it keeps its level."""
    inherent = scale.level_of(judgement.probability, judgement.impact)
    residual = scale.residual_of(judgement.probability, judgement.impact, judgement.efficacy)
    return {
        "day": day,
        "scale": version,
        "probability": judgement.probability,
        "probability_name": scale.probabilities[judgement.probability - 1],
        "impact": judgement.impact,
        "impact_name": scale.impacts[judgement.impact - 1],
        "efficacy": judgement.efficacy,
        "efficacy_name": scale.efficacies[judgement.efficacy].name,
        "level": scale.levels[inherent].name,
        "level_rank": inherent + 1,
        "residual": scale.levels[residual].name,
        "residual_rank": residual + 1,
        "is_grave": inherent >= scale.grave_from,
    }


def is_same(judgement: Judgement, assessment: Mapping[str, Any] | None, version: int) -> bool:
    """Whether a judgement is the one that stands already, on the same scale."""
    return assessment is not None and (
        (assessment["probability"], assessment["impact"], assessment["efficacy"])
        == (judgement.probability, judgement.impact, judgement.efficacy)
        and assessment["scale"] == version
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the grave risks some action of the plan treats."""

    treated: int
    grave: int

    @property
    def percent(self) -> int | None:
        """The share, rounded; None where there is no grave risk, never zero or a hundred."""
        return round(100 * self.treated / self.grave) if self.grave else None

    def __str__(self) -> str:
        if self.percent is None:
            return "Não se aplica: nenhum risco grave"
        return f"{self.percent}% ({self.treated} de {self.grave})"


def coverage(risks: Iterable[tuple[bool, int]]) -> Coverage:
    """Of pairs: is the risk grave, and how many actions not discontinued treat it."""
    grave = [actions for is_grave, actions in risks if is_grave]
    return Coverage(sum(actions > 0 for actions in grave), len(grave))
