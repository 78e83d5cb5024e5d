"""The work plan: begun from the model, changed stage by stage, dated by what happens."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from access.rules import SYSTEM, Actor, require
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AgreementState
from agreements.work_plans import catalogue, permissions, queries
from agreements.work_plans.events import StageChanged, StagesDated, WorkPlanStarted
from agreements.work_plans.models import Goal, Stage, WorkPlan
from agreements.work_plans.rules import StageEvent, StageTerms, resolved, stage_faults
from events.services import emit
from foundation.periods import TermUnit, add_term
from foundation.refusals import Invalid, NotAllowed, NotFound

FROZEN = "O plano de trabalho só muda enquanto o acordo está em minuta."


@transaction.atomic
def start_plan(*, actor: Actor, uid: UUID, at: datetime) -> WorkPlan:
    """Begin the work plan of an agreement from the model. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.PREPARE_TEXTS)
    agreement = draft_agreement(uid)
    if queries.plan_of(agreement) is not None:
        raise NotAllowed("O plano de trabalho deste acordo já foi iniciado.")
    plan = make_plan(agreement)
    emit(WorkPlanStarted.of(actor, agreement, at=at))
    return plan


def make_plan(agreement: Agreement) -> WorkPlan:
    """The model work plan as rows of an agreement."""
    model = catalogue.plan()
    organisation = agreement.organisation
    plan = WorkPlan.objects.create(
        agreement=agreement,
        organisation=organisation,
        justification=agreement.request.justification,
        expected_results=model["expected_results"],
    )
    for order, each in enumerate(model["goals"], start=1):
        goal = Goal.objects.create(
            plan=plan,
            organisation=organisation,
            order=order,
            description=each["description"],
            indicator=each["indicator"],
        )
        Stage.objects.bulk_create(
            Stage(goal=goal, organisation=organisation, order=place, **stage)
            for place, stage in enumerate(each["stages"], start=1)
        )
    return plan


@transaction.atomic
def change_stage(*, actor: Actor, uid: UUID, terms: StageTerms, at: datetime) -> Stage:
    """Change who does what, and by when. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.PREPARE_TEXTS)
    stage = queries.stage_by_uid(actor, uid)
    agreement = draft_agreement(stage.goal.plan.agreement.uid)
    refuse_faults(terms)
    wanted = asdict(terms)
    changes = {
        f"{stage.goal.order}.{stage.order} {label_of(name)}": [
            getattr(stage, name),
            value,
        ]
        for name, value in wanted.items()
        if getattr(stage, name) != value
    }
    for name, value in wanted.items():
        setattr(stage, name, value)
    stage.save(update_fields=list(wanted))
    emit(StageChanged.of(actor, agreement, at=at, changes=changes))
    return stage


@transaction.atomic
def add_stage(*, actor: Actor, goal_uid: UUID, terms: StageTerms, at: datetime) -> Stage:
    """Add a stage at the end of a goal. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.PREPARE_TEXTS)
    goal = queries.goal_by_uid(actor, goal_uid)
    agreement = draft_agreement(goal.plan.agreement.uid)
    refuse_faults(terms)
    last = goal.stages.aggregate(last=Max("order"))["last"] or 0
    stage = Stage.objects.create(
        goal=goal, organisation=agreement.organisation, order=last + 1, **asdict(terms)
    )
    changes = {f"meta {goal.order}": ["", terms.description]}
    emit(StageChanged.of(actor, agreement, at=at, changes=changes))
    return stage


@transaction.atomic
def remove_stage(*, actor: Actor, uid: UUID, at: datetime) -> Agreement:
    """Take a stage out of a plan in draft; earlier drafts keep it. Denied, NotFound, NotAllowed."""
    require(actor, permissions.PREPARE_TEXTS)
    stage = queries.stage_by_uid(actor, uid)
    agreement = draft_agreement(stage.goal.plan.agreement.uid)
    changes = {f"meta {stage.goal.order}": [stage.description, "retirada"]}
    stage.delete()
    emit(StageChanged.of(actor, agreement, at=at, changes=changes))
    return agreement


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
    """Put the dates that are known now into a stage; whether anything changed."""
    before = (stage.start_date, stage.end_date)
    stage.start_date = (
        resolved(stage.start_event, stage.start_offset, stage.offset_unit, days) or before[0]
    )
    stage.end_date = (
        resolved(stage.end_event, stage.end_offset, stage.offset_unit, days) or before[1]
    )
    return before != (stage.start_date, stage.end_date)


def label_of(name: str) -> str:
    """What a person calls a field of a stage."""
    return str(getattr(Stage._meta.get_field(name), "verbose_name", name))


def draft_agreement(uid: UUID) -> Agreement:
    """The agreement, locked. Raises NotFound, or NotAllowed unless it is in draft."""
    agreement = agreement_for_update(uid)
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed(FROZEN)
    return agreement


def refuse_faults(terms: StageTerms) -> None:
    """Raise Invalid when a stage cannot be written so."""
    if faults := stage_faults(terms):
        raise Invalid(faults)
