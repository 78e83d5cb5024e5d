"""What happens dates the stages of a work plan, and completes those that wait for it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import SYSTEM
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.work_plans import queries
from agreements.work_plans.events import StagesCompleted, StagesDated
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import StageEvent, StageFact, resolved
from events.services import emit
from foundation.periods import TermUnit, add_term
from foundation.refusals import NotFound


@transaction.atomic
def date_stages(*, uid: UUID, known: Mapping[StageEvent, date], at: datetime) -> int:
    """Give dates to the stages whose events have one now; asked again it changes nothing.

    Returns how many stages got a new date.
    """
    agreement = agreement_for_update(uid)
    plan = queries.plan_of(agreement)
    if plan is None:
        raise NotFound
    days = known_days(agreement) | dict(known)
    changed = [stage for stage in queries.stages_of(plan) if date_stage(stage, days)]
    Stage.objects.bulk_update(changed, ["start_date", "end_date"])
    if changed:
        changes = {"etapas com data": ["", len(changed)]}
        emit(StagesDated.of(SYSTEM, agreement, at=at, changes=changes))
    return len(changed)


def known_days(agreement: Agreement) -> dict[StageEvent, date]:
    """The days that the agreement itself tells."""
    found: dict[StageEvent, date] = {}
    if agreement.signed_date:
        found[StageEvent.SIGNATURE] = agreement.signed_date
    if agreement.start_date:
        found[StageEvent.ANNIVERSARY] = add_term(agreement.start_date, 1, TermUnit.YEARS)
    if agreement.end_date:
        found[StageEvent.END] = agreement.end_date
    return found


def date_stage(stage: Stage, days: Mapping[StageEvent, date]) -> bool:
    """Put the dates that are known now into a stage; whether anything changed.

    What an amendment moved stays where both sides signed it.
    """
    if stage.moved_by:
        return False
    before = (stage.start_date, stage.end_date)
    stage.start_date = (
        resolved(stage.start_event, stage.start_offset, stage.offset_unit, days) or before[0]
    )
    stage.end_date = (
        resolved(stage.end_event, stage.end_offset, stage.offset_unit, days) or before[1]
    )
    return before != (stage.start_date, stage.end_date)


@transaction.atomic
def move_stages(*, uid: UUID, ends: Mapping[UUID, date], by: str, at: datetime) -> int:
    """Give stages the last days that an amendment in effect says; one done meanwhile stays.

    Returns how many were moved.
    """
    agreement = agreement_for_update(uid)
    found = Stage.objects.filter(goal__plan__agreement=agreement, uid__in=ends, done_date=None)
    changed = list(found.select_related("goal").order_by("goal__order", "order"))
    changes = {}
    for stage in changed:
        before = f"{stage.end_date:%d/%m/%Y}" if stage.end_date else ""
        stage.end_date, stage.moved_by = ends[stage.uid], by
        changes[f"{stage.number} {stage}"] = [before, f"{stage.end_date:%d/%m/%Y}"]
    Stage.objects.bulk_update(changed, ["end_date", "moved_by"])
    if changed:
        emit(StagesDated.of(SYSTEM, agreement, at=at, changes=changes, reason=by))
    return len(changed)


@transaction.atomic
def complete_stages(*, uid: UUID, fact: StageFact, day: date, at: datetime) -> int:
    """Complete the stages that wait for a fact, on the day it happened; asked again, nothing.

    Returns how many were completed.
    """
    agreement = agreement_for_update(uid)
    plan = queries.plan_of(agreement)
    if plan is None:
        return 0
    waiting = queries.stages_of(plan).select_related("goal").filter(shown_by=fact, done_date=None)
    changed = list(waiting.order_by("goal__order", "order"))
    for stage in changed:
        stage.done_date = day
    Stage.objects.bulk_update(changed, ["done_date"])
    if changed:
        changes = {
            f"{each.goal.order}.{each.order} {each}": ["", f"{day:%d/%m/%Y}"] for each in changed
        }
        emit(StagesCompleted.of(SYSTEM, agreement, at=at, changes=changes))
    return len(changed)
