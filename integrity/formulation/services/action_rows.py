"""Many actions of a draft at once: correct rows, put them in another order, number them anew."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.models import Person, Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from integrity.formulation.events import ActionEdited
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.risks import people_of
from integrity.formulation.rules.numbers import normal_number
from integrity.formulation.rules.planning import period_faults
from integrity.formulation.services.action_words import apart, told
from integrity.formulation.services.drafting import plan_to_draft, touch

FIELDS = (
    "number",
    "title",
    "executing_unit",
    "responsible",
    "kind",
    "planned_start",
    "planned_end",
)
STORED = [*FIELDS, "version", "updated_at"]
Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One row as it was typed; `version` and `seen` say what the person read before."""

    uid: UUID
    version: int
    seen: str
    number: str
    title: str
    executing_unit: Unit | None = None
    responsible: Person | None = None
    kind: str = ""
    planned_start: date | None = None
    planned_end: date | None = None


def seen_of(said: Action | RowDraft) -> str:
    """A short mark of the values of a row: a row that still has it was not touched."""
    unit, person = said.executing_unit, said.responsible
    values = [said.number, said.title, said.kind]
    values += [str(unit.uid) if unit else "", str(person.uid) if person else ""]
    values += [day.isoformat() if day else "" for day in (said.planned_start, said.planned_end)]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


@transaction.atomic
def edit_actions(*, actor: Actor, plan_uid: UUID, rows: Sequence[RowDraft], at: datetime) -> int:
    """Write the rows that were touched, all or none; how many that were.

    Raises Invalid by `uid.field`, and Conflict with both texts of the rows that changed since.
    """
    plan = plan_to_draft(actor, plan_uid)
    held = {each.uid: each for each in plans.actions_of(plan)}
    touched = [row for row in rows if row.uid in held and seen_of(row) != row.seen]
    _check(plan, held, touched)
    before = {row.uid: told(held[row.uid]) for row in touched}
    stale = [row for row in touched if held[row.uid].version != row.version]
    for row in touched:
        _fill(held[row.uid], row)
    differences = {row.uid: apart(before[row.uid], told(held[row.uid])) for row in touched}
    if stale:
        raise Conflict(
            {
                f"{before[row.uid]['Número']} · {name}": pair
                for row in stale
                for name, pair in differences[row.uid].items()
            }
        )
    changed = [held[row.uid] for row in touched if differences[row.uid]]
    _store(plan, changed, at)
    for action in changed:
        changes = {name: list(pair) for name, pair in differences[action.uid].items()}
        emit(ActionEdited.of(actor, action, at=at, changes=changes))
    return len(changed)


@transaction.atomic
def move_action(*, actor: Actor, plan_uid: UUID, uid: UUID, up: bool, at: datetime) -> Action:
    """Change numbers with the action before or after it in the same place. Raises NotAllowed."""
    plan = plan_to_draft(actor, plan_uid)
    action = plans.action_in(plan, uid)
    beside = plan.actions.filter(axis=action.axis, sub_axis=action.sub_axis)
    order = list(beside.order_by("number_key"))
    place = order.index(action) + (-1 if up else 1)
    if not 0 <= place < len(order):
        raise NotAllowed("A ação já está na ponta da lista.")
    other = order[place]
    _renumber(actor, plan, {action.pk: other.number, other.pk: action.number}, at)
    return action


@transaction.atomic
def renumber_actions(*, actor: Actor, plan_uid: UUID, at: datetime) -> int:
    """1, 2, 3… in the order of axes and sub-axes; how many numbers changed."""
    plan = plan_to_draft(actor, plan_uid)
    order = [
        action for _, parts in plans.grouped(plan) for _, actions in parts for action in actions
    ]
    wanted = {action.pk: str(number) for number, action in enumerate(order, 1)}
    return _renumber(actor, plan, wanted, at)


def _renumber(actor: Actor, plan: Plan, wanted: Mapping[int, str], at: datetime) -> int:
    found = [each for each in plan.actions.filter(pk__in=wanted) if each.number != wanted[each.pk]]
    before = {each.pk: each.number for each in found}
    for action in found:
        action.number = wanted[action.pk]
    _store(plan, found, at)
    for action in found:
        changes: dict[str, list[object]] = {"Número": [before[action.pk], action.number]}
        emit(ActionEdited.of(actor, action, at=at, changes=changes))
    return len(found)


def _store(plan: Plan, changed: Sequence[Action], at: datetime) -> None:
    """One statement, so that two actions may change numbers with each other."""
    if not changed:
        return
    for action in changed:
        action.version += 1
        action.updated_at = at
    Action.objects.bulk_update(changed, STORED)
    touch(plan, at)


def _fill(action: Action, row: RowDraft) -> None:
    for name in FIELDS:
        setattr(action, name, getattr(row, name))
    action.number = normal_number(row.number)


def _check(plan: Plan, held: Mapping[UUID, Action], touched: Sequence[RowDraft]) -> None:
    """Raise Invalid with all that is wrong in all rows, by `uid.field`."""
    numbers = {each.uid: each.number for each in held.values()}
    units = set(plans.units_of(plan).values_list("pk", flat=True))
    people = set(people_of(plan).values_list("pk", flat=True))
    faults: Faults = {}
    for row in touched:
        found = _row_faults(held[row.uid], row, units, people)
        if "number" not in found:
            numbers[row.uid] = normal_number(row.number)
        faults |= {f"{row.uid}.{name}": sentences for name, sentences in found.items()}
    taken: dict[str, list[UUID]] = {}
    for uid, number in numbers.items():
        taken.setdefault(number, []).append(uid)
    for row in touched:
        twins = [uid for uid in taken.get(numbers[row.uid], []) if uid != row.uid]
        if twins and f"{row.uid}.number" not in faults:
            title = held[twins[0]].title
            faults[f"{row.uid}.number"] = [f"Este número já é da ação “{title}”."]
    if faults:
        raise Invalid(faults)


def _row_faults(action: Action, row: RowDraft, units: set[int], people: set[int]) -> Faults:
    faults: Faults = {}
    try:
        normal_number(row.number)
    except ValueError as fault:
        faults["number"] = [str(fault)]
    if not row.title.strip():
        faults["title"] = ["Informe o título."]
    period = period_faults(row.kind, row.planned_start, row.planned_end, action.stages)
    if "planned_end" in period:
        faults["planned_end"] = period["planned_end"]
    elif "milestones" in period:
        faults["planned_end"] = [f"Marco: {period['milestones'][0]}"]
    return faults | _named_faults(action, row, units, people)


def _named_faults(action: Action, row: RowDraft, units: set[int], people: set[int]) -> Faults:
    faults: Faults = {}
    unit = row.executing_unit
    if unit is not None and unit.pk not in units and unit.pk != action.executing_unit_id:
        faults["executing_unit"] = ["Esta unidade é de outro órgão."]
    if unit is not None and unit in action.supporting_units.all():
        faults["executing_unit"] = ["Esta unidade já é de apoio nesta ação."]
    person = row.responsible
    if person is not None and person.pk not in people and person.pk != action.responsible_id:
        faults["responsible"] = ["Escolha uma pessoa deste órgão."]
    if person is not None and person.pk == action.alternate_id:
        faults["responsible"] = ["Esta pessoa é a suplente da ação."]
    return faults
