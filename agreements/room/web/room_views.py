"""Inside the room: one page told in chapters, the way out, and files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.registry.chapters import room_chapters_of
from agreements.room import queries, services
from agreements.room.web.standing import COOKIE, RoomRequest, in_room
from documents.quarantine import refuse_unjudged
from documents.queries import standing_file
from documents.web.answers import file_answer
from identity.web.doors import taken
from notifications.links import on_host


@require_safe
@in_room
def page(request: RoomRequest) -> HttpResponse:
    """What CGE-MG expects now, how the agreement stands, and a part for each chapter."""
    chapters = room_chapters_of(request.actor, request.agreement)
    context = {
        "found": request.agreement,
        "guest": request.guest,
        "moved_to": on_host(request.moved_to, "/") if request.moved_to else "",
        "chapters": chapters,
        "next_steps": []
        if request.moved_to
        else [each.next_step for each in chapters if each.next_step],
        "guests": queries.guests_of(request.agreement).filter(revoked_at=None),
        "trail": queries.deeds_of(request.agreement)[:50],
    }
    return render(request, "room/page.html", context)


@require_POST
@in_room
def leave(request: RoomRequest) -> HttpResponse:
    """The session ends here and everywhere it was copied to."""
    services.leave(
        actor=request.actor,
        agreement=request.agreement,
        guest=request.guest,
        key=request.COOKIES[COOKIE],
        at=timezone.now(),
    )
    messages.success(request, "Você saiu da sala.")
    return taken(redirect("room:door"), COOKIE)


@require_safe
@in_room
def download(request: RoomRequest, uid: UUID) -> HttpResponseBase:
    """A file of the room: what the database does not show the guest does not exist."""
    file = standing_file(uid)
    refuse_unjudged(file)
    return file_answer(file, request)
