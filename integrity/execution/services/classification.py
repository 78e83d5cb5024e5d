"""Say what kind of action it is, and when it should begin and end."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.services import emit
from integrity.execution import queries, rules
from integrity.execution.events import ActionClassified
from integrity.execution.models import ActionExecution, ActionType
from integrity.execution.services.writing import (
    check_version,
    differences,
    opened,
    refuse,
    touch,
    values_of,
)
from integrity.formulation.models import Action
from integrity.formulation.queries import methods
from integrity.formulation.rules.flows import ActionStatus

PLANNED = ("kind", "planned_start", "planned_end", "planned_budget")


@transaction.atomic
def classify_action(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    kind: str,
    types: Sequence[ActionType],
    planned_start: date | None,
    planned_end: date | None,
    planned_budget: Decimal | None,
    reason: str = "",
    at: datetime,
) -> ActionExecution:
    """Classify an action, or classify it anew. `version` is 0 the first time.

    The method of the organisation may ask why days are not those planned, or planned before.
    Raises Denied, NotFound, NotAllowed once it is closed, Conflict, or Invalid.
    """
    action, found = opened(actor, uid)
    rules.refuse_closed(ActionStatus(action.status))
    if kind == rules.Kind.CONTINUOUS:
        planned_end = None
    faults = rules.classification_faults(kind, planned_start, planned_end, len(types))
    faults |= rules.budget_faults("planned_budget", planned_budget)
    if methods.standing().method.reasoned_days:
        said = found or action
        days = (said.planned_start, said.planned_end)
        faults |= rules.day_faults(days, (planned_start, planned_end), reason)
    refuse(faults | _foreign_types(action, types))
    new = dict(
        zip(PLANNED, (rules.Kind(kind), planned_start, planned_end, planned_budget), strict=True)
    )
    return _save(actor, action, found, new, types, version, reason.strip(), at)


def _foreign_types(action: Action, types: Sequence[ActionType]) -> rules.Faults:
    known = set(queries.types_for(action.plan.organ).values_list("pk", flat=True))
    if {each.pk for each in types} <= known:
        return {}
    return {"types": ["Escolha entre os tipos oferecidos."]}


def _save(
    actor: Actor,
    action: Action,
    found: ActionExecution | None,
    new: dict[str, Any],
    types: Sequence[ActionType],
    version: int,
    reason: str,
    at: datetime,
) -> ActionExecution:
    execution = found or ActionExecution(action=action, version=0)
    old = values_of(execution, PLANNED) if found else {}
    if found:
        old |= {"kind": rules.Kind(found.kind), "types": list(found.types.all())}
    changes = differences(execution, old, new | {"types": list(types)})
    check_version(execution, version, changes)
    for name, value in new.items():
        setattr(execution, name, value)
    touch(execution, at)
    execution.save()
    execution.types.set(types)
    emit(ActionClassified.of(actor, action, at=at, changes=changes, reason=reason))
    return execution
