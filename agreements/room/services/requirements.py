"""What CGE-MG asks of the partner in the room, what it sends, and whether that will do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.room import permissions, queries
from agreements.room.events import (
    RequirementAccepted,
    RequirementAsked,
    RequirementReopened,
    RequirementReturned,
    RequirementSent,
)
from agreements.room.models import Requirement
from agreements.room.rules import PROOF, REQUIREMENT_FLOW, RequirementKind, RequirementState
from agreements.room.services.deeds import note
from agreements.room.services.guests import open_agreement, refuse_closed_in_room
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid

NO_TEXT = "Escreva o que a organização precisa fazer."
NO_FILE = "Envie o arquivo."
NO_ANSWER = "Envie o arquivo ou escreva com que e-mail o cadastro foi feito."
NO_REASON = "Explique o que falta ou o que precisa mudar."


@transaction.atomic
def ask_requirement(
    *, actor: Actor, uid: UUID, kind: RequirementKind, text: str, at: datetime
) -> Requirement:
    """Ask the partner for something. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.ASK_REQUIREMENT)
    agreement = open_agreement(uid)
    if not text.strip():
        raise Invalid({"text": [NO_TEXT]})
    asked = Requirement.objects.create(
        agreement=agreement, kind=kind, text=text.strip(), asked_at=at, asked_by_name=actor.name
    )
    changes = {"o que é": ["", str(kind.label)]}
    emit(RequirementAsked.of(actor, asked, at=at, changes=changes, reason=asked.text))
    note(actor, agreement, f"Pediu: {asked}", at=at)
    return asked


@transaction.atomic
def send_requirement(
    *,
    actor: Actor,
    agreement: Agreement,
    uid: UUID,
    answer: str,
    at: datetime,
    file: File[bytes] | None = None,
) -> Requirement:
    """In the room: send what was asked for, or say that it was done.

    Raises Denied, NotFound, NotAllowed (sent already, or the room is only read), or Invalid.
    """
    require(actor, permissions.WORK_IN_ROOM)
    refuse_closed_in_room(agreement)
    asked = queries.requirement_in_room(agreement, uid)
    before, after = move(asked, "send")
    if file is None and asked.kind != RequirementKind.EXTERNAL_USER:
        raise Invalid({"file": [NO_FILE]})
    if file is None and not answer.strip():
        raise Invalid({"answer": [NO_ANSWER]})
    asked.answer, asked.answered_at, asked.answered_by_name = answer.strip(), at, actor.name
    if file is not None:
        asked.file = store(actor=actor, upload=file, purpose=PROOF, at=at)
    asked.save(update_fields=["state", "answer", "file", "answered_at", "answered_by_name"])
    emit(RequirementSent.of(actor, asked, at=at, changes=told(before, after)))
    note(actor, agreement, f"Enviou: {asked}", at=at)
    return asked


@transaction.atomic
def accept_requirement(*, actor: Actor, uid: UUID, at: datetime) -> Requirement:
    """What was sent will do. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.ASK_REQUIREMENT)
    asked = queries.requirement_for_update(actor, uid)
    before, after = move(asked, "accept")
    asked.save(update_fields=["state"])
    emit(RequirementAccepted.of(actor, asked, at=at, changes=told(before, after)))
    note(actor, asked.agreement, f"Conferiu: {asked}", at=at)
    return asked


@transaction.atomic
def return_requirement(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Requirement:
    """Ask for it again, whether it was only sent or found good before.

    Raises Denied, NotFound, NotAllowed, or Invalid without a reason.
    """
    require(actor, permissions.ASK_REQUIREMENT)
    asked = queries.requirement_for_update(actor, uid)
    was_accepted = asked.state == RequirementState.ACCEPTED
    before, after = move(asked, "reopen" if was_accepted else "return")
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    asked.return_reason = reason.strip()
    asked.save(update_fields=["state", "return_reason"])
    kind = RequirementReopened if was_accepted else RequirementReturned
    emit(kind.of(actor, asked, at=at, changes=told(before, after), reason=reason.strip()))
    note(actor, asked.agreement, f"Devolveu: {asked}. {reason.strip()}", at=at)
    return asked


def move(asked: Requirement, verb: str) -> tuple[RequirementState, RequirementState]:
    """Put it in the state that the verb leads to; gives both states. Raises NotAllowed."""
    before = RequirementState(asked.state)
    after = REQUIREMENT_FLOW.after(verb, before)
    asked.state = after
    return before, after


def told(before: RequirementState, after: RequirementState) -> dict[str, list[str]]:
    """The change of state, for the journal."""
    return {"situação": [before.label, after.label]}
