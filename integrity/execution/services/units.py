"""Pass an action to another unit while it is carried out, and change who supports it (P83)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.models import Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid
from integrity.execution import queries, rules
from integrity.execution.events import UnitsChanged
from integrity.execution.services.writing import (
    check_version,
    classified,
    differences,
    opened,
    touch,
    words,
)
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus

FOLLOWED = "As unidades mudaram na ação do plano em vigor."


@transaction.atomic
def change_units(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    executing_unit: Unit,
    supporting_units: Sequence[Unit],
    reason: str,
    at: datetime,
) -> Action:
    """Another unit carries the action out, or others support it; a new executing unit needs a why.

    Raises Denied, NotFound, NotAllowed before the classification or once closed, Conflict, Invalid.
    """
    action, found = opened(actor, uid)
    execution = classified(found)
    rules.refuse_closed(ActionStatus(action.status))
    old = {
        "executing_unit": action.executing_unit,
        "supporting_units": list(action.supporting_units.all()),
    }
    new = {"executing_unit": executing_unit, "supporting_units": list(supporting_units)}
    changes = differences(action, old, new)
    _refuse(action, executing_unit, supporting_units, reason)
    check_version(execution, version, changes)
    if not changes:
        return action
    action.executing_unit = executing_unit
    action.updated_at = at
    action.save(update_fields=["executing_unit", "updated_at"])
    action.supporting_units.set(supporting_units)
    touch(execution, at)
    execution.save(update_fields=["version", "updated_at"])
    emit(UnitsChanged.of(actor, action, at=at, changes=changes, reason=reason.strip()))
    _follow_in_draft(actor, action, old, new, at)
    return action


def _follow_in_draft(
    actor: Actor, action: Action, old: Mapping[str, Any], new: Mapping[str, Any], at: datetime
) -> None:
    """The next version, where one is in draft, has the new units unless its drafters chose others.

    Without the lock of the draft: who publishes it holds that, and waits for this action.
    """
    copy = queries.copy_in_draft(action)
    if copy is None:
        return
    held = {
        "executing_unit": copy.executing_unit,
        "supporting_units": list(copy.supporting_units.all()),
    }
    if words(held["executing_unit"]) == words(old["executing_unit"]):
        copy.executing_unit = new["executing_unit"]
    if words(held["supporting_units"]) == words(old["supporting_units"]):
        copy.supporting_units.set(new["supporting_units"])
    now = {
        "executing_unit": copy.executing_unit,
        "supporting_units": list(copy.supporting_units.all()),
    }
    if changes := differences(copy, held, now):
        copy.version += 1
        copy.updated_at = at
        copy.save(update_fields=["executing_unit", "version", "updated_at"])
        emit(UnitsChanged.of(actor, copy, at=at, changes=changes, reason=FOLLOWED))


def _refuse(action: Action, executing: Unit, supporting: Sequence[Unit], reason: str) -> None:
    known = set(queries.units_of(action.plan).values_list("pk", flat=True))
    faults: dict[str, list[str]] = {}
    if executing.pk not in known:
        faults["executing_unit"] = ["Escolha uma unidade deste órgão."]
    if not {each.pk for each in supporting} <= known:
        faults["supporting_units"] = ["Escolha entre as unidades deste órgão."]
    if executing in supporting:
        faults["supporting_units"] = ["A unidade executora não pode ser também de apoio."]
    if executing != action.executing_unit and not reason.strip():
        faults["reason"] = ["Justifique a mudança da unidade executora."]
    if faults:
        raise Invalid(faults)
