"""One side accepts both texts as they were sent; with both, they go to the legal unit."""

from datetime import datetime
from typing import Any

from django.db import transaction

from access.rules import Actor, Capability, Profile, require
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
from agreements.registry.rules import Side, SignedDocument
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
    address: str = "",
    how: str = "",
) -> Acceptance:
    """Accept the texts that were on the page, named by their hashes, for one side.

    The centre records what the partner accepted elsewhere, and `how` it learnt of it. Raises
    Denied, NotAllowed, Conflict when another text is before the partner by now, or Invalid.
    """
    require(actor, permission_for(actor, side))
    found = queries.negotiation_for_update(agreement)
    after = NEGOTIATION_FLOW.after("agree", NegotiationState(found.state))
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
    is_told = side == Side.PARTNER and actor.profile != Profile.PARTNER
    if is_told and not how.strip():
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
        address=address,
        how=how.strip() if is_told else "",
    )
    changes: dict[str, list[Any]] = {
        "quem aceita": ["", Side(side).label],
        "versão": ["", acceptance.version],
        AGREEMENT: ["", agreement_hash],
        WORK_PLAN: ["", work_plan_hash],
    }
    if not missing_acceptances(queries.accepted_by(sent)):
        stand(found, after, at)
        changes["situação"] = [NegotiationState.SENT.label, after.label]
    emit(events.TextsAccepted.of(actor, agreement, at=at, changes=changes, reason=how.strip()))
    return acceptance


def permission_for(actor: Actor, side: Side) -> Capability:
    """Who accepts for a side: DCI's director; the partner, or the centre that was told so."""
    if side == Side.CGE:
        return permissions.ACCEPT_FOR_CENTRE
    if actor.profile == Profile.PARTNER:
        return permissions.WORK_AS_PARTNER
    return permissions.NEGOTIATE
