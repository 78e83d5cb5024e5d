"""Versions that come back as files: kept as they came, and clause by clause made proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from agreements.negotiation import events, permissions, queries
from agreements.negotiation.incoming import OWN_TEXT, RECEIVED
from agreements.negotiation.models import Proposal, ReceivedText
from agreements.negotiation.rules import (
    HELD,
    NOT_YOURS,
    NegotiationState,
    ProposalState,
)
from agreements.negotiation.services.words import draft_before_partner, propose
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.room.services.deeds import note as note_deed
from agreements.work_plans.clauses import paragraphs_of, wording_faults, written_clauses
from agreements.work_plans.models import Draft
from agreements.work_plans.queries import newest_of_centre, wordings_of
from agreements.work_plans.services import word_clause
from agreements.work_plans.services.plans import draft_agreement
from documents.rules import Purpose
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import joined

NOTHING_TAKEN = "Marque ao menos uma cláusula, ou volte sem gravar."
Wordings = Mapping[str, Sequence[str]]


@transaction.atomic
def attach_version(
    *, actor: Actor, agreement: Agreement, file: File[bytes], note: str, at: datetime
) -> ReceivedText:
    """The partner keeps its own version with the draft in hand; both sides see it.

    Raises Denied, NotAllowed (the texts are with the centre), Invalid.
    """
    require(actor, permissions.WORK_AS_PARTNER)
    draft = draft_before_partner(agreement)
    return kept(actor, draft, Side.PARTNER, (file, OWN_TEXT), [], note, at)


@transaction.atomic
def propose_from_file(
    *,
    actor: Actor,
    agreement: Agreement,
    file: File[bytes],
    wordings: Wordings,
    revisions: Mapping[str, int],
    note: str,
    at: datetime,
) -> ReceivedText:
    """The clauses that the partner chose of its file become its proposals, in preparation.

    `revisions` are those of the proposals that were on the page. Raises Denied, NotAllowed,
    Conflict, Invalid.
    """
    require(actor, permissions.WORK_AS_PARTNER)
    draft = draft_before_partner(agreement)
    if not wordings:
        raise Invalid({"": [NOTHING_TAKEN]})
    for key, paragraphs in wordings.items():
        propose(
            actor=actor,
            agreement=agreement,
            key=key,
            paragraphs=paragraphs,
            revision=revisions.get(key, 0),
            at=at,
        )
    return kept(actor, draft, Side.PARTNER, (file, RECEIVED), list(wordings), note, at)


@transaction.atomic
def take_in_file(
    *,
    actor: Actor,
    agreement: Agreement,
    side: Side,
    file: File[bytes],
    wordings: Wordings,
    note: str,
    at: datetime,
) -> ReceivedText:
    """DCI brings in an edited file: its own changes are worded, the partner's wait as proposals.

    Raises Denied, NotFound, NotAllowed (not in draft, or in other hands), Invalid.
    """
    require(actor, permissions.NEGOTIATE)
    found = draft_agreement(agreement.uid)
    refuse_in_other_hands(found)
    draft = base_of_centre(found, side)
    if not wordings:
        raise Invalid({"": [NOTHING_TAKEN]})
    for key, paragraphs in wordings.items():
        if key not in queries.worded_freely(draft):
            raise NotAllowed(NOT_YOURS)
        if side == Side.PARTNER:
            bring(actor, draft, key, paragraphs, at)
        else:
            present = wordings_of(found).get(key)
            word_clause(
                actor=actor,
                uid=found.uid,
                key=key,
                paragraphs=list(paragraphs),
                revision=present.revision if present else 0,
                at=at,
            )
    return kept(actor, draft, side, (file, RECEIVED), list(wordings), note, at)


def bring(
    actor: Actor, draft: Draft, key: str, paragraphs: Sequence[str], at: datetime
) -> Proposal:
    """What the partner sent by another way waits for an answer as if it had come by the room."""
    clause = written_clauses(draft.text)[key]
    written = paragraphs_of("\n".join(paragraphs))
    if faults := wording_faults(written, may_use=()):
        raise Invalid({"file": faults})
    made = Proposal.objects.create(
        agreement=draft.agreement,
        key=key,
        title=clause["title"],
        version=draft.version,
        before=clause["items"],
        paragraphs=written,
        state=ProposalState.SENT,
        edited_at=at,
        edited_by_name=actor.name,
    )
    changes = {made.title: ["\n".join(made.before), "\n".join(written)]}
    emit(events.WordingProposed.of(actor, draft.agreement, at=at, changes=changes))
    return made


def base_of_centre(agreement: Agreement, side: Side) -> Draft:
    """With which version a file at the centre is compared. Raises NotAllowed without one.

    What the partner edited is the version that was sent to it; the centre edits its newest.
    """
    if side == Side.PARTNER:
        sent = queries.last_sent(agreement)
        found = sent.agreement_draft if sent else None
    else:
        found = newest_of_centre(agreement)
    if found is None:
        raise NotAllowed(queries.NEVER_SENT)
    return found


def refuse_in_other_hands(agreement: Agreement) -> None:
    """Raise NotAllowed while the partner has the texts, or when both accepted them."""
    found = queries.negotiation_of(agreement)
    if found and (reason := HELD.get(NegotiationState(found.state))):
        raise NotAllowed(reason)


def kept(
    actor: Actor,
    draft: Draft,
    side: Side,
    sent: tuple[File[bytes], Purpose],
    keys: list[str],
    note: str,
    at: datetime,
) -> ReceivedText:
    """Keep the file with its hash, and tell."""
    upload, purpose = sent
    file = store(actor=actor, upload=upload, purpose=purpose, at=at)
    titles = [str(written_clauses(draft.text)[key]["title"]) for key in keys]
    made = ReceivedText.objects.create(
        agreement=draft.agreement,
        draft=draft,
        side=side,
        file=file,
        sha256=file.sha256,
        clauses=titles,
        note=note.strip(),
        at=at,
        by_name=actor.name,
    )
    changes: dict[str, list[Any]] = {
        "arquivo": ["", file.name],
        "SHA-256": ["", file.sha256],
        "sobre a versão": ["", draft.version],
        "cláusulas": ["", joined(titles) or "nenhuma"],
    }
    emit(
        events.TextReceived.of(actor, draft.agreement, at=at, changes=changes, reason=note.strip())
    )
    if side == Side.PARTNER:
        note_deed(actor, draft.agreement, f"Enviou a sua versão em arquivo: {file.name}", at=at)
    return made
