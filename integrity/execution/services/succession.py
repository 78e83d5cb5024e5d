"""What is under way goes on under the new version of the plan; the old one keeps its own (P92)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from integrity.execution import queries
from integrity.execution.models import ActionExecution, Evidence, ProgressRecord
from integrity.formulation.models import Action
from integrity.formulation.registry import Succession
from integrity.formulation.rules.flows import ACTION_FLOW, ActionStatus

ROADS: Mapping[ActionStatus, tuple[str, ...]] = {
    ActionStatus.IN_PROGRESS: ("start",),
    ActionStatus.COMPLETED: ("start", "complete"),
    ActionStatus.DISCONTINUED: ("discontinue",),
}


def carry_over(found: Succession) -> dict[str, int]:
    """Status, classification, people, dates, progress and evidence of each action that continues.

    A file is shared by the evidence of both versions (P149).
    """
    held = queries.under_way_for_update(found.old)
    held = [each for each in held if each.action_id in found.actions]
    _advance(found)
    copies = ActionExecution.objects.bulk_create(
        copy_of(each, action_id=found.actions[each.action_id]) for each in held
    )
    executions = {each.pk: copy.pk for each, copy in zip(held, copies, strict=True)}
    for name in ("types", "involved"):
        copy_links(ActionExecution, name, executions)
    records = list(ProgressRecord.objects.filter(execution__in=executions).order_by("pk"))
    made = ProgressRecord.objects.bulk_create(
        copy_of(each, execution_id=executions[each.execution_id]) for each in records
    )
    kept = {each.pk: copy.pk for each, copy in zip(records, made, strict=True)}
    copy_links(ProgressRecord, "limiting_factors", kept)
    pieces = Evidence.objects.filter(execution__in=executions, removed_at=None).order_by("pk")
    proofs = Evidence.objects.bulk_create(
        copy_of(each, execution_id=executions[each.execution_id]) for each in pieces
    )
    return {
        "Execuções": len(copies),
        "Registros de andamento": len(records),
        "Evidências": len(proofs),
    }


def copy_of(row: Any, **changed: int) -> Any:
    """The row anew, not saved: the same values under another identity, but for what changes."""
    given = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "uid")
    }
    return type(row)(**(given | changed))


def copy_links(model: type[Model], name: str, rows: Mapping[int, int]) -> None:
    """The links of a many-to-many field, from each row to its copy."""
    field: Any = model._meta.get_field(name)
    through: Any = field.remote_field.through
    here, there = (
        f"{each}_id" for each in (field.m2m_field_name(), field.m2m_reverse_field_name())
    )
    held = through.objects.filter(**{f"{here}__in": list(rows)}).values_list(here, there)
    through.objects.bulk_create(through(**{here: rows[one], there: two}) for one, two in held)


def _advance(found: Succession) -> None:
    """Each action that continues is as far as it was: step by step, as the database asks."""
    states: dict[ActionStatus, list[int]] = {}
    for pk, status in Action.objects.filter(pk__in=found.actions).values_list("pk", "status"):
        states.setdefault(ActionStatus(status), []).append(found.actions[pk])
    for status, road in ROADS.items():
        _walk(states.get(status, ()), road)


def _walk(actions: Iterable[int], road: Iterable[str]) -> None:
    pks, status = list(actions), ActionStatus.NOT_STARTED
    for verb in road:
        status = ACTION_FLOW.after(verb, status)
        Action.objects.filter(pk__in=pks).update(status=status)
