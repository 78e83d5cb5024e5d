"""The texts change hands: sent by the centre, returned by the partner, taken back, reopened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.negotiation import events, permissions, queries
from agreements.negotiation.models import Exchange, Negotiation, Proposal
from agreements.negotiation.rules import (
    GENERATE,
    NEGOTIATION_FLOW,
    NO_NOTE,
    SENT_ALREADY,
    UNANSWERED,
    NegotiationState,
    ProposalState,
    missing_acceptances,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.room.services.deeds import note as note_deed
from agreements.work_plans.models import Draft
from agreements.work_plans.queries import latest_draft
from agreements.work_plans.rules import text_hash
from agreements.work_plans.services import drafts as drafting
from agreements.work_plans.services.plans import draft_agreement
from events.registry import Event
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import joined


@transaction.atomic
def send_to_partner(*, actor: Actor, uid: UUID, note: str, at: datetime) -> Exchange:
    """Put the newest drafts before the partner (G04, G05).

    Raises Denied, NotFound, NotAllowed, or Invalid with everything that is missing.
    """
    require(actor, permissions.NEGOTIATE)
    agreement = draft_agreement(uid)
    found, _ = Negotiation.objects.get_or_create(agreement=agreement, defaults={"changed_at": at})
    found = queries.negotiation_for_update(agreement)
    after = NEGOTIATION_FLOW.after("send", NegotiationState(found.state))
    if faults := sending_faults(agreement, at):
        raise Invalid({"": faults})
    pair = newest_pair(agreement)
    last = queries.last_sent(agreement)
    if (
        last
        and last.agreement_draft == pair[0]
        and not missing_acceptances(queries.accepted_by(last))
    ):
        raise NotAllowed(SENT_ALREADY)
    exchange = hand_over(actor, agreement, Side.CGE, pair, note, at)
    stand(found, after, at)
    changes: dict[str, list[Any]] = {
        "versão enviada": ["", pair[0].version],
        "situação": ["", after.label],
    }
    note_deed(actor, agreement, f"Enviou a versão {pair[0].version} das minutas", at=at)
    emit(events.DraftsSent.of(actor, agreement, at=at, changes=changes, reason=note.strip()))
    return exchange


@transaction.atomic
def return_drafts(*, actor: Actor, agreement: Agreement, note: str, at: datetime) -> Exchange:
    """The partner hands the texts back, with what it would have read otherwise.

    What it proposed becomes a version of its own. Raises Denied, NotAllowed, Invalid.
    """
    require(actor, permissions.WORK_AS_PARTNER)
    found = queries.negotiation_for_update(agreement)
    after = NEGOTIATION_FLOW.after("return", NegotiationState(found.state))
    proposals = list(queries.proposals_of(agreement, ProposalState.OPEN).select_for_update())
    if not (note.strip() or proposals):
        raise Invalid({"note": [NO_NOTE]})
    sent = queries.last_sent(agreement)
    assert sent is not None
    pair = (own_version(actor, sent, proposals, at), sent.work_plan_draft)
    exchange = hand_over(actor, agreement, Side.PARTNER, pair, note, at)
    stand(found, after, at)
    changes = {
        "situação": [NegotiationState.SENT.label, after.label],
        "propostas": ["", joined([each.title for each in proposals]) or "nenhuma"],
    }
    note_deed(actor, agreement, f"Devolveu as minutas: versão {pair[0].version}", at=at)
    emit(events.DraftsReturned.of(actor, agreement, at=at, changes=changes, reason=note.strip()))
    return exchange


@transaction.atomic
def recall(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Negotiation:
    """Take the texts back from the partner. Raises Denied, NotFound, NotAllowed, Invalid."""
    return back_to_adjusting("recall", events.DraftsRecalled, actor, uid, reason, at)


@transaction.atomic
def reopen(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Negotiation:
    """Adjust texts that both sides had accepted; the next version is accepted anew.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    return back_to_adjusting("reopen", events.AdjustmentReopened, actor, uid, reason, at)


def back_to_adjusting(
    verb: str,
    event: type[Event],
    actor: Actor,
    uid: UUID,
    reason: str,
    at: datetime,
) -> Negotiation:
    """What taking back and reopening have in common."""
    require(actor, permissions.NEGOTIATE)
    agreement = draft_agreement(uid)
    found = queries.negotiation_for_update(agreement)
    before = NegotiationState(found.state)
    after = NEGOTIATION_FLOW.after(verb, before)
    if not reason.strip():
        raise Invalid({"reason": ["Explique o motivo: o partícipe o lê."]})
    stand(found, after, at)
    changes = {"situação": [before.label, after.label]}
    note_deed(actor, agreement, f"{event.title}: {reason.strip()}", at=at)
    emit(event.of(actor, agreement, at=at, changes=changes, reason=reason.strip()))
    return found


def sending_faults(agreement: Agreement, at: datetime) -> list[str]:
    """Everything that keeps the newest drafts from the partner, as sentences."""
    waiting = queries.proposals_of(agreement, ProposalState.SENT).values_list("title", flat=True)
    if waiting:
        return [UNANSWERED.format(titles=joined([f"“{each}”" for each in waiting]))]
    latest = latest_draft(agreement, SignedDocument.AGREEMENT)
    if latest is not None and latest.side == Side.PARTNER:
        return [GENERATE]
    return drafting.text_faults(agreement, at)


def newest_pair(agreement: Agreement) -> tuple[Draft, Draft]:
    """The newest version of both texts."""
    first, second = (latest_draft(agreement, each) for each in SignedDocument)
    assert first is not None
    assert second is not None
    return first, second


def own_version(actor: Actor, sent: Exchange, proposals: list[Proposal], at: datetime) -> Draft:
    """What was sent, with the clauses as the partner proposes them; the same when none are."""
    if not proposals:
        return sent.agreement_draft
    base = sent.agreement_draft
    wordings = {each.key: each.paragraphs for each in proposals}
    text = dict(base.text)
    text["clauses"] = [
        each | {"items": wordings.get(each["key"], each["items"])} for each in text["clauses"]
    ]
    for each in proposals:
        each.state = ProposalState.SENT
        each.save(update_fields=["state"])
    return Draft.objects.create(
        agreement=sent.agreement,
        organisation_id=base.organisation_id,
        document=SignedDocument.AGREEMENT,
        version=base.version + 1,
        side=Side.PARTNER,
        text=text,
        text_hash=text_hash(text),
        wordings=base.wordings | wordings,
        clause_hashes=drafting.clause_hashes(SignedDocument.AGREEMENT, text),
        generated_at=at,
        generated_by=actor.name,
    )


def hand_over(
    actor: Actor,
    agreement: Agreement,
    side: Side,
    pair: tuple[Draft, Draft],
    note: str,
    at: datetime,
) -> Exchange:
    """Both texts go to the other side."""
    return Exchange.objects.create(
        agreement=agreement,
        side=side,
        agreement_draft=pair[0],
        work_plan_draft=pair[1],
        note=note.strip(),
        at=at,
        by_name=actor.name,
    )


def stand(found: Negotiation, state: NegotiationState, at: datetime) -> None:
    """Put the negotiation in a state."""
    found.state, found.changed_at = state, at
    found.save(update_fields=["state", "changed_at"])
