"""What is said of one clause: comments of both sides, proposals of the partner, their answers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, Profile, require
from agreements.negotiation import events, permissions, queries
from agreements.negotiation.models import ClauseComment, Exchange, Proposal
from agreements.negotiation.rules import (
    LONGEST_COMMENT,
    NEGOTIATION_FLOW,
    NO_ANSWER,
    NO_COMMENT,
    NOT_YOURS,
    PLAN_KEY,
    PLAN_TITLE,
    PROPOSAL_FLOW,
    NegotiationState,
    ProposalState,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.room.services.deeds import note as note_deed
from agreements.work_plans.clauses import SAME_TEXT, paragraphs_of, wording_faults, written_clauses
from agreements.work_plans.models import Draft
from agreements.work_plans.queries import latest_draft, wordings_of
from agreements.work_plans.services import word_clause
from agreements.work_plans.services.plans import draft_agreement
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed, NotFound


@transaction.atomic
def comment(
    *, actor: Actor, agreement: Agreement, key: str, text: str, at: datetime
) -> ClauseComment:
    """Say something of a clause, or of the work plan. Raises Denied, NotFound, Invalid.

    The partner speaks of what was sent to it, while it has it; NotAllowed else.
    """
    require(actor, permissions.COMMENT)
    is_partner = actor.profile == Profile.PARTNER
    draft = draft_before_partner(agreement) if is_partner else newest(agreement)
    title = title_of(draft, key)
    if not text.strip():
        raise Invalid({"text": [NO_COMMENT]})
    found = ClauseComment.objects.create(
        agreement=agreement,
        key=key,
        version=draft.version,
        side=Side.PARTNER if is_partner else Side.CGE,
        text=text.strip()[:LONGEST_COMMENT],
        at=at,
        by_name=actor.name,
    )
    note_deed(actor, agreement, f"Comentou: {title}", at=at)
    emit(events.CommentMade.of(actor, agreement, at=at, changes={title: ["", found.text]}))
    return found


@transaction.atomic
def propose(
    *,
    actor: Actor,
    agreement: Agreement,
    key: str,
    paragraphs: Sequence[str],
    revision: int,
    at: datetime,
) -> Proposal:
    """The partner would have a clause read so; it is sent when the texts are returned.

    `revision` is 0 while nothing is in preparation for the clause. Raises Denied, NotFound,
    NotAllowed, Conflict when a colleague wrote in between, or Invalid.
    """
    require(actor, permissions.WORK_AS_PARTNER)
    draft = draft_before_partner(agreement)
    title = title_of(draft, key)
    if key not in queries.negotiable(draft):
        raise NotAllowed(NOT_YOURS)
    written = paragraphs_of("\n".join(paragraphs))
    sent = written_clauses(draft.text)[key]["items"]
    found = queries.own_proposal(agreement, key)
    present = found.paragraphs if found else sent
    if revision != (found.revision if found else 0):
        raise Conflict({title: ("\n".join(present), "\n".join(written))})
    if faults := wording_faults(written, may_use=()) or ([SAME_TEXT] if written == present else []):
        raise Invalid({"text": faults})
    values = {"paragraphs": written, "edited_at": at, "edited_by_name": actor.name}
    if found is None:
        base = {"title": title, "version": draft.version, "before": sent}
        found = Proposal.objects.create(agreement=agreement, key=key, **base, **values)
    else:
        Proposal.objects.filter(pk=found.pk).update(**values, revision=revision + 1)
        found.refresh_from_db()
    changes = {title: ["\n".join(present), "\n".join(written)]}
    emit(events.WordingProposed.of(actor, agreement, at=at, changes=changes))
    return found


@transaction.atomic
def withdraw_proposal(*, actor: Actor, agreement: Agreement, key: str, at: datetime) -> Proposal:
    """Give up what is in preparation for a clause. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.WORK_AS_PARTNER)
    draft_before_partner(agreement)
    found = queries.own_proposal(agreement, key)
    if found is None:
        raise NotFound
    found.state = PROPOSAL_FLOW.after("withdraw", ProposalState(found.state))
    found.save(update_fields=["state"])
    emit(events.ProposalWithdrawn.of(actor, agreement, at=at, changes={found.title: ["", ""]}))
    return found


@transaction.atomic
def answer_proposal(
    *, actor: Actor, uid: UUID, is_taken: bool, answer: str, at: datetime
) -> Proposal:
    """Take a proposal into the next version, or say why not.

    Raises Denied, NotFound, NotAllowed (answered already, or not in draft), Invalid.
    """
    require(actor, permissions.NEGOTIATE)
    seen = queries.proposal_for_centre(actor, uid)
    agreement = draft_agreement(seen.agreement.uid)
    found = queries.proposal_for_update(seen.pk)
    verb = "take" if is_taken else "refuse"
    after = PROPOSAL_FLOW.after(verb, ProposalState(found.state))
    if not (is_taken or answer.strip()):
        raise Invalid({"answer": [NO_ANSWER]})
    if is_taken:
        take(actor, agreement, found, at)
    found.state, found.answer = after, answer.strip()
    found.answered_at, found.answered_by_name = at, actor.name
    found.save(update_fields=["state", "answer", "answered_at", "answered_by_name"])
    changes = {found.title: [ProposalState.SENT.label, after.label]}
    note_deed(actor, agreement, f"{after.label}: proposta sobre {found.title}", at=at)
    emit(
        events.ProposalAnswered.of(actor, agreement, at=at, changes=changes, reason=answer.strip())
    )
    return found


def take(actor: Actor, agreement: Agreement, found: Proposal, at: datetime) -> None:
    """The clause reads as proposed from the next version on."""
    wording = wordings_of(agreement).get(found.key)
    if wording is None or wording.paragraphs != found.paragraphs:
        word_clause(
            actor=actor,
            uid=agreement.uid,
            key=found.key,
            paragraphs=found.paragraphs,
            revision=wording.revision if wording else 0,
            at=at,
        )


def draft_before_partner(agreement: Agreement) -> Draft:
    """The text that the partner has in hand. Raises NotAllowed when it has none now."""
    found = queries.negotiation_for_update(agreement)
    NEGOTIATION_FLOW.after("return", NegotiationState(found.state))
    return sent_to_partner(agreement).agreement_draft


def sent_to_partner(agreement: Agreement) -> Exchange:
    """What the centre sent last. Raises NotAllowed when nothing was."""
    found = queries.last_sent(agreement)
    if found is None:
        raise NotAllowed(queries.NEVER_SENT)
    return found


def newest(agreement: Agreement) -> Draft:
    """The newest version of the agreement. Raises NotFound when there is none."""
    found = latest_draft(agreement, SignedDocument.AGREEMENT)
    if found is None:
        raise NotFound
    return found


def title_of(draft: Draft, key: str) -> str:
    """What a clause is called, or the work plan. Raises NotFound."""
    if key == PLAN_KEY:
        return PLAN_TITLE
    clause = written_clauses(draft.text).get(key)
    if clause is None:
        raise NotFound
    return str(clause["title"])
