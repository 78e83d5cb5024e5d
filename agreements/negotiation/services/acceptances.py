"""The centre accepts what it sent, or records that the partner did; with both, the texts go on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import SYSTEM, Actor, Capability, require
from agreements.negotiation import events, permissions, queries
from agreements.negotiation.models import Acceptance
from agreements.negotiation.rules import (
    ALREADY,
    NEGOTIATION_FLOW,
    NO_WAY,
    NegotiationState,
    missing_acceptances,
)
from agreements.negotiation.services.exchanges import stand
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import Side, SignedDocument
from agreements.room.services.deeds import note as note_deed
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed

AGREEMENT, WORK_PLAN = "SHA-256 do acordo", "SHA-256 do plano de trabalho"


@transaction.atomic
def accept(
    *,
    actor: Actor,
    agreement: Agreement,
    side: Side,
    agreement_hash: str,
    work_plan_hash: str,
    at: datetime,
    how: str = "",
) -> Acceptance:
    """Accept the texts that were on the page, named by their hashes, for one side.

    The centre records what the partner accepted elsewhere, and `how` it learnt of it. Raises
    Denied, NotAllowed, Conflict when another text is before the partner by now, or Invalid.
    """
    require(actor, permission_for(side))
    found = queries.negotiation_for_update(agreement)
    NEGOTIATION_FLOW.after("agree", NegotiationState(found.state))
    sent = queries.last_sent(agreement)
    assert sent is not None
    present = queries.hashes_of(sent)
    given = {
        SignedDocument.AGREEMENT.value: agreement_hash,
        SignedDocument.WORK_PLAN.value: work_plan_hash,
    }
    if given != present:
        labels = {each.value: each.label for each in SignedDocument}
        raise Conflict({labels[name]: (present[name], given[name]) for name in present})
    if side in queries.accepted_by(sent):
        raise NotAllowed(ALREADY)
    if side == Side.PARTNER and not how.strip():
        raise Invalid({"how": [NO_WAY]})
    acceptance = Acceptance.objects.create(
        agreement=agreement,
        side=side,
        version=sent.agreement_draft.version,
        agreement_hash=agreement_hash,
        work_plan_hash=work_plan_hash,
        at=at,
        by_name=actor.name,
        by_uid=actor.user_uid,
        how=how.strip(),
    )
    changes: dict[str, list[Any]] = {
        "quem aceita": ["", Side(side).label],
        "versão": ["", acceptance.version],
        AGREEMENT: ["", agreement_hash],
        WORK_PLAN: ["", work_plan_hash],
    }
    note_deed(actor, agreement, f"Aceite da versão {acceptance.version}: {side.label}", at=at)
    emit(events.TextsAccepted.of(actor, agreement, at=at, changes=changes, reason=how.strip()))
    conclude(actor, agreement, at)
    return acceptance


@transaction.atomic
def settle(*, uid: UUID, at: datetime) -> None:
    """After the partner accepted in its room: with both sides agreed, the texts go on."""
    conclude(SYSTEM, agreement_for_update(uid), at)


def conclude(actor: Actor, agreement: Agreement, at: datetime) -> None:
    """With the acceptance of both sides the texts are before the legal unit; once only."""
    found, sent = queries.negotiation_of(agreement), queries.last_sent(agreement)
    if found is None or sent is None or found.state != NegotiationState.SENT:
        return
    found = queries.negotiation_for_update(agreement)
    if missing_acceptances(queries.accepted_by(sent)):
        return
    after = NEGOTIATION_FLOW.after("agree", NegotiationState(found.state))
    stand(found, after, at)
    changes = {"situação": [NegotiationState.SENT.label, after.label]}
    emit(events.TextsAgreed.of(actor, agreement, at=at, changes=changes))


def permission_for(side: Side) -> Capability:
    """Who accepts at the centre: DCI's director for it; DCI what the partner accepted elsewhere."""
    return permissions.ACCEPT_FOR_CENTRE if side == Side.CGE else permissions.NEGOTIATE
