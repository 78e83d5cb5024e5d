"""The keys of the API: one's own on “Meus dados”, another person's on the page of the person."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from access.confirmation import confirmed
from access.keys import keys_of
from access.queries import assignments_of
from access.web import ActingRequest, acting
from identity.models import User
from people import services
from people.services import MadeKey
from people.web.key_forms import KeyForm
from ui.sent import sent_by
from ui.verbs import carried_out

USUAL = timedelta(days=90)
REVOKED = "Chave revogada. O programa que a usava não entra mais."


@require_http_methods(["GET", "POST"])
@acting
@confirmed
@never_cache
def own_keys(request: ActingRequest) -> HttpResponse:
    """The keys that there are, and a new one: shown once, in the answer that makes it."""
    user, today = request.user, timezone.localdate()
    assert isinstance(user, User)
    profiles = assignments_of(user, today=today)
    initial = {"last_day": today + USUAL}
    form = KeyForm(sent_by(request), profiles=profiles, initial=initial)
    made: list[MadeKey] = []

    def act() -> None:
        given = form.given()
        made.append(services.make_key(actor=request.actor, at=timezone.now(), **given))

    done = "Chave criada. Copie-a antes de sair desta página."
    if carried_out(request, form, act, done=done):
        form = KeyForm(profiles=profiles, initial=initial)
    page = {"form": form, "keys": keys_of(user), "made": made[0] if made else None}
    return render(request, "people/own_keys.html", page, status=422 if form.is_bound else 200)


@require_POST
@acting
def revoke_own(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One of one's own opens nothing any more."""
    services.revoke_key(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, REVOKED)
    return redirect("people:own_keys")


@require_POST
@acting
def revoke(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One of somebody else's opens nothing any more."""
    key = services.revoke_key(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, REVOKED)
    return redirect("people:person", key.assignment.user.uid)
