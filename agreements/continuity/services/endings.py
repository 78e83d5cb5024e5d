"""The end of an agreement: announced with its grounds, and come when its last day is over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.models import Ending
from agreements.continuity.rules import (
    AMENDMENT_FLOW,
    AmendmentState,
    EndingKind,
    ending_faults,
    written,
)
from agreements.continuity.values import Notice
from agreements.publication.services import tell_on_extract
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AgreementState
from agreements.registry.services import mark_ended
from documents.rules import SIGNED_DOCUMENT
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

ANNOUNCED = "O fim deste acordo já foi comunicado."
TERM_IS_OVER = "O prazo do acordo terminou."


@transaction.atomic
def announce_end(
    *, actor: Actor, uid: UUID, notice: Notice, file: File[bytes], at: datetime
) -> Ending:
    """The agreement will end before its term does, or ends on a day that is past (G19).

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.END_AGREEMENT)
    today = timezone.localdate(at)
    agreement = queries.in_force_for_update(uid, today=today)
    if queries.ending_of(agreement) is not None:
        raise NotAllowed(ANNOUNCED)
    if queries.open_amendment_of(agreement) is not None:
        raise NotAllowed("Há um termo aditivo em andamento: conclua-o ou abandone-o antes.")
    term = queries.term_of(agreement)
    faults = ending_faults(
        term,
        kind=notice.kind,
        notified_date=notice.notified_date,
        last_date=notice.last_date,
        notice_days=agreement.notice_days,
        today=today,
    )
    if notice.kind == EndingKind.WITHDRAWAL and not notice.side:
        faults["side"] = ["Informe quem denuncia o acordo."]
    if faults:
        raise Invalid(faults)
    ending = Ending.objects.create(
        agreement=agreement,
        former_end_date=term.end,
        file=store(actor=actor, upload=file, purpose=SIGNED_DOCUMENT, at=at),
        registered_by_name=actor.name,
        registered_at=at,
        **asdict(notice),
    )
    changes = {
        EndingKind(notice.kind).label: ["", f"último dia de vigência: {written(notice.last_date)}"]
    }
    emit(events.EndAnnounced.of(actor, agreement, at=at, changes=changes, reason=notice.reason))
    if notice.last_date < today:
        finish(actor, agreement, ending, at)
    return ending


@transaction.atomic
def retract_end(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Ending:
    """Take an announced end back before it comes. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.END_AGREEMENT)
    agreement = queries.in_force_for_update(uid, today=timezone.localdate(at))
    ending = queries.standing_ending_for_update(agreement)
    if ending.last_date < timezone.localdate(at):
        raise NotAllowed("O último dia de vigência já passou: o acordo está encerrado.")
    if not reason.strip():
        raise Invalid({"reason": ["Explique por que o fim do acordo é desfeito."]})
    ending.retracted_at, ending.retraction_reason = at, reason.strip()
    ending.save(update_fields=["retracted_at", "retraction_reason"])
    changes = {EndingKind(ending.kind).label: [written(ending.last_date), ""]}
    emit(events.EndRetracted.of(actor, agreement, at=at, changes=changes, reason=reason.strip()))
    return ending


@transaction.atomic
def end_due(*, actor: Actor, uid: UUID, at: datetime) -> bool:
    """End an agreement whose last day is over; False when it is not, or no longer (G20).

    Run twice or a week late it does the same. Raises Denied or NotFound.
    """
    require(actor, permissions.END_AGREEMENT)
    agreement = agreement_for_update(uid)
    due = queries.past_their_end(timezone.localdate(at)).filter(pk=agreement.pk)
    if agreement.state != AgreementState.PUBLISHED or not due:
        return False
    ending = queries.ending_of(agreement) or expiry(actor, agreement, at)
    finish(actor, agreement, ending, at)
    return True


def expiry(actor: Actor, agreement: Agreement, at: datetime) -> Ending:
    """The record of a term that has simply run out."""
    end = queries.term_of(agreement).end
    return Ending.objects.create(
        agreement=agreement,
        kind=EndingKind.EXPIRY,
        notified_date=end,
        last_date=end,
        former_end_date=end,
        reason=TERM_IS_OVER,
        registered_by_name=actor.name,
        registered_at=at,
    )


def finish(actor: Actor, agreement: Agreement, ending: Ending, at: datetime) -> None:
    """The agreement is over: in its row, in the journal, and on the extract that the public reads.

    An amendment that nobody signed in time ends with it.
    """
    if (amendment := queries.open_amendment_of(agreement)) is not None:
        amendment.state = AMENDMENT_FLOW.after("abandon", AmendmentState(amendment.state))
        amendment.abandoned_reason = TERM_IS_OVER
        amendment.save(update_fields=["state", "abandoned_reason"])
    ending.ended_at = at
    ending.save(update_fields=["ended_at"])
    label = EndingKind(ending.kind).label
    mark_ended(actor=actor, agreement=agreement, last_date=ending.last_date, reason=label, at=at)
    tell_on_extract(
        agreement=agreement,
        title=f"{label}: acordo encerrado",
        day=ending.last_date,
        end_date=ending.last_date,
        at=at,
    )
