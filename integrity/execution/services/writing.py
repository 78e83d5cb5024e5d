"""What every verb of execution shares: locks, gates, the version, and changes in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from access.rules import Actor, require
from foundation.refusals import Conflict, Invalid, NotAllowed
from integrity.execution import permissions, queries
from integrity.execution.models import ActionExecution
from integrity.execution.rules import Faults
from integrity.formulation.models import Action

UNCLASSIFIED = "Classifique a ação antes de definir quem responde por ela."
UNANSWERED = "Defina o responsável antes de registrar a execução."


def opened(actor: Actor, uid: UUID) -> tuple[Action, ActionExecution | None]:
    """An action that the actor may execute, locked, and what is known of its execution."""
    require(actor, permissions.EXECUTE)
    action = queries.action_for_update(actor, uid)
    return action, queries.execution_for_update(action)


def classified(execution: ActionExecution | None) -> ActionExecution:
    """The execution. Raises NotAllowed while the action is not classified (P82)."""
    if execution is None:
        raise NotAllowed(UNCLASSIFIED)
    return execution


def answered_for(execution: ActionExecution | None) -> ActionExecution:
    """The execution. Raises NotAllowed while nobody answers for the action (P85)."""
    found = classified(execution)
    if found.responsible_id is None:
        raise NotAllowed(UNANSWERED)
    return found


def refuse(faults: Faults) -> None:
    """Raise Invalid when there are faults."""
    if faults:
        raise Invalid(faults)


def words(value: Any) -> str:
    """A value as a person reads it in the journal."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, list | tuple):
        return ", ".join(sorted(map(str, value)))
    return str(getattr(value, "label", value))


def differences(row: Model, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[str]]:
    """Field by field, under its Portuguese name, what was and what is to be."""
    changed = {}
    for name, value in new.items():
        before, after = words(old.get(name)), words(value)
        if before != after:
            label = str(getattr(row._meta.get_field(name), "verbose_name", name))
            changed[label[:1].upper() + label[1:]] = [before, after]
    return changed


def values_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """The present values of some fields."""
    return {name: getattr(row, name) for name in names}


def check_version(
    execution: ActionExecution, version: int, changes: Mapping[str, list[str]]
) -> None:
    """Raise Conflict when somebody saved in between: typed and stored values, field by field."""
    if execution.version != version:
        raise Conflict({label: (new, old) for label, (old, new) in changes.items()})


def touch(execution: ActionExecution, at: datetime) -> None:
    """A change happened: nobody else's form is current any more, and the light is fresh."""
    execution.version += 1
    execution.updated_at = at
