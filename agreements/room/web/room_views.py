"""Inside the room: one page told in chapters, the way out, and files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.registry.chapters import room_chapters_of
from agreements.registry.web.typed import typed
from agreements.room import queries, services
from agreements.room.rules import REQUIREMENT_FLOW, RequirementState
from agreements.room.web.forms import AnswerForm, RemarkForm
from agreements.room.web.standing import COOKIE, RoomRequest, in_room, room_verb
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
        "closed": request.closed,
        "moved_to": on_host(request.moved_to, "/") if request.moved_to else "",
        "chapters": chapters,
        "next_steps": []
        if request.closed
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


@in_room
def send(request: RoomRequest, uid: UUID) -> HttpResponse:
    """Send what was asked for."""
    asked = queries.requirement_seen(request.agreement, uid)
    REQUIREMENT_FLOW.after("send", RequirementState(asked.state))
    form = AnswerForm(*typed(request))

    def act() -> None:
        services.send_requirement(
            actor=request.actor,
            agreement=request.agreement,
            uid=uid,
            at=timezone.now(),
            **form.cleaned_data,
        )

    done = "Enviado: a CGE-MG vai conferir."
    title = str(asked)
    return room_verb(request, form, act, done=done, title=title, submit="Enviar", asked=asked)


@in_room
def remark(request: RoomRequest) -> HttpResponse:
    """Say something to CGE-MG."""
    form = RemarkForm(*typed(request))

    def act() -> None:
        services.remark_in_room(
            actor=request.actor,
            agreement=request.agreement,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )

    done = "Comentário enviado: a CGE-MG foi avisada."
    return room_verb(request, form, act, done=done, title="Comentar", submit="Enviar")
