"""Actions of a plan in draft: add, correct, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid
from foundation.words import joined
from integrity.formulation.events import ActionAdded, ActionEdited, ActionRemoved
from integrity.formulation.models import Action, Axis, Plan, SubAxis
from integrity.formulation.queries import plans
from integrity.formulation.rules.numbers import normal_number
from integrity.formulation.services.drafting import plan_to_draft, touch

NEEDS_PURPOSE = "Informe o objetivo ou o benefício esperado: pelo menos um dos dois."


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as the form gives it."""

    number: str
    title: str
    axis: Axis
    executing_unit: Unit
    sub_axis: SubAxis | None = None
    description: str = ""
    objective: str = ""
    expected_benefit: str = ""
    supporting_units: Sequence[Unit] = ()


@transaction.atomic
def add_action(*, actor: Actor, plan_uid: UUID, draft: ActionDraft, at: datetime) -> Action:
    """A new action, not started (P58). Raises Invalid by field."""
    plan = plan_to_draft(actor, plan_uid)
    number = _checked(plan, draft, None)
    action = Action(plan=plan, created_at=at, updated_at=at)
    _fill(action, draft, number)
    action.save()
    action.supporting_units.set(draft.supporting_units)
    touch(plan, at)
    emit(
        ActionAdded.of(actor, action, at=at, changes={k: ["", v] for k, v in told(action).items()})
    )
    return action


@transaction.atomic
def edit_action(
    *, actor: Actor, plan_uid: UUID, uid: UUID, version: int, draft: ActionDraft, at: datetime
) -> Action:
    """Correct an action. Raises Conflict with both texts when it changed since `version`."""
    plan = plan_to_draft(actor, plan_uid)
    action = plans.action_in(plan, uid)
    before = told(action)
    if action.version != version:
        raise Conflict(_differences(before, told_draft(draft)))
    number = _checked(plan, draft, action)
    _fill(action, draft, number)
    action.version += 1
    action.updated_at = at
    action.save()
    action.supporting_units.set(draft.supporting_units)
    touch(plan, at)
    after = told_draft(draft)
    changes = {name: list(pair) for name, pair in _differences(before, after).items()}
    emit(ActionEdited.of(actor, action, at=at, changes=changes))
    return action


@transaction.atomic
def remove_action(*, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime) -> None:
    """Take an action out of the draft."""
    plan = plan_to_draft(actor, plan_uid)
    action = plans.action_in(plan, uid)
    emit(ActionRemoved.of(actor, plan, at=at, changes={"Ação": [str(action), ""]}))
    action.delete()
    touch(plan, at)


def told(action: Action) -> dict[str, str]:
    """An action in words."""
    return {
        "Número": action.number,
        "Título": action.title,
        "Eixo": str(action.axis),
        "Subeixo": str(action.sub_axis or ""),
        "Descrição": action.description,
        "Objetivo": action.objective,
        "Benefício esperado": action.expected_benefit,
        "Unidade executora": str(action.executing_unit or ""),
        "Unidades de apoio": _names(list(action.supporting_units.all())),
    }


def told_draft(draft: ActionDraft) -> dict[str, str]:
    """What the form gives, in the same words."""
    return {
        "Número": draft.number,
        "Título": draft.title,
        "Eixo": str(draft.axis),
        "Subeixo": str(draft.sub_axis or ""),
        "Descrição": draft.description,
        "Objetivo": draft.objective,
        "Benefício esperado": draft.expected_benefit,
        "Unidade executora": str(draft.executing_unit),
        "Unidades de apoio": _names(draft.supporting_units),
    }


def _names(units: Sequence[Unit]) -> str:
    return joined(sorted(unit.name for unit in units))


def _differences(old: dict[str, str], new: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (old[name], new[name]) for name in old if old[name] != new[name]}


def _fill(action: Action, draft: ActionDraft, number: str) -> None:
    action.number = number
    action.title = draft.title
    action.axis = draft.axis
    action.sub_axis = draft.sub_axis
    action.description = draft.description
    action.objective = draft.objective
    action.expected_benefit = draft.expected_benefit
    action.executing_unit = draft.executing_unit


def _checked(plan: Plan, draft: ActionDraft, itself: Action | None) -> str:
    """The number in its normal form. Raises Invalid with everything that is wrong, by field."""
    faults: dict[str, list[str]] = {}
    number = ""
    try:
        number = normal_number(draft.number)
    except ValueError as fault:
        faults["number"] = [str(fault)]
    twin = plan.actions.filter(number=number).exclude(pk__in=[itself.pk] if itself else []).first()
    if number and twin:
        faults["number"] = [f"O número {number} já é da ação “{twin.title}”."]
    if not draft.objective and not draft.expected_benefit:
        faults["objective"] = [NEEDS_PURPOSE]
    faults |= _place_faults(plan, draft)
    if faults:
        raise Invalid(faults)
    return number


def _place_faults(plan: Plan, draft: ActionDraft) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    if draft.axis.plan_id != plan.pk:
        faults["axis"] = ["Este eixo não é deste plano."]
    if draft.sub_axis and draft.sub_axis.axis_id != draft.axis.pk:
        faults["sub_axis"] = [f"O subeixo “{draft.sub_axis}” não é do eixo “{draft.axis}”."]
    if draft.executing_unit.organ_id != plan.organ_id:
        faults["executing_unit"] = ["Esta unidade é de outro órgão."]
    if any(unit.organ_id != plan.organ_id for unit in draft.supporting_units):
        faults["supporting_units"] = ["Há unidade de outro órgão."]
    if draft.executing_unit in draft.supporting_units:
        faults["supporting_units"] = ["A unidade executora não pode ser também de apoio."]
    return faults
