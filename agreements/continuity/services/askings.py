"""A partner asks for more time at its own host; CGE-MG makes an amendment of what it may."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.asking_rules import (
    ASKING_FLOW,
    AskingKind,
    AskingState,
)
from agreements.continuity.models import Asking
from agreements.continuity.rules import (
    OVER,
    written,
)
from agreements.continuity.services.amendments import (
    check_free,
    end_wanted,
    request_amendment,
    request_plan_amendment,
)
from agreements.continuity.values import Extension
from agreements.registry.models import Agreement
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

WAITING = "Já há um pedido da organização à espera da CGE-MG."
NOT_AMENDED = "Deste pedido não nasce termo aditivo."
NO_REASON = "Explique por que o pedido é recusado."
ASKED_ON = "A organização pediu em {day}, pela própria página do acordo."


@transaction.atomic
def ask_extension(*, actor: Actor, uid: UUID, wanted: Extension, at: datetime) -> Asking:
    """The partner asks for a longer term (G15). Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.ASK_EXTENSION)
    agreement = queries.agreement_by_uid(actor, uid)
    check_askable(agreement, at)
    term = queries.term_of(agreement)
    new_end = end_wanted(term, wanted, timezone.localdate(at))
    asking = Asking(
        agreement=agreement,
        organisation=agreement.organisation,
        term_length=wanted.term_length,
        term_unit=wanted.term_unit,
        justification=wanted.justification.strip(),
        late_reason=wanted.late_reason.strip(),
        asked_at=at,
        asked_by_name=actor.name,
    )
    try:
        with transaction.atomic():
            asking.save(force_insert=True)
    except IntegrityError:  # somebody else asked meanwhile: an organisation locks nothing here
        raise NotAllowed(WAITING) from None
    changes = {"fim da vigência pedido": [written(term.end), written(new_end)]}
    emit(events.ExtensionAsked.of(actor, asking, at=at, changes=changes))
    return asking


def check_askable(agreement: Agreement, at: datetime) -> None:
    """Raise NotAllowed unless the partner may ask for more time now."""
    today = timezone.localdate(at)
    if agreement.end_date is not None and agreement.end_date < today:
        raise NotAllowed(OVER.format(end=written(agreement.end_date)))
    queries.check_in_force(agreement, today)
    check_free(agreement)
    if queries.open_asking_of(agreement) is not None:
        raise NotAllowed(WAITING)


@transaction.atomic
def withdraw_extension(*, actor: Actor, uid: UUID, at: datetime) -> Asking:
    """The partner takes its request back while CGE-MG has not decided.

    Raises Denied, NotFound, NotAllowed.
    """
    require(actor, permissions.ASK_EXTENSION)
    asking = queries.open_asking_for_update(queries.agreement_by_uid(actor, uid))
    close(asking, "withdraw", at)
    emit(events.ExtensionWithdrawn.of(actor, asking, at=at, changes=change(asking)))
    return asking


@transaction.atomic
def take_extension(*, actor: Actor, uid: UUID, at: datetime) -> Asking:
    """CGE-MG makes an amendment of what was asked. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.AMEND)
    asking = queries.open_asking_for_update(queries.agreement_by_uid(actor, uid))
    if not asking.is_amended:
        raise NotAllowed(NOT_AMENDED)
    close(asking, "take", at)
    if asking.kind == AskingKind.WORK_PLAN:
        request_plan_amendment(actor=actor, asking=asking, at=at)
    else:
        request_amendment(actor=actor, uid=uid, wanted=extension_of(asking), at=at)
    emit(events.ExtensionTaken.of(actor, asking, at=at, changes=change(asking)))
    return asking


def extension_of(asking: Asking) -> Extension:
    """What was asked for, as DCI would type it."""
    day = timezone.localdate(asking.asked_at)
    return Extension(
        term_length=asking.term_length,
        term_unit=asking.term_unit,
        requested_date=day,
        justification=asking.justification,
        late_reason=asking.late_reason or ASKED_ON.format(day=written(day)),
    )


@transaction.atomic
def refuse_extension(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Asking:
    """CGE-MG says no, and why. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.AMEND)
    asking = queries.open_asking_for_update(queries.agreement_by_uid(actor, uid))
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    asking.refusal_reason = reason.strip()
    close(asking, "refuse", at, "refusal_reason")
    emit(
        events.ExtensionRefused.of(
            actor, asking, at=at, changes=change(asking), reason=asking.refusal_reason
        )
    )
    return asking


def close(asking: Asking, verb: str, at: datetime, *more: str) -> None:
    """Put the request in the state that the verb leads to. Raises NotAllowed."""
    asking.state = ASKING_FLOW.after(verb, AskingState(asking.state))
    asking.closed_at = at
    asking.save(update_fields=["state", "closed_at", *more])


def change(asking: Asking) -> dict[str, list[str]]:
    """The change of state, as the journal tells it."""
    return {"situação": [AskingState.ASKED.label, AskingState(asking.state).label]}
