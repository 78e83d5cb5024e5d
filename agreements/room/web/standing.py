"""Where a request of a guest stands: under the role of rooms, with the guest's key and no other.

    @in_room
    def page(request: RoomRequest) -> HttpResponse: ...

Any app may have pages in the room: `request.agreement` is the room's, `request.actor` the guest.
`room_verb` is the page of one verb: one form, one service, and back to the room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from access.rules import Actor
from agreements.registry.models import Agreement
from agreements.room import queries, services
from agreements.room.models import Guest
from agreements.room.rules import SESSION_LASTS
from agreements.room.secrets import hash_of
from foundation.refusals import NotAllowed
from identity.tickets import VISIT_LASTS, BadTicket, Note
from identity.web.doors import give, kept
from tenants.middleware import PublicPlace, stand
from ui.verbs import carried_out

P = ParamSpec("P")
COOKIE: str = settings.ROOM_COOKIE_NAME
DOOR_COOKIE: str = settings.DOOR_COOKIE_NAME
OVER = "Entre para abrir a sala. Por segurança, cada entrada vale por duas horas."


class RoomRequest(HttpRequest):
    """A request of a guest inside a room.

    `moved_to` is the organisation's own host, once born; `closed` says why the room is only read.
    """

    actor: Actor
    agreement: Agreement
    guest: Guest
    moved_to: str
    closed: str


@dataclass(frozen=True, slots=True)
class AtDoor(Note):
    """Which guest this browser wants to be: what was typed, or the link that was opened."""

    purpose = "room door"
    lasts = VISIT_LASTS
    key: str
    email: str = ""


def at_door(key: str) -> Guest | None:
    """Stand at the door with a key (`link:…`, `door:…`); the guest it belongs to."""
    stand(PublicPlace("room", key=key))
    return queries.guest_at_door()


def begin_at_door(answer: HttpResponse, key: str, email: str) -> HttpResponse:
    """Let the browser remember who it wants to be, sealed, while the code travels."""
    return give(answer, DOOR_COOKIE, AtDoor(key=key, email=email))


def door_of(request: HttpRequest) -> AtDoor | None:
    """What the browser remembers of that."""
    try:
        return kept(request, DOOR_COOKIE, AtDoor)
    except BadTicket:
        return None


def keep_session(answer: HttpResponse, key: str) -> HttpResponse:
    """Let the browser into the room from now on."""
    answer.set_cookie(
        COOKIE,
        key,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
    return answer


def in_room(
    view: Callable[Concatenate[RoomRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for guests whose session runs; others are shown the door."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        key = request.COOKIES.get(COOKIE, "")
        guest = at_door(f"session:{hash_of(key)}") if key else None
        if guest is None:
            messages.info(request, OVER)
            return redirect("room:door")
        return view(entered(request, guest), *args, **kwargs)

    return never_cache(guarded)


def entered(request: HttpRequest, guest: Guest) -> RoomRequest:
    """The request with who asks and about what."""
    found: RoomRequest = request  # type: ignore[assignment]
    found.guest, found.actor = guest, services.guest_actor(guest)
    found.agreement = queries.room_agreement(found.actor)
    found.moved_to = queries.own_host()
    found.closed = queries.why_closed(found.agreement, has_place=bool(found.moved_to))
    return found


def room_verb(
    request: RoomRequest,
    form: BaseForm,
    act: Callable[[], object],
    *,
    done: str,
    template: str = "room/verb.html",
    **page: object,
) -> HttpResponse:
    """Back to the room when it is done, or the form again with its faults (422)."""
    if request.closed:
        raise NotAllowed(request.closed)
    if carried_out(request, form, act, done=done):
        return redirect("room:page")
    status = 422 if form.is_bound else 200
    return room_view(request, template, status=status, form=form, **page)


def room_view(
    request: RoomRequest, template: str, *, status: int = 200, **page: object
) -> HttpResponse:
    """A page of the room about its agreement."""
    return render(request, template, {"found": request.agreement, **page}, status=status)
