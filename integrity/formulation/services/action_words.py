"""An action as a form gives it, and as the journal tells it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from access.models import Person, Unit
from events.registry import OfPerson
from foundation.words import joined
from integrity.formulation.models import Action, Axis, IntegrityRisk, SubAxis
from integrity.formulation.rules.planning import (
    ActionKind,
    Frequency,
    Indicator,
    Milestone,
    indicators_text,
    milestones_text,
)

WRITTEN = (
    "title",
    "axis",
    "sub_axis",
    "description",
    "objective",
    "expected_benefit",
    "executing_unit",
    "kind",
    "planned_start",
    "planned_end",
    "responsible",
    "alternate",
    "check_in",
    "expected_evidence",
    "product",
    "planned_budget",
    "weight",
)


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as the form gives it; what comes after the units may wait.

    Of the risks it says what is new: `treats` from now on, `leaves` to others. What somebody linked
    on the page of a risk in between stays.
    """

    number: str
    title: str
    axis: Axis
    executing_unit: Unit
    sub_axis: SubAxis | None = None
    description: str = ""
    objective: str = ""
    expected_benefit: str = ""
    supporting_units: Sequence[Unit] = ()
    kind: str = ""
    types: Sequence[str] = ()
    planned_start: date | None = None
    planned_end: date | None = None
    responsible: Person | None = None
    new_responsible: str = ""
    alternate: Person | None = None
    check_in: str = ""
    expected_evidence: str = ""
    product: str = ""
    planned_budget: Decimal | None = None
    weight: int = 1
    milestones: Sequence[Milestone] = ()
    indicators: Sequence[Indicator] = ()
    treats: Collection[IntegrityRisk] = ()
    leaves: Collection[IntegrityRisk] = ()


def told(action: Action) -> dict[str, str]:
    """An action in words."""
    return _told(
        action, action.number, list(action.supporting_units.all()), action.stages, action.measures
    )


def told_draft(draft: ActionDraft) -> dict[str, str]:
    """What the form gives, in the same words."""
    return _told(draft, draft.number, draft.supporting_units, draft.milestones, draft.indicators)


def _told(
    said: Action | ActionDraft,
    number: str,
    supporting: Sequence[Unit],
    milestones: Sequence[Milestone],
    indicators: Sequence[Indicator],
) -> dict[str, str]:
    return {
        "Número": number,
        "Título": said.title,
        "Eixo": str(said.axis),
        "Subeixo": str(said.sub_axis or ""),
        "Descrição": said.description,
        "Objetivo": said.objective,
        "Benefício esperado": said.expected_benefit,
        "Unidade executora": str(said.executing_unit or ""),
        "Unidades de apoio": joined(sorted(unit.name for unit in supporting)),
        **_planned(said),
        "Marcos": milestones_text(milestones),
        "Indicadores": indicators_text(indicators),
    }


def _planned(said: Action | ActionDraft) -> dict[str, str]:
    budget = said.planned_budget
    return {
        "Classe": str(ActionKind(said.kind).label) if said.kind else "",
        "Tipos": joined(list(said.types)),
        "Início planejado": f"{said.planned_start:%d/%m/%Y}" if said.planned_start else "",
        "Conclusão planejada": f"{said.planned_end:%d/%m/%Y}" if said.planned_end else "",
        "Responsável": _person(said.responsible),
        "Suplente": _person(said.alternate),
        "Acompanhamento": str(Frequency(said.check_in).label) if said.check_in else "",
        "Evidência esperada": said.expected_evidence,
        "Produto": said.product,
        "Orçamento previsto": "" if budget is None else f"{budget:.2f}".replace(".", ","),
        "Peso": str(said.weight),
    }


def _person(person: Person | None) -> str:
    return OfPerson(person.name, person.uid) if person else ""


def apart(old: dict[str, str], new: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What is different, as it was and as it is to be."""
    return {name: (old[name], new[name]) for name in old if old[name] != new[name]}


def fill(action: Action, draft: ActionDraft, number: str) -> None:
    """Put what a form gives into the row."""
    action.number = number
    for name in WRITTEN:
        setattr(action, name, getattr(draft, name))
    action.types = list(draft.types)
    action.milestones = [each.as_json() for each in draft.milestones]
    action.indicators = [each.as_json() for each in draft.indicators]
