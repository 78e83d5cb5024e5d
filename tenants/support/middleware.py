"""A browser with a support session works as a guest, and each of its requests is journalled.

The answer leaves only after both journals have it: what was not noted was not shown.
"""

from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone

from foundation.tenancy import PUBLIC, cast_any, current_schema, inside, visiting
from tenants.banners import banner_of, banners_of
from tenants.middleware import NOT_FOR_GUESTS, refused
from tenants.support import queries, services
from tenants.support.models import SupportSession
from tenants.support.rules import LONGEST_PATH, SAFE, SECRETS, Ending

CARRIED = "support"
LEAVE = "support:leave"
# what belongs to an account, which a guest has not, and what machines ask
OF_PEOPLE = ("/saude/", "/conta/", "/convite/", "/perfil/", "/avisos/", "/pessoas/eu/")
HIDDEN = "[segredo]"


class SupportMiddleware:
    """Nothing happens to anybody else; asks the database only for who carries a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        carried = carried_by(request)
        if carried is None:
            return self.get_response(request)
        session = living(*carried)
        if session is None:
            return sent_out(request)
        return self.answer(request, session)

    def answer(self, request: HttpRequest, session: SupportSession) -> HttpResponse:
        """Answer the guest, note the request, and close the door behind who leaves."""
        schema = current_schema()
        actor = services.supporter_of(session)
        assert actor.visit is not None
        found = cast_any(request)
        found.visitor = actor
        found.banners = (banner_of(actor.visit), *banners_of(found.place, to_guest=True))
        leaves = route_of(request) == LEAVE and request.method == "POST"
        if request.path.startswith(OF_PEOPLE):
            response = refused(request, NOT_FOR_GUESTS, status=403)
        elif request.method in SAFE or actor.visit.may_write or leaves:
            with visiting(schema):
                response = self.get_response(request)
        else:
            response = refused(request, NOT_FOR_GUESTS)
        noted = services.note_request(
            schema=schema,
            uid=session.uid,
            method=str(request.method),
            path=told_path(request),
            status=response.status_code,
            at=timezone.now(),
        )
        if not noted.is_open:  # ended while this was being answered: it is not shown any more
            return sent_out(request)
        if leaves and response.status_code == 200:
            services.end(schema=schema, uid=session.uid, cause=Ending.LEFT, at=timezone.now())
            request.session.flush()
        return response


def sent_out(request: HttpRequest) -> HttpResponse:
    """Nothing is left of the session in this browser."""
    request.session.flush()
    page = {"message": "Este atendimento terminou."}
    return render(request, "tenants/support_over.html", page, status=403)


def carried_by(request: HttpRequest) -> tuple[UUID, str] | None:
    """The session that a browser carries at the host of an organisation, and its secret."""
    if getattr(request, "host_kind", "") != "organisation":
        return None
    carried = request.session.get(CARRIED)
    return (UUID(carried[0]), str(carried[1])) if carried else None


def living(uid: UUID, browser: str) -> SupportSession | None:
    """The session that is still open to this browser; one that is over is closed now."""
    now, schema = timezone.now(), current_schema()
    with inside(PUBLIC):
        session = queries.one_of(schema, uid)
    if session is None or not session.is_open:
        return None
    if session.browser_hash != services.hash_of(browser):
        return None
    cause = queries.why_over(session, at=now)
    if cause is not None:
        services.end(schema=schema, uid=uid, cause=cause, at=now)
        return None
    return session


def route_of(request: HttpRequest) -> str:
    """The name of the route that a path leads to, or nothing."""
    try:
        return resolve(request.path, getattr(request, "urlconf", None)).view_name
    except Resolver404:
        return ""


def told_path(request: HttpRequest) -> str:
    """The path as the journals tell it: without the query, and without what opens something."""
    path = request.path
    try:
        named = resolve(path, getattr(request, "urlconf", None)).kwargs
    except Resolver404:
        named = {}
    for name in SECRETS:
        if named.get(name):
            path = path.replace(str(named[name]), HIDDEN)
    return quote(path, safe="/[]")[:LONGEST_PATH]
