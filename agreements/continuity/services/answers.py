"""CGE-MG makes an apostille, or the end of the agreement, of what a partner asked for."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.asking_rules import (
    AskingKind,
)
from agreements.continuity.models import Apostille, Asking, Ending
from agreements.continuity.rules import (
    EndingKind,
)
from agreements.continuity.services.apostilles import record_apostille
from agreements.continuity.services.askings import change, close
from agreements.continuity.services.endings import announce_end
from agreements.continuity.values import Notice
from agreements.registry.rules import Side
from agreements.registry.values import Head
from events.services import emit
from foundation.refusals import NotAllowed

OTHER_KIND = "O pedido da organização que espera decisão é outro."


@transaction.atomic
def note_asked(
    *,
    actor: Actor,
    uid: UUID,
    noted_date: date,
    document_number: str,
    head: Head | None = None,
    at: datetime,
) -> Apostille:
    """Note on the agreement what the partner asked for. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.AMEND)
    asking = waiting_asking(actor, uid)
    if not asking.is_noted:
        raise NotAllowed(OTHER_KIND)
    taken(actor, asking, at)
    return record_apostille(
        actor=actor,
        uid=uid,
        kind=asking.kind,
        text=asking.text,
        noted_date=noted_date,
        document_number=document_number,
        head=head,
        at=at,
    )


@transaction.atomic
def accept_withdrawal(*, actor: Actor, uid: UUID, file: File[bytes], at: datetime) -> Ending:
    """The partner leaves: its notice counts from the day on which it gave it (G19).

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.END_AGREEMENT)
    asking = waiting_asking(actor, uid)
    if asking.kind != AskingKind.WITHDRAWAL or asking.last_date is None:
        raise NotAllowed(OTHER_KIND)
    taken(actor, asking, at)
    notice = Notice(
        kind=EndingKind.WITHDRAWAL,
        side=Side.PARTNER,
        notified_date=timezone.localdate(asking.asked_at),
        last_date=asking.last_date,
        reason=asking.justification,
    )
    return announce_end(actor=actor, uid=uid, notice=notice, file=file, at=at)


def waiting_asking(actor: Actor, uid: UUID) -> Asking:
    """What waits for an answer, locked. Raises Denied, NotFound or NotAllowed."""
    return queries.open_asking_for_update(queries.agreement_by_uid(actor, uid))


def taken(actor: Actor, asking: Asking, at: datetime) -> None:
    """Close it as accepted, and tell."""
    close(asking, "take", at)
    emit(events.ExtensionTaken.of(actor, asking, at=at, changes=change(asking)))
