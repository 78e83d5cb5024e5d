"""The door of the rooms: a link or e-mail and protocol, then the code that was sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agreements.registry.web.typed import typed
from agreements.room import services
from agreements.room.models import Guest
from agreements.room.rules import Invitation, masked
from agreements.room.secrets import door_hash, hash_of
from agreements.room.web.forms import CodeForm, DoorForm
from agreements.room.web.standing import (
    DOOR_COOKIE,
    at_door,
    begin_at_door,
    door_of,
    keep_session,
)
from foundation.limits import Limit, caller
from foundation.refusals import NotFound
from identity.web.doors import taken

OF_CALLER = Limit("room-door", most=60, seconds=3600)
CODES_OF_GUEST = Limit("room-codes", most=6, seconds=3600)
TRIES = Limit("room-tries", most=60, seconds=3600)
TRIES_OF_GUEST = Limit("room-tries-of", most=15, seconds=3600)
NO_LINK = "Este link não vale: ele foi trocado por outro, ou o convite foi cancelado."
WRONG = "O código não confere ou passou do prazo. Confira, ou peça outro código."
TOO_OFTEN = "Foram muitas tentativas na última hora. Espere uma hora e tente de novo."
BEGIN = "Comece de novo: informe o seu e-mail e o protocolo."


@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """Who comes back says e-mail and protocol; whether they are known is not told."""
    form = DoorForm(*typed(request))
    if form.is_valid():
        email, protocol = form.cleaned_data["email"], form.cleaned_data["protocol"]
        key = f"door:{door_hash(email, protocol)}"
        if not OF_CALLER.allows(caller()):
            return too_often(request, "room/door.html", form)
        send_to(at_door(key), key)
        return begin_at_door(redirect("room:code"), key, email)
    status = 422 if form.is_bound else 200
    return render(request, "room/door.html", {"form": form}, status=status)


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: looked at by anything, used by who asks for the code."""
    key = f"link:{hash_of(token)}"
    guest = at_door(key)
    if guest is None:
        raise NotFound(NO_LINK)
    found = Invitation(guest.link_expires_at, guest.link_used_at, guest.revoked_at)
    if fault := found.fault(timezone.now()):
        return render(request, "room/no_link.html", {"fault": fault}, status=410)
    if request.method == "POST":
        if not OF_CALLER.allows(caller()):
            return too_often(request, "room/link.html")
        send_to(guest, key)
        return begin_at_door(redirect("room:code"), key, guest.email)
    return render(request, "room/link.html", {"guest": guest, "email": masked(guest.email)})


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code is typed; with the right one the browser is in the room."""
    begun = door_of(request)
    if begun is None:
        messages.info(request, BEGIN)
        return redirect("room:door")
    form = CodeForm(*typed(request))
    context = {"form": form, "email": masked(begun.email)}
    if form.is_valid():
        if not (TRIES.allows(caller()) and TRIES_OF_GUEST.allows(begun.key)):
            return too_often(request, "room/code.html", form, email=context["email"])
        entry = tried(at_door(begun.key), form.cleaned_data["code"], begun.key)
        if entry.key:
            return keep_session(taken(redirect("room:page"), DOOR_COOKIE), entry.key)
        form.add_error("code", entry.fault)
    status = 422 if form.is_bound else 200
    return render(request, "room/code.html", context, status=status)


@require_POST
def another_code(request: HttpRequest) -> HttpResponse:
    """A new code; the one before is void."""
    begun = door_of(request)
    if begun is None:
        return redirect("room:door")
    if OF_CALLER.allows(caller()):
        send_to(at_door(begun.key), begun.key)
        messages.success(request, "Enviamos outro código. O anterior não vale mais.")
    else:
        messages.warning(request, TOO_OFTEN)
    return redirect("room:code")


def send_to(guest: Guest | None, key: str) -> None:
    """Send a code to who is known, so many an hour."""
    if guest is not None and CODES_OF_GUEST.allows(key):
        services.send_code(guest=guest, at=timezone.now())


def tried(guest: Guest | None, typed_code: str, key: str) -> services.Entry:
    """What comes of a code; who is unknown reads the same as who mistypes."""
    if guest is None:
        return services.Entry(fault=WRONG)
    entry = services.enter(
        guest=guest, code=typed_code, by_link=key.startswith("link:"), at=timezone.now()
    )
    if entry.key or key.startswith("link:"):
        return entry
    return services.Entry(fault=WRONG)


def too_often(
    request: HttpRequest, template: str, form: object = None, **more: object
) -> HttpResponse:
    """The page again, to be sent later."""
    messages.warning(request, TOO_OFTEN)
    answer = render(request, template, {"form": form, **more}, status=429)
    answer["Retry-After"] = "3600"
    return answer
