"""Puts the acting person on the request: account, active profile, organ and units."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from access.queries import actor_for, assignments_of
from access.rules import Actor
from identity.models import User
from identity.second_factor import assurance_of, was_shown

CHOSEN = "assignment"


def actor_of_request(request: HttpRequest) -> Actor | None:
    """The actor of a request: of a support session, or of the account; None without a profile."""
    visitor: Actor | None = getattr(request, "visitor", None)
    if visitor is not None:
        return visitor
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    found = actor_for(user, today=timezone.localdate(), chosen=request.session.get(CHOSEN))
    return replace(found, assurance=assurance_of(request)) if found else None


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


def held_by(request: HttpRequest) -> list[object]:
    """Every profile the signed-in person holds today, for the switch in the header."""
    user = request.user
    if not isinstance(user, User):
        return []
    return list(assignments_of(user, today=timezone.localdate()))
