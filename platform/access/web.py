"""How a view learns who acts; and the two small pages of a person's own profiles."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.middleware import CHOSEN, actor_of_request, lacks_second_factor
from access.queries import assignment_by_uid
from access.rules import Actor
from foundation.refusals import NotFound
from identity.models import User
from identity.second_factor import has_factor

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ActingRequest(HttpRequest):
    """A request of a signed-in person who holds a profile."""

    actor: Actor
    organisation: Any
    host_kind: str


def acting(view: Callable[Concatenate[ActingRequest, P], HttpResponseBase]) -> View[P]:
    """Only for people with a profile today: others sign in, or are told to ask for one."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not (request.user.is_authenticated or hasattr(request, "visitor")):
            return redirect_to_login(request.get_full_path())
        actor = actor_of_request(request)
        if actor is None:
            return render(request, "access/no_profile.html", status=403)
        if lacks_second_factor(request, actor):
            return ask_for_second_factor(request)
        if not actor.is_identified and not is_read_only(request):
            return redirect("people:own_data")
        request.actor = actor  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def is_read_only(request: HttpRequest) -> bool:
    """Whether nothing can be written where the request works: then nothing is asked for either."""
    return any(banner.is_read_only for banner in getattr(request, "banners", ()))


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    """Show the factor that the account has, or register one."""
    if isinstance(request.user, User) and has_factor(request.user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return render(request, "access/second_factor.html", status=403)


@require_POST
def switch_profile(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Act under another of one's own profiles (P18: by POST; the person is not rewritten)."""
    if not isinstance(request.user, User):
        return redirect_to_login("/")
    chosen = assignment_by_uid(request.user, uid, today=timezone.localdate())
    if chosen is None:
        raise NotFound
    request.session[CHOSEN] = str(chosen.uid)
    return redirect("/")
