"""Puts the acting person on the request: account, active profile, organ and units.

A session is of the profile it was begun under, or switched to: it ends when that profile does.
"""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from access.models import Assignment
from access.queries import actor_of, profiles_of
from access.rules import Actor
from identity.models import User
from identity.second_factor import assurance_of, was_shown

CHOSEN = "assignment"


def actor_of_request(request: HttpRequest) -> Actor | None:
    """The actor of a request: of a support session, or of the account; None without a profile.

    Signs out whose profile in use is over.
    """
    visitor: Actor | None = getattr(request, "visitor", None)
    if visitor is not None:
        return visitor
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    own = held_by(request)
    chosen = request.session.get(CHOSEN)
    if chosen is None:
        return sure(request, own[0]) if own else None
    active = next((each for each in own if str(each.uid) == chosen), None)
    if active is None:
        logout(request)
        return None
    return sure(request, active)


def sure(request: HttpRequest, held: Assignment) -> Actor:
    """The actor of a profile, with how surely this session knows its person."""
    return replace(actor_of(held), assurance=assurance_of(request))


def begin_under_oldest(request: HttpRequest, user: User, **sent: object) -> None:
    """A session just begun is of the profile that the person has held longest."""
    own = profiles_of(user, today=timezone.localdate())
    if own:
        request.session[CHOSEN] = str(own[0].uid)


def lacks_second_factor(request: HttpRequest, actor: Actor) -> bool:
    """Whether the profile demands more than this session has shown."""
    demanded = settings.SECOND_FACTOR == "required" and actor.needs_second_factor
    return demanded and not was_shown(request)


class ActorMiddleware:
    """`request.actor` (maybe falsy) and `request.assignments`, read only if somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of_request(request))  # type: ignore[attr-defined]
        request.assignments = SimpleLazyObject(lambda: held_by(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def held_by(request: HttpRequest) -> list[Assignment]:
    """Every profile the signed-in person holds today, oldest first; read once a request."""
    user = request.user
    if not isinstance(user, User):
        return []
    whose, own = getattr(request, "_held", (None, []))
    if whose != user.pk:
        own = profiles_of(user, today=timezone.localdate())
        for each in own:
            each.user = user
        request._held = (user.pk, own)  # type: ignore[attr-defined]
    return own
