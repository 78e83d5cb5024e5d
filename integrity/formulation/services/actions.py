"""Actions of a plan in draft: add, correct, remove."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Person
from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid
from foundation.words import folded
from integrity.formulation.events import ActionAdded, ActionEdited, ActionRemoved
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import methods, plans
from integrity.formulation.queries.joint import is_of
from integrity.formulation.queries.risks import people_of
from integrity.formulation.rules.asked import Asked, asked_faults
from integrity.formulation.rules.numbers import normal_number
from integrity.formulation.rules.planning import (
    amount_faults,
    indicator_faults,
    period_faults,
    type_faults,
)
from integrity.formulation.services.action_words import ActionDraft, apart, fill, told, told_draft
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.treatment import risk_faults, treat

ONE_PERSON = "Escolha da lista ou escreva o nome de outra pessoa, não os dois."
NEEDS_PURPOSE = "Informe o objetivo ou o benefício esperado: pelo menos um dos dois."


@transaction.atomic
def add_action(*, actor: Actor, plan_uid: UUID, draft: ActionDraft, at: datetime) -> Action:
    """A new action, not started (P58). Raises Invalid by field."""
    plan = plan_to_draft(actor, plan_uid)
    draft = _with_responsible(plan, draft)
    number = _checked(plan, draft, None)
    action = Action(plan=plan, created_at=at, updated_at=at)
    fill(action, draft, number)
    action.save()
    action.supporting_units.set(draft.supporting_units)
    touch(plan, at)
    changes: dict[str, list[object]] = {k: ["", v] for k, v in told(action).items() if v}
    changes |= treat(actor, action, draft.treats, draft.leaves, at)
    emit(ActionAdded.of(actor, action, at=at, changes=changes))
    return action


@transaction.atomic
def edit_action(
    *, actor: Actor, plan_uid: UUID, uid: UUID, version: int, draft: ActionDraft, at: datetime
) -> Action:
    """Correct an action. Raises Conflict with both texts when it changed since `version`."""
    plan = plan_to_draft(actor, plan_uid)
    action = plans.action_in(plan, uid)
    draft, before = _with_responsible(plan, draft), told(action)
    if action.version != version:
        raise Conflict(apart(before, told_draft(draft)))
    number = _checked(plan, draft, action)
    fill(action, draft, number)
    action.version += 1
    action.updated_at = at
    action.save()
    action.supporting_units.set(draft.supporting_units)
    touch(plan, at)
    after = told_draft(draft)
    changes: dict[str, list[object]] = {k: list(pair) for k, pair in apart(before, after).items()}
    changes |= treat(actor, action, draft.treats, draft.leaves, at)
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


def _with_responsible(plan: Plan, draft: ActionDraft) -> ActionDraft:
    """With the person whom the list lacked: the one of that name in its organs, else a new one."""
    name = draft.new_responsible
    if not name:
        return draft
    if draft.responsible is not None:
        raise Invalid({"new_responsible": [ONE_PERSON]})
    wanted = folded(name)
    found = next((each for each in people_of(plan) if folded(each.name) == wanted), None)
    person = found or Person.objects.create(name=name, unit=draft.executing_unit)
    return replace(draft, responsible=person, new_responsible="")


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
    faults |= _place_faults(plan, draft) | _planning_faults(plan, draft)
    if faults:
        raise Invalid(faults)
    return number


def _place_faults(plan: Plan, draft: ActionDraft) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    if draft.axis.plan_id != plan.pk:
        faults["axis"] = ["Este eixo não é deste plano."]
    if draft.sub_axis and draft.sub_axis.axis_id != draft.axis.pk:
        faults["sub_axis"] = [f"O subeixo “{draft.sub_axis}” não é do eixo “{draft.axis}”."]
    if not is_of(plan, draft.executing_unit.organ_id):
        faults["executing_unit"] = ["Esta unidade é de outro órgão."]
    if any(not is_of(plan, unit.organ_id) for unit in draft.supporting_units):
        faults["supporting_units"] = ["Há unidade de outro órgão."]
    if draft.executing_unit in draft.supporting_units:
        faults["supporting_units"] = ["A unidade executora não pode ser também de apoio."]
    return faults


def _planning_faults(plan: Plan, draft: ActionDraft) -> dict[str, list[str]]:
    faults = period_faults(draft.kind, draft.planned_start, draft.planned_end, draft.milestones)
    faults |= amount_faults(draft.planned_budget, draft.weight)
    if sentences := indicator_faults(draft.indicators):
        faults["indicators"] = sentences
    if sentences := type_faults(draft.types):
        faults["types"] = sentences
    known = people_of(plan)
    for name in ("responsible", "alternate"):
        person = getattr(draft, name)
        if person is not None and not known.filter(pk=person.pk).exists():
            faults[name] = ["Escolha uma pessoa deste órgão."]
    if draft.alternate is not None and draft.alternate == draft.responsible:
        faults["alternate"] = ["O suplente é outra pessoa."]
    if sentences := risk_faults(plan, draft.treats):
        faults["risks"] = sentences
    said = {each.value: getattr(draft, each.value) for each in Asked}
    return asked_faults(methods.standing().method.asks, said) | faults
