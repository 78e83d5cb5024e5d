"""The work plan: begun from the model, changed stage by stage."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AgreementState
from agreements.work_plans import catalogue, permissions, queries
from agreements.work_plans.events import StageChanged, WorkPlanStarted
from agreements.work_plans.models import Goal, Stage, WorkPlan
from agreements.work_plans.rules import StageTerms, stage_faults
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

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


def label_of(name: str) -> str:
    """What a person calls a field of a stage."""
    return str(getattr(Stage._meta.get_field(name), "verbose_name", name))


def draft_agreement(uid: UUID) -> Agreement:
    """The agreement, locked. Raises NotFound, or NotAllowed unless it is in draft."""
    return must_be_draft(agreement_for_update(uid))


def must_be_draft(agreement: Agreement) -> Agreement:
    """The agreement. Raises NotAllowed unless it is in draft."""
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed(FROZEN)
    return agreement


def refuse_faults(terms: StageTerms) -> None:
    """Raise Invalid when a stage cannot be written so."""
    if faults := stage_faults(terms):
        raise Invalid(faults)
