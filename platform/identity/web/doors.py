"""What the doors of gov.br and of an own provider share: notes in cookies, limits, the plain no."""

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from identity import signals
from identity.models import User
from identity.tickets import BadTicket, Note

logger = logging.getLogger(__name__)
N = TypeVar("N", bound=Note)


class Begins(Protocol):
    """The note of a visit: by whom it was begun, if by somebody who is signed in."""

    @property
    def user_pk(self) -> int | None: ...


ENTER, LINK, CONFIRM = "enter", "link", "confirm"
WAYS = {"govbr": "gov.br ou provedor", "invitation": "convite"}
LOST = (
    "Esta entrada não vale mais: ela passou do tempo, já foi usada ou começou em outro navegador."
    " Comece de novo na página de entrada."
)
UNKNOWN = (
    "Nenhuma conta ativa desta organização está ligada a este acesso. Entre com seu e-mail e senha"
    " e ligue a conta em “Segurança da conta”, ou fale com quem administra os perfis."
)
DOWN = (
    "{name} não respondeu agora. Sua conta continua abrindo com e-mail e senha; ou tente de novo"
    " em alguns minutos."
)
REFUSED = "{name} não confirmou a entrada. Comece de novo na página de entrada."


def sent(url: str) -> HttpResponseRedirect:
    """To another page, and nobody keeps a copy of the answer."""
    answer = HttpResponseRedirect(url)
    answer["Cache-Control"] = "no-store"
    return answer


def give(answer: HttpResponse, cookie: str, note: Note) -> HttpResponse:
    """Let the browser keep a note until it comes back."""
    answer.set_cookie(
        cookie,
        note.sealed(),
        max_age=int(note.lasts.total_seconds()),
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
    return answer


def taken(answer: HttpResponse, cookie: str) -> HttpResponse:
    """The browser need not keep it any more."""
    answer.delete_cookie(cookie, samesite="Lax")
    return answer


def kept(request: HttpRequest, cookie: str, kind: type[N]) -> N:
    """The note that this browser keeps. Raises BadTicket."""
    return kind.opened(request.COOKIES.get(cookie, ""))


def fault(request: HttpRequest, message: str, *, status: int = 403, back: str = "") -> HttpResponse:
    """Why nobody came in, and where to go on."""
    page = {"message": message, "back": back or "/conta/entrar/"}
    return render(request, "identity/door_fault.html", page, status=status)


def lost(request: HttpRequest, why: BadTicket, *, back: str = "") -> HttpResponse:
    """The same for a note that is no good; what exactly is for the log."""
    logger.warning("a sign-in from outside was not accepted: %s", why)
    return fault(request, LOST, back=back)


def stopped(request: HttpRequest, way: str = "govbr") -> HttpResponse | None:
    """The page for too many attempts from one address, or None."""
    allowed = ratelimit.consume(request, app="allauth.account", action=way, limit_get=True)
    if allowed:
        return None
    if getattr(request, "host_kind", "") != "account":  # where there is no journal
        signals.entry_stopped.send(User, request=request, user=None, way=WAYS[way])
    return render(request, "429.html", status=429)


def the_same(request: HttpRequest, begun: Begins) -> User | None:
    """Who is signed in, when it is still who began the visit."""
    user = request.user
    return user if isinstance(user, User) and user.pk == begun.user_pk else None


def carried_on(request: HttpRequest, path: str) -> HttpResponse:
    """Back to what was being done when the proof was asked for."""
    request.GET = QueryDict(urlencode({"next": path}))
    found: HttpResponse | None = resume_request(request)
    return found or redirect("/")


def parted(
    request: HttpRequest,
    unlink: Callable[..., bool],
    told: Signal,
    *,
    first: str,
    done: str,
) -> HttpResponse:
    """The account opens no more by a door from outside; never where it would open by nothing."""
    user = request.user
    assert isinstance(user, User)
    if not user.has_usable_password():
        messages.error(request, first)
    elif unlink(user=user):
        told.send(User, request=request, user=user)
        messages.success(request, done)
    return redirect("mfa_index")


def wanted(request: HttpRequest) -> str:
    """The page that was asked for before, when it is one of this host."""
    return get_next_redirect_url(request) or ""


def port() -> str:
    """What stands behind our hosts' names where the port is not the usual one."""
    return "" if settings.PUBLIC_PORT in ("", "80", "443") else f":{settings.PUBLIC_PORT}"
