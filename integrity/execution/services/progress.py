"""Report how far an action has come, or that it will not be carried out."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.services import emit
from integrity.execution import queries, rules
from integrity.execution.events import ActionDiscontinued, ProgressRecorded
from integrity.execution.models import ActionExecution, LimitingFactor, ProgressRecord
from integrity.execution.rules import Progress
from integrity.execution.services.writing import (
    answered_for,
    check_version,
    differences,
    opened,
    refuse,
    touch,
    values_of,
)
from integrity.formulation.models import Action
from integrity.formulation.queries import methods
from integrity.formulation.rules.flows import ACTION_FLOW, ActionStatus

KEPT = ("percent", "actual_start", "actual_end", "spent_budget")


@transaction.atomic
def record_progress(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    report: Progress,
    limiting_factors: Sequence[LimitingFactor],
    at: datetime,
    today: date,
) -> ProgressRecord:
    """Add a record of progress; the status of the action follows from its two days (P88).

    Raises Denied, NotFound, NotAllowed while nobody answers for the action or once it is
    closed, Conflict, or Invalid.
    """
    action, found = opened(actor, uid)
    execution = answered_for(found)
    status = ActionStatus(action.status)
    verbs = rules.verbs_of_progress(status, report.actual_start, report.actual_end)
    faults = rules.progress_faults(report, status=status, today=today)
    faults |= rules.budget_faults("spent_budget", report.spent_budget)
    faults |= _missing_evidence(execution, report)
    refuse(faults | _foreign_factors(action, limiting_factors))
    old = values_of(execution, KEPT)
    new = {name: getattr(report, name) for name in KEPT}
    changes = differences(execution, old, new)
    check_version(execution, version, changes)
    _keep(execution, new, at)
    record = _add(actor, execution, report, limiting_factors, at)
    changes |= _advance(action, verbs, at)
    emit(ProgressRecorded.of(actor, action, at=at, changes=changes, reason=report.narrative))
    return record


@transaction.atomic
def discontinue_action(
    *, actor: Actor, uid: UUID, reason: str, end_date: date | None, at: datetime, today: date
) -> ActionExecution:
    """End an action that will not be carried out, saying why.

    Raises Denied, NotFound, NotAllowed while nobody answers for it or once it is closed, Invalid.
    """
    action, found = opened(actor, uid)
    execution = answered_for(found)
    ACTION_FLOW.after("discontinue", ActionStatus(action.status))
    refuse(rules.discontinuation_faults(reason, end_date, execution.actual_start, today))
    changes = differences(execution, values_of(execution, ["actual_end"]), {"actual_end": end_date})
    execution.discontinuation_reason = reason.strip()
    _keep(execution, {"actual_end": end_date}, at)
    changes |= _advance(action, ["discontinue"], at)
    emit(ActionDiscontinued.of(actor, action, at=at, changes=changes, reason=reason.strip()))
    return execution


def _missing_evidence(execution: ActionExecution, report: Progress) -> rules.Faults:
    """Where the method of the organisation asks for it, nothing is completed unproven."""
    if report.actual_end is None or not methods.standing().method.needs_evidence:
        return {}
    if execution.evidence.filter(removed_at=None).exists():
        return {}
    return {"actual_end": ["Junte ao menos uma evidência antes de registrar a conclusão."]}


def _foreign_factors(action: Action, chosen: Sequence[LimitingFactor]) -> rules.Faults:
    known = set(queries.limiting_factors_for(action.plan.organ).values_list("pk", flat=True))
    if {each.pk for each in chosen} <= known:
        return {}
    return {"limiting_factors": ["Escolha entre os fatores oferecidos."]}


def _keep(execution: ActionExecution, new: dict[str, object], at: datetime) -> None:
    for name, value in new.items():
        setattr(execution, name, value)
    touch(execution, at)
    execution.save()


def _add(
    actor: Actor,
    execution: ActionExecution,
    report: Progress,
    limiting_factors: Sequence[LimitingFactor],
    at: datetime,
) -> ProgressRecord:
    record = ProgressRecord.objects.create(
        execution=execution,
        recorded_at=at,
        recorded_date=report.recorded_date,
        percent=report.percent,
        narrative=report.narrative.strip(),
        actual_start=report.actual_start,
        actual_end=report.actual_end,
        spent_budget=report.spent_budget,
        author_id=actor.user_id,
        author_name=actor.name,
    )
    record.limiting_factors.set(limiting_factors)
    return record


def _advance(action: Action, verbs: Sequence[str], at: datetime) -> dict[str, list[str]]:
    """Follow the verbs one by one: the database refuses a step that is not in the table."""
    before = ActionStatus(action.status)
    status = before
    for verb in verbs:
        status = ACTION_FLOW.after(verb, status)
        action.status = status
        action.updated_at = at
        action.save(update_fields=["status", "updated_at"])
    return {} if status == before else {"Situação": [before.label, status.label]}
