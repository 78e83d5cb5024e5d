"""A request while it is examined: its link, what was asked, meetings, and its clock."""

from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions
from agreements.registry.deadlines import Clock, DeadlineCode, Length, Pause, clock
from agreements.registry.models import Deadline, Diligence, Meeting, Request
from agreements.registry.rules import UNDER_EXAMINATION, RequestState
from foundation.refusals import NotAllowed, NotFound

FOLLOWED = (
    "uid",
    "protocol",
    "organisation",
    "state",
    "received_at",
    "forwarded_at",
    "decided_at",
    "decision_reason",
    "sei_number",
)  # the portal may read no more of a request
ASKED = (
    "uid",
    "request",
    "text",
    "asked_at",
    "due_date",
    "archive_date",
    "answered_at",
    "closed_at",
)
MET = ("request", "scheduled_at", "place", "mode", "held_date", "created_at")
NOTHING_ASKED = "Não há diligência à espera de resposta."


def hash_of(token: str) -> str:
    """What is stored of a tracking token."""
    return sha256(token.encode()).hexdigest()


def request_by_token(token: str) -> Request:
    """The request behind a tracking link: whoever has the link may see it. Raises NotFound."""
    found = (
        Request.objects.select_related("organisation")
        .only(*FOLLOWED)
        .filter(token_hash=hash_of(token))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def request_by_token_for_update(token: str) -> Request:
    """The same, locked. Raises NotFound."""
    seen = request_by_token(token)
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .only(*FOLLOWED)
        .get(pk=seen.pk)
    )


def meetings_of(request: Request) -> QuerySet[Meeting]:
    """The meetings held during triage, oldest first; the one that is set comes last."""
    return Meeting.objects.filter(request=request).select_related("minutes")


def meeting_set(request: Request) -> Meeting | None:
    """The meeting that is set and was not held yet, as far as the applicant may know of it."""
    return Meeting.objects.filter(request=request, held_date=None).only(*MET).first()


def diligences_of(request: Request) -> QuerySet[Diligence]:
    """What was asked of the applicant, oldest first, with the answers."""
    return Diligence.objects.filter(request=request).select_related("file")


def open_diligence_of(request: Request) -> Diligence | None:
    """What awaits an answer, as far as the applicant may know of it."""
    found = Diligence.objects.filter(request=request, answered_at=None, closed_at=None)
    return found.only(*ASKED).first()


def open_diligence_for_update(request: Request) -> Diligence:
    """The same, locked. Raises NotAllowed when nothing is awaited."""
    found = Diligence.objects.filter(request=request, answered_at=None, closed_at=None)
    diligence = found.select_for_update(of=("self",)).only(*ASKED).first()
    if diligence is None:
        raise NotAllowed(NOTHING_ASKED)
    return diligence


def awaiting_answer() -> QuerySet[Request]:
    """The requests that the daily clock looks at."""
    return Request.objects.filter(state=RequestState.IN_DILIGENCE).order_by("pk")


def deadline(code: DeadlineCode) -> Deadline:
    """One term, as it is kept."""
    return Deadline.objects.get(code=code)


def lengths() -> dict[str, Length]:
    """Every term by its code, to be counted."""
    return {each.code: each.value for each in Deadline.objects.all()}


def deadlines(actor: Actor) -> QuerySet[Deadline]:
    """Every term that is kept. Raises Denied."""
    require(actor, permissions.SEE_REQUESTS)
    return Deadline.objects.all()


def deadline_by_uid(actor: Actor, uid: UUID) -> Deadline:
    """One of them. Raises Denied or NotFound."""
    found = deadlines(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def deadline_for_update(uid: UUID) -> Deadline:
    """One of them, locked. Raises NotFound."""
    found = Deadline.objects.select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def triage_clock(request: Request) -> Clock | None:
    """How the term of the triage stands; None before and after it."""
    if request.state not in UNDER_EXAMINATION or request.forwarded_at is None:
        return None
    pauses = [
        Pause(
            timezone.localdate(each.asked_at),
            timezone.localdate(each.answered_at) if each.answered_at else None,
        )
        for each in diligences_of(request)
    ]
    start = timezone.localdate(request.forwarded_at)
    return clock(start, deadline(DeadlineCode.TRIAGE).value, pauses)
