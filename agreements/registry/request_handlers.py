"""Who is told while a request is examined: the applicant of what is asked, DCI of the answer."""

from django.utils import timezone

from agreements.registry import notices, queries
from agreements.registry.events import (
    DiligenceAnswered,
    DiligenceAsked,
    DiligenceReminded,
    MeetingScheduled,
    RequestArchived,
    RequestWithdrawn,
)
from agreements.registry.handlers import request_of, tell, words_of, write_to_applicant
from events.registry import on
from ui.templatetags.formats import day, instant


@on(DiligenceAsked)
def ask_applicant(event: DiligenceAsked) -> None:
    """What is missing, and until when."""
    request = request_of(event)
    if asked := queries.open_diligence_of(request):
        write_to_applicant(
            request, event, notices.DILIGENCE, prazo=day(asked.due_date), texto=asked.text
        )


@on(DiligenceReminded)
def remind_applicant(event: DiligenceReminded) -> None:
    """The term is over; when the request is archived."""
    request = request_of(event)
    if asked := queries.open_diligence_of(request):
        write_to_applicant(
            request,
            event,
            notices.REMINDER,
            prazo=day(asked.due_date),
            arquivo=day(asked.archive_date),
        )


@on(DiligenceAnswered)
def tell_answer(event: DiligenceAnswered) -> None:
    """DCI goes on."""
    request = request_of(event)
    tell(event, notices.ANSWERED, f"/pedidos/{request.uid}/", words_of(request))


@on(MeetingScheduled)
def invite_applicant(event: MeetingScheduled) -> None:
    """When and where."""
    request = request_of(event)
    meeting = queries.meeting_set(request)
    if meeting is not None and meeting.scheduled_at and meeting.scheduled_at > timezone.now():
        write_to_applicant(
            request,
            event,
            notices.MEETING,
            quando=instant(meeting.scheduled_at),
            onde=meeting.place,
        )


@on(RequestWithdrawn)
def tell_withdrawal(event: RequestWithdrawn) -> None:
    """Nobody works on it any more."""
    request = request_of(event)
    tell(event, notices.GIVEN_UP, f"/pedidos/{request.uid}/", words_of(request))


@on(RequestArchived)
def tell_archive(event: RequestArchived) -> None:
    """The applicant may ask again; DCI knows why it is gone."""
    request = request_of(event)
    write_to_applicant(request, event, notices.ARCHIVED)
    tell(event, notices.SILENT, f"/pedidos/{request.uid}/", words_of(request))
