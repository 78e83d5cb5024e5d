"""Apostilles: what is noted on a signed agreement without changing what was agreed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.continuity import events, permissions, queries
from agreements.continuity.models import Apostille
from agreements.continuity.rules import IN_FUTURE, ApostilleKind
from agreements.registry.rules import mandate_faults
from agreements.registry.services import replace_head
from agreements.registry.values import Head
from events.services import emit
from foundation.refusals import Invalid


@transaction.atomic
def record_apostille(
    *,
    actor: Actor,
    uid: UUID,
    kind: str,
    text: str,
    noted_date: date,
    document_number: str,
    head: Head | None = None,
    at: datetime,
) -> Apostille:
    """Note a change on an agreement in force; with `head`, another person heads the partner (G25).

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.AMEND)
    today = timezone.localdate(at)
    agreement = queries.in_force_for_update(uid, today=today)
    if noted_date > today:
        raise Invalid({"noted_date": [IN_FUTURE]})
    apostille = Apostille.objects.create(
        agreement=agreement,
        kind=kind,
        text=text.strip(),
        noted_date=noted_date,
        document_number=document_number.strip(),
        recorded_at=at,
    )
    changes = {ApostilleKind(kind).label: ["", text.strip()]}
    emit(events.ApostilleRecorded.of(actor, agreement, at=at, changes=changes))
    if kind == ApostilleKind.HEAD:
        if head is None:
            raise Invalid({"name": ["Informe quem passa a dirigir o partícipe."]})
        if faults := mandate_faults(head.mandate_start, head.mandate_end, today):
            raise Invalid(faults)
        replace_head(actor=actor, agreement=agreement, head=head, at=at)
    return apostille
