"""CGE-MG makes a step wait, or lets it go on; each with a reason that the partner reads."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import StepHeld, StepReleased
from agreements.registry.holds import NO_REASON, NOT_HELD, HoldStep, why_not_held
from agreements.registry.models import Hold
from agreements.registry.rules import AgreementState
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from tenants.queries import birth_of


@transaction.atomic
def hold_step(*, actor: Actor, uid: UUID, step: HoldStep, reason: str, at: datetime) -> Hold:
    """Make a step of an agreement wait. Raises Denied, NotFound, NotAllowed or Invalid."""
    require(actor, permissions.HOLD_STEP)
    agreement = queries.agreement_for_update(uid)
    reason_not = why_not_held(
        step,
        AgreementState(agreement.state),
        is_born=birth_of(agreement.organisation) is not None,
        is_held=queries.hold_of(agreement, step) is not None,
    )
    if reason_not:
        raise NotAllowed(reason_not)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    hold = Hold.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        step=step,
        reason=reason.strip(),
        held_at=at,
        held_by_name=actor.name,
    )
    changes = {"etapa suspensa": ["", step.label]}
    emit(StepHeld.of(actor, agreement, at=at, changes=changes, reason=hold.reason))
    return hold


@transaction.atomic
def release_step(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Hold:
    """Let a step go on, by the hold that made it wait. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.HOLD_STEP)
    hold = queries.hold_for_update(uid)
    if hold.released_at is not None:
        raise NotAllowed(NOT_HELD)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    hold.released_at, hold.released_by_name = at, actor.name
    hold.release_reason = reason.strip()
    hold.save(update_fields=["released_at", "released_by_name", "release_reason"])
    changes = {"etapa suspensa": [HoldStep(hold.step).label, ""]}
    emit(StepReleased.of(actor, hold, at=at, changes=changes, reason=hold.release_reason))
    return hold
