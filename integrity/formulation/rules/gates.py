"""What a plan needs before it is published: a checklist that says what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.words import counted, joined
from integrity.formulation.rules.programme import Section

SHOWN = 8


class Place(StrEnum):
    """Where a person mends what is missing."""

    COMMISSION = "commission"
    STRATEGY = "strategy"
    DIAGNOSIS = "diagnosis"
    ANSWERS = "answers"
    AXES = "axes"
    ACTIONS = "actions"
    VALIDATION = "validation"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted in a plan; actions are given by their numbers."""

    members: int
    axes: int
    actions: int
    without_unit: Sequence[str] = ()
    without_purpose: Sequence[str] = ()
    sections_missing: Sequence[Section] = ()
    is_unvalidated: bool = False
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of the checklist; met when nothing is missing."""

    title: str
    place: Place
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Whether this line holds nothing back."""
        return not self.missing


def gates(facts: Facts) -> list[Gate]:
    """The whole checklist, in the order of the road."""
    return [
        Gate(
            "Comissão com pelo menos uma pessoa",
            Place.COMMISSION,
            "" if facts.members else "Registre a comissão e quem faz parte dela.",
        ),
        *_programme(facts.sections_missing),
        Gate("Pelo menos um eixo", Place.AXES, "" if facts.axes else "Cadastre um eixo."),
        Gate("Pelo menos uma ação", Place.ACTIONS, "" if facts.actions else "Cadastre uma ação."),
        Gate(
            "Toda ação com unidade executora",
            Place.ACTIONS,
            _lacking(facts.without_unit, "sem unidade executora"),
        ),
        Gate(
            "Toda ação com objetivo ou benefício",
            Place.ACTIONS,
            _lacking(facts.without_purpose, "sem objetivo nem benefício"),
        ),
        Gate(
            "Validação geral",
            Place.VALIDATION,
            "Registre o período e as partes interessadas." if facts.is_unvalidated else "",
        ),
        Gate(
            "Toda contribuição da validação respondida",
            Place.VALIDATION,
            f"{counted(facts.unanswered, 'contribuição', 'contribuições')} sem resposta."
            if facts.unanswered
            else "",
        ),
    ]


def _programme(missing: Sequence[Section]) -> list[Gate]:
    """One line for each part of the programme."""
    return [
        Gate(
            each.label,
            Place(each.value),
            f"Preencha a parte “{each.label}” do programa." if each in missing else "",
        )
        for each in Section
    ]


def is_ready(found: Sequence[Gate]) -> bool:
    """Whether the plan may be published."""
    return all(gate.is_met for gate in found)


def _lacking(numbers: Sequence[str], what: str) -> str:
    if not numbers:
        return ""
    shown = [*numbers[:SHOWN]]
    if len(numbers) > SHOWN:
        shown.append(f"mais {len(numbers) - SHOWN}")
    return f"{counted(len(numbers), 'ação', 'ações')} {what}: {joined(shown)}."
