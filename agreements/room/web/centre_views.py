"""Rooms at the centre: who was invited, and what was done there."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.models import Agreement
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.room import permissions, queries, services
from agreements.room.rules import GuestRole
from agreements.room.services.guests import IS_REVOKED, refuse_closed
from agreements.room.web.forms import GuestForm
from foundation.refusals import NotAllowed
from ui.verbs import carried_out


@require_safe
@acting
def room(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One room: its people, what was asked of them, and what was done."""
    found = queries.agreement_at_centre(request.actor, uid)
    closed = queries.closed_at_centre(found)
    context = {
        "found": found,
        "closed": closed,
        "may_invite": not closed and request.actor.may(permissions.INVITE_GUEST),
        "guests": queries.guests_of(found),
        "requirements": queries.requirements_of(found),
        "remarks": queries.remarks_of(found),
        "trail": queries.deeds_of(found)[:100],
    }
    return render(request, "room/centre/room.html", context)


@acting
def invite(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Invite somebody; the form begins with a person of the request who is not in yet."""
    found = queries.agreement_at_centre(request.actor, uid)
    require(request.actor, permissions.INVITE_GUEST)
    refuse_closed(found)
    form = GuestForm(*typed(request), initial=next_person(found))

    def act() -> None:
        services.invite_guest(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    done = "Convite enviado por e-mail."
    return verb(request, found, form, act, done=done, title="Convidar pessoa", submit="Convidar")


def next_person(agreement: Agreement) -> dict[str, object]:
    """Who of the request was not invited yet: the focal point, then the technical contact."""
    invited = set(queries.guests_of(agreement).values_list("email", flat=True))
    request = agreement.request
    for role, contact in (
        (GuestRole.FOCAL, request.focal),
        (GuestRole.TECHNICAL, request.technical),
    ):
        if contact.email.lower() not in invited:
            return {"role": role, "name": contact.name, "email": contact.email}
    return {"role": GuestRole.HEAD, "name": agreement.head.name}


@require_POST
@acting
def new_link(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send another link."""
    guest = services.send_new_link(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, f"Novo link enviado a {guest.name}. O anterior não vale mais.")
    return redirect("room_centre:room", guest.agreement.uid)


@acting
def revoke(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take an invitation back."""
    guest = queries.guest_by_uid(request.actor, uid)
    if guest.revoked_at is not None:
        raise NotAllowed(IS_REVOKED)
    form = ReasonForm(*typed(request))

    def act() -> None:
        services.revoke_guest(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    title = f"Cancelar o convite de {guest.name}"
    text = "A pessoa sai da sala agora e não entra mais."
    page = {"title": title, "text": text, "submit": "Cancelar convite"}
    return verb(request, guest.agreement, form, act, done="Convite cancelado.", **page)


def verb(
    request: ActingRequest,
    found: Agreement,
    form: Form,
    act: Callable[[], object],
    *,
    done: str,
    **page: str,
) -> HttpResponse:
    """Back to the room when it is done, or the form again with its faults (422)."""
    if carried_out(request, form, act, done=done):
        return redirect("room_centre:room", found.uid)
    context = {"found": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "room/centre/verb.html", context, status=status)
