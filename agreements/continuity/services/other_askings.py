"""What else a partner asks for at its own host: later stages, a note, the end of the agreement."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, Capability, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.asking_rules import (
    NO_JUSTIFICATION,
    NOTED,
    AskingKind,
    delay_faults,
)
from agreements.continuity.models import Asking
from agreements.continuity.rules import (
    OVER,
    EndingKind,
    ending_faults,
    written,
)
from agreements.continuity.services.amendments import ENDING_ALREADY, check_free
from agreements.continuity.values import Correction, Delay, Leaving
from agreements.registry.models import Agreement
from agreements.work_plans.queries import movable_stages
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

WAITING = "Já há um pedido da organização à espera da CGE-MG."
UNKNOWN = "Escolha o assunto."
NO_TEXT = "Escreva o que muda."


@transaction.atomic
def ask_plan_change(*, actor: Actor, uid: UUID, wanted: Delay, at: datetime) -> Asking:
    """The partner asks for stages to end later. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.ASK_EXTENSION)
    agreement = queries.agreement_by_uid(actor, uid)
    check_askable(agreement, at)
    stages = delayed(agreement, wanted, timezone.localdate(at))
    return asked(
        actor,
        agreement,
        at,
        kind=AskingKind.WORK_PLAN,
        stages=stages,
        justification=wanted.justification.strip(),
    )


@transaction.atomic
def ask_note(*, actor: Actor, uid: UUID, wanted: Correction, at: datetime) -> Asking:
    """The partner asks for an apostille: another head, address, a misprint.

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.ASK_EXTENSION)
    agreement = queries.agreement_by_uid(actor, uid)
    check_open(agreement, at)
    faults = {}
    if wanted.kind not in NOTED:
        faults["kind"] = [UNKNOWN]
    if not wanted.text.strip():
        faults["text"] = [NO_TEXT]
    if not wanted.justification.strip():
        faults["justification"] = [NO_JUSTIFICATION]
    if faults:
        raise Invalid(faults)
    return asked(
        actor,
        agreement,
        at,
        kind=wanted.kind,
        text=wanted.text.strip(),
        justification=wanted.justification.strip(),
    )


@transaction.atomic
def ask_withdrawal(*, actor: Actor, uid: UUID, wanted: Leaving, at: datetime) -> Asking:
    """Who heads the partner denounces the agreement, with the notice that it asks for (G19).

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.ASK_WITHDRAWAL)
    agreement = queries.agreement_by_uid(actor, uid)
    check_askable(agreement, at)
    today = timezone.localdate(at)
    faults = ending_faults(
        queries.term_of(agreement),
        kind=EndingKind.WITHDRAWAL,
        notified_date=today,
        last_date=wanted.last_date,
        notice_days=agreement.notice_days,
        today=today,
    )
    if not wanted.justification.strip():
        faults["justification"] = [NO_JUSTIFICATION]
    if faults:
        raise Invalid(faults)
    return asked(
        actor,
        agreement,
        at,
        kind=AskingKind.WITHDRAWAL,
        last_date=wanted.last_date,
        justification=wanted.justification.strip(),
    )


def asked(actor: Actor, agreement: Agreement, at: datetime, **what: Any) -> Asking:
    """What is asked for, stored and told. Raises NotAllowed while something else waits."""
    asking = Asking(
        agreement=agreement,
        organisation=agreement.organisation,
        asked_at=at,
        asked_by_name=actor.name,
        **what,
    )
    try:
        with transaction.atomic():
            asking.save(force_insert=True)
    except IntegrityError:  # somebody else asked meanwhile: an organisation locks nothing here
        raise NotAllowed(WAITING) from None
    changes = {"pedido": ["", asking.wanted]}
    emit(events.ExtensionAsked.of(actor, asking, at=at, changes=changes))
    return asking


def check_open(agreement: Agreement, at: datetime) -> None:
    """Raise NotAllowed unless the partner may ask for something now."""
    today = timezone.localdate(at)
    if agreement.end_date is not None and agreement.end_date < today:
        raise NotAllowed(OVER.format(end=written(agreement.end_date)))
    queries.check_in_force(agreement, today)
    if queries.ending_of(agreement) is not None:
        raise NotAllowed(ENDING_ALREADY)
    if queries.open_asking_of(agreement) is not None:
        raise NotAllowed(WAITING)


def check_askable(agreement: Agreement, at: datetime) -> None:
    """The same for what waits while an amendment is on its way."""
    check_open(agreement, at)
    check_free(agreement)


def delayed(agreement: Agreement, wanted: Delay, today: date) -> dict[str, dict[str, str]]:
    """The stages with their new last days, as they are kept. Raises Invalid."""
    found = [each for each in movable_stages(agreement) if each.uid in set(wanted.stages)]
    more = timedelta(days=wanted.days)
    ends = {each.number: each.end_date + more for each in found if each.end_date}
    faults = delay_faults(
        queries.term_of(agreement), ends, justification=wanted.justification, today=today
    )
    if faults:
        raise Invalid(faults)
    return {
        str(each.uid): {"number": each.number, "end_date": ends[each.number].isoformat()}
        for each in found
    }


def may_ask_for(actor: Actor, agreement: Agreement, wanted: Capability, at: datetime) -> bool:
    """Whether the actor may ask for a note (and, with nothing on its way, for more) now."""
    try:
        check_open(agreement, at)
    except NotAllowed:
        return False
    return actor.may(wanted)
