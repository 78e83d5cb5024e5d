"""Meetings before the decision: set with the applicant, then held, with minutes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import MeetingRecorded, MeetingScheduled
from agreements.registry.models import Meeting, Request
from agreements.registry.rules import MINUTES, UNDER_EXAMINATION
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

NOT_NOW = "Reuniões só se marcam e se registram enquanto o pedido está em análise."


@transaction.atomic
def schedule_meeting(
    *,
    actor: Actor,
    uid: UUID,
    scheduled_at: datetime,
    mode: str,
    place: str,
    participants: str,
    at: datetime,
) -> Meeting:
    """Set a meeting, or move the one that is set; the applicant is told.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.RECORD_MEETING)
    request = under_examination(uid)
    if scheduled_at <= at:
        raise Invalid({"scheduled_at": ["Marque a reunião para depois de agora."]})
    meeting = queries.meeting_set(request)
    before = f"{timezone.localtime(meeting.scheduled_at):%d/%m/%Y %H:%M}" if meeting else ""
    meeting = meeting or Meeting(request=request)
    meeting.scheduled_at, meeting.mode = scheduled_at, mode
    meeting.place, meeting.participants = place.strip(), participants.strip()
    meeting.save()
    when = f"{timezone.localtime(scheduled_at):%d/%m/%Y %H:%M}"
    emit(MeetingScheduled.of(actor, request, at=at, changes={"reunião": [before, when]}))
    return meeting


@transaction.atomic
def record_meeting(
    *,
    actor: Actor,
    uid: UUID,
    held_date: date,
    mode: str,
    participants: str,
    notes: str,
    at: datetime,
    minutes: File[bytes] | None = None,
) -> Meeting:
    """Keep what was talked about before the decision: of the meeting that was set, if one was.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.RECORD_MEETING)
    request = under_examination(uid)
    if held_date > timezone.localdate(at):
        raise Invalid({"held_date": ["Registre a reunião depois de realizada."]})
    meeting = queries.meeting_set(request) or Meeting(request=request)
    meeting.held_date, meeting.mode = held_date, mode
    meeting.participants, meeting.notes = participants, notes
    if minutes is not None:
        meeting.minutes = store(
            actor=actor, upload=minutes, purpose=MINUTES, at=at, field="minutes"
        )
    meeting.save()
    changes = {"reunião": ["", f"{held_date:%d/%m/%Y}"]}
    if meeting.minutes is not None:
        changes["ata"] = ["", meeting.minutes.name]
    emit(MeetingRecorded.of(actor, request, at=at, changes=changes))
    return meeting


def under_examination(uid: UUID) -> Request:
    """A request that DCI examines, locked. Raises NotFound or NotAllowed."""
    request = queries.request_for_update(uid)
    if request.state not in UNDER_EXAMINATION:
        raise NotAllowed(NOT_NOW)
    return request
