"""What CGE-MG asks of who made a request; the answer; giving up; and silence."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.deadlines import DeadlineCode
from agreements.registry.events import (
    DiligenceAnswered,
    DiligenceAsked,
    DiligenceReminded,
    RequestArchived,
    RequestWithdrawn,
)
from agreements.registry.models import Diligence, Request
from agreements.registry.rules import ANSWER, RequestState
from agreements.registry.services.triage import move
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid

SILENCE = "A diligência de {asked} não foi respondida até {archive}."


@transaction.atomic
def ask_diligence(
    *, actor: Actor, uid: UUID, text: str, at: datetime, due_date: date | None = None
) -> Diligence:
    """Ask the applicant for something; the clock of the triage stands until the answer.

    Without a day the term is the one kept as data. Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.ASK_DILIGENCE)
    request = queries.request_for_update(uid)
    before, after = move(request, "ask")
    today = timezone.localdate(at)
    due = due_date or queries.deadline(DeadlineCode.DILIGENCE).value.after(today)
    faults = {}
    if not text.strip():
        faults["text"] = ["Escreva o que a organização precisa responder ou enviar."]
    if due <= today:
        faults["due_date"] = ["O prazo de resposta precisa ser depois de hoje."]
    if faults:
        raise Invalid(faults)
    archive = queries.deadline(DeadlineCode.SILENCE).value.after(today)
    request.save(update_fields=["state"])
    diligence = Diligence.objects.create(
        request=request,
        text=text.strip(),
        asked_at=at,
        asked_by_name=actor.name,
        due_date=due,
        archive_date=max(archive, due),
    )
    changes = {
        "situação": [before.label, after.label],
        "prazo de resposta": ["", f"{due:%d/%m/%Y}"],
    }
    emit(DiligenceAsked.of(actor, request, at=at, changes=changes, reason=text.strip()))
    return diligence


@transaction.atomic
def answer_diligence(
    *, actor: Actor, token: str, text: str, at: datetime, file: File[bytes] | None = None
) -> Diligence:
    """Who holds the link answers: the request is examined again, and its clock runs on.

    Raises Denied, NotFound, NotAllowed (nothing is asked) or Invalid.
    """
    require(actor, permissions.ANSWER_AS_APPLICANT)
    request = queries.request_by_token_for_update(token)
    before, after = move(request, "answer")
    if not text.strip():
        raise Invalid({"text": ["Escreva a resposta; o arquivo vai junto com ela."]})
    diligence = queries.open_diligence_for_update(request)
    diligence.answer, diligence.answered_at = text.strip(), at
    diligence.answered_by_name = actor.name
    if file is not None:
        diligence.file = store(actor=actor, upload=file, purpose=ANSWER, at=at)
    diligence.save(update_fields=["answer", "answered_at", "answered_by_name", "file"])
    request.save(update_fields=["state"])
    changes = {"situação": [before.label, after.label]}
    emit(DiligenceAnswered.of(actor, request, at=at, changes=changes))
    return diligence


@transaction.atomic
def withdraw_request(*, actor: Actor, token: str, reason: str, at: datetime) -> Request:
    """Who holds the link gives the request up. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.ANSWER_AS_APPLICANT)
    request = queries.request_by_token_for_update(token)
    before, after = move(request, "withdraw")
    if not reason.strip():
        raise Invalid({"reason": ["Conte por que a organização desiste do pedido."]})
    close_open(request, before, at)
    request.decided_at, request.decision_reason = at, reason.strip()
    request.save(update_fields=["state", "decided_at", "decision_reason"])
    changes = {"situação": [before.label, after.label]}
    emit(RequestWithdrawn.of(actor, request, at=at, changes=changes, reason=reason.strip()))
    return request


@transaction.atomic
def remind_or_archive(*, actor: Actor, uid: UUID, at: datetime) -> RequestState | None:
    """What the day asks for: a reminder once the term is over, the archive after the silence.

    Gives the new state when it was archived; asked again on the same day it does nothing more.
    Raises Denied or NotFound.
    """
    require(actor, permissions.ARCHIVE_SILENT)
    request = queries.request_for_update(uid)
    if request.state != RequestState.IN_DILIGENCE:
        return None
    diligence = queries.open_diligence_for_update(request)
    today = timezone.localdate(at)
    if today > diligence.archive_date:
        archive(actor, request, diligence, at)
        return RequestState.ARCHIVED
    if today > diligence.due_date and diligence.reminded_at is None:
        diligence.reminded_at = at
        diligence.save(update_fields=["reminded_at"])
        emit(DiligenceReminded.of(actor, request, at=at))
    return None


def archive(actor: Actor, request: Request, diligence: Diligence, at: datetime) -> None:
    """The request ends without an answer; a new one may be made."""
    before, after = move(request, "archive")
    close_open(request, before, at)
    asked = timezone.localdate(diligence.asked_at)
    reason = SILENCE.format(asked=f"{asked:%d/%m/%Y}", archive=f"{diligence.archive_date:%d/%m/%Y}")
    request.decided_at, request.decision_reason = at, reason
    request.save(update_fields=["state", "decided_at", "decision_reason"])
    changes = {"situação": [before.label, after.label]}
    emit(RequestArchived.of(actor, request, at=at, changes=changes, reason=reason))


def close_open(request: Request, before: RequestState, at: datetime) -> None:
    """What was asked is not awaited any more."""
    if before == RequestState.IN_DILIGENCE:
        diligence = queries.open_diligence_for_update(request)
        diligence.closed_at = at
        diligence.save(update_fields=["closed_at"])
