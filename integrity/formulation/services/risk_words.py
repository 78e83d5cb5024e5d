"""An integrity risk as a form gives it, and as the journal tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from access.models import Person, Unit
from events.registry import OfPerson
from foundation.words import joined
from integrity.formulation.models import Action, IntegrityRisk

WORDS = {
    "cause": "Causa",
    "event": "Evento",
    "consequence": "Consequência",
    "objective": "Objetivo atingido",
    "category": "Categoria",
    "subtype": "Subtipo",
    "controls": "Controles que já existem",
    "response": "Resposta",
}


@dataclass(frozen=True, slots=True)
class RiskDraft:
    """A risk as the form gives it; without probability and impact its assessment stays."""

    cause: str
    event: str
    consequence: str
    objective: str = ""
    category: str = ""
    subtype: str = ""
    controls: str = ""
    response: str = ""
    owner: Person | None = None
    owner_unit: Unit | None = None
    actions: Sequence[Action] = ()
    probability: int | None = None
    impact: int | None = None
    efficacy: int | None = None


def told(risk: IntegrityRisk) -> dict[str, str]:
    """A risk in words."""
    found = {label: str(getattr(risk, name)) for name, label in WORDS.items()}
    given = risk.assessment or {}
    return {
        **found,
        "Responsável": OfPerson(risk.owner.name, risk.owner.uid) if risk.owner else "",
        "Unidade responsável": str(risk.owner_unit or ""),
        "Ações": _numbers(list(risk.actions.all())) if risk.pk else "",
        "Probabilidade": given.get("probability_name", ""),
        "Impacto": given.get("impact_name", ""),
        "Eficácia dos controles": given.get("efficacy_name", ""),
        "Nível": risk.level,
        "Nível residual": risk.residual,
    }


def told_draft(draft: RiskDraft) -> dict[str, str]:
    """What a form gives, in the same words, but for the assessment that would follow."""
    return {
        **{label: getattr(draft, name) for name, label in WORDS.items()},
        "Responsável": draft.owner.name if draft.owner else "",
        "Unidade responsável": str(draft.owner_unit or ""),
        "Ações": _numbers(draft.actions),
    }


def _numbers(actions: Sequence[Action]) -> str:
    return joined([each.number for each in sorted(actions, key=lambda each: each.number_key)])


def apart(old: dict[str, str], new: dict[str, str]) -> dict[str, tuple[object, object]]:
    return {name: (old[name], new[name]) for name in new if old[name] != new[name]}


def changes_between(old: dict[str, str], new: dict[str, str]) -> dict[str, list[object]]:
    pairs: dict[str, list[object]] = {name: [old.get(name, ""), new[name]] for name in new}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
