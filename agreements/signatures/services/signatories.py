"""Who signs for the partner: what was found of the person, and what follows when it is another."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, Capability, require
from agreements.registry import services as registry
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update, missing_of
from agreements.registry.rules import mandate_faults
from agreements.registry.values import Head
from agreements.room import queries as room_queries
from agreements.room import services as room
from agreements.room.rules import RequirementKind, RequirementState
from agreements.signatures import events, permissions, queries
from agreements.signatures.checklist import (
    ALREADY,
    NO_REASON,
    OPEN_STATES,
    SAME_PERSON,
    SIGNED_ALREADY,
    Item,
    check_faults,
    partner_has_to_sign,
)
from agreements.signatures.models import SignatoryCheck
from agreements.signatures.rules import plain
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

ASKED_AGAIN = {
    RequirementKind.INVESTITURE: "Envie o ato de posse ou de investidura de {name}, que passou a"
    " dirigir a organização.",
    RequirementKind.EXTERNAL_USER: "{name} passou a dirigir a organização e precisa do seu próprio"
    " cadastro de usuário externo no SEI!MG para assinar.",
}


@transaction.atomic
def check_item(
    *, actor: Actor, uid: UUID, item: Item, checked_date: date, note: str, at: datetime
) -> SignatoryCheck:
    """Say what was found of who heads the partner, and where. Raises Denied, NotFound, NotAllowed
    (ticked already, or nobody has to sign any more), or Invalid.
    """
    require(actor, permission_for(item))
    agreement = still_open(uid)
    checked = queries.checked_days(agreement)
    if item in checked:
        raise NotAllowed(ALREADY)
    today = timezone.localdate(at)
    if faults := check_faults(
        item, checked=checked, checked_date=checked_date, note=note, today=today
    ):
        raise Invalid(faults)
    found = SignatoryCheck.objects.create(
        agreement=agreement,
        head=agreement.head,
        item=item,
        checked_date=checked_date,
        note=note.strip()[:300],
        checked_at=at,
        checked_by_name=actor.name,
    )
    changes = {str(item.label): ["", f"{checked_date:%d/%m/%Y}"]}
    emit(events.SignatoryChecked.of(actor, agreement, at=at, changes=changes))
    return found


@transaction.atomic
def withdraw_check(
    *, actor: Actor, uid: UUID, check_uid: UUID, reason: str, at: datetime
) -> SignatoryCheck:
    """It is not so (any more). Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.CHECK_SIGNATORY)
    agreement = still_open(uid)
    found = queries.check_for_update(agreement, check_uid)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    found.withdrawn_at, found.withdrawn_reason = at, reason.strip()[:300]
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    changes = {str(found): [f"{found.checked_date:%d/%m/%Y}", ""]}
    emit(
        events.SignatoryCheckWithdrawn.of(
            actor, agreement, at=at, changes=changes, reason=found.withdrawn_reason
        )
    )
    return found


@transaction.atomic
def change_head(*, actor: Actor, uid: UUID, head: Head, at: datetime) -> Agreement:
    """Somebody else heads the partner before it has signed (G25): the checklist begins anew, and
    the room asks the partner again. What was signed stays signed.

    Raises Denied, NotFound, NotAllowed (the partner has signed), or Invalid.
    """
    require(actor, permissions.CHANGE_HEAD)
    agreement = still_open(uid)
    before = agreement.head
    faults = mandate_faults(head.mandate_start, head.mandate_end, timezone.localdate(at))
    if plain(head.name) == plain(before.name) and head.mandate_start == before.mandate_start:
        faults = faults | {"name": [SAME_PERSON]}
    if faults:
        raise Invalid(faults)
    lost = [str(each) for each in queries.checks_of(agreement)]
    registry.replace_head(actor=actor, agreement=agreement, head=head, at=at)
    if lost:
        changes = {"conferido de quem dirigia": ["; ".join(lost), ""]}
        emit(events.ChecklistReopened.of(actor, agreement, at=at, changes=changes))
    ask_again(actor, agreement, head.name, at)
    return agreement


def ask_again(actor: Actor, agreement: Agreement, name: str, at: datetime) -> None:
    """In the room: what the partner sent of its former head is wanted of the new one.

    What it never was asked for is asked now; what still waits for it goes on waiting.
    """
    if room_queries.closed_at_centre(agreement):
        return
    for kind, text in ASKED_AGAIN.items():
        words = text.format(name=name)
        asked = list(room_queries.requirements_of(agreement).filter(kind=kind))
        for each in asked:
            if each.state != RequirementState.OPEN:
                room.return_requirement(actor=actor, uid=each.uid, reason=words, at=at)
        if not asked and room_queries.guests_of(agreement).filter(revoked_at=None).exists():
            room.ask_requirement(actor=actor, uid=agreement.uid, kind=kind, text=words, at=at)


def still_open(uid: UUID) -> Agreement:
    """An agreement that the partner has still to sign, locked. Raises NotFound or NotAllowed."""
    agreement = agreement_for_update(uid)
    if agreement.state not in OPEN_STATES or not partner_has_to_sign(missing_of(agreement)):
        raise NotAllowed(SIGNED_ALREADY)
    return agreement


def permission_for(item: Item) -> Capability:
    """DCI looks; that nobody has to register is for its director to say."""
    if item == Item.EXEMPT:
        return permissions.EXEMPT_SIGNATORY
    return permissions.CHECK_SIGNATORY
