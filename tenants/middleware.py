"""From the host to where the request works: portal, centre, account, or one organisation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connections
from django.db.utils import ProgrammingError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from psycopg2.errors import InsufficientPrivilege

from foundation.tenancy import PUBLIC, cast_any, current_schema, inside, visited
from notifications.links import on_host
from tenants import queries
from tenants.banners import banners_of
from tenants.cells.routes import cell_of
from tenants.hosts import tenant_of
from tenants.models import Tenant
from tenants.rules import GONE_STATES, TenantState, normal_host

READ_ONLY = (
    "Esta organização está em modo somente leitura: tudo pode ser consultado, nada alterado."
)
NOT_FOR_GUESTS = "O atendimento não permite isto: a página ou a alteração é só da organização."
SUSPENDED = "O acesso a esta organização está suspenso."
ELSEWHERE = "A organização é atendida agora por outro servidor."
GONE = "Esta organização foi encerrada."
UPGRADING = "A organização está em manutenção; tente de novo em instantes."
RETRY_AFTER = "30"


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """The public schema, under the role of the portal, of the centre, of rooms, or of nobody.

    `key` opens one room; under the role of rooms alone it stands in the database, too.
    """

    audience: str
    schema_name: str = PUBLIC
    key: str | None = None


PORTAL = PublicPlace("portal")
CENTRE = PublicPlace("centre")
ACCOUNT = PublicPlace("account")


class HostMiddleware:
    """Sets `request.host_kind`, `request.organisation`, the schema, the role and the URLs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.answer(request)
        finally:
            stand(CENTRE)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page of the host, or the page that says why there is none."""
        try:
            host = normal_host(request.get_host())
        except DisallowedHost:
            return render(request, "unknown_host.html", status=404)
        if host == settings.BASE_DOMAIN:
            # nobody signs in here, and the portal's role may not read sessions
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            return self.at(request, "portal", PORTAL)
        if host == settings.CENTRE_HOST:
            return self.at(request, "centre", CENTRE)
        if host == settings.ACCOUNT_HOST:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            return self.at(request, "account", ACCOUNT)
        tenant = tenant_of(host)
        if tenant is None or tenant.life == TenantState.PREPARING:
            return render(request, "unknown_host.html", status=404)
        if tenant.cell:
            return elsewhere(request, tenant)
        answer = instead(request, tenant) or self.at(request, "organisation", tenant)
        if tenant.is_at_own_host and request.is_secure() and settings.SECURE_HSTS_SECONDS:
            # what lies beside and below a host of its own is not ours to bind to HTTPS
            answer["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return answer

    def at(self, request: HttpRequest, kind: str, place: object) -> HttpResponse:
        """Answer in a schema, under its role, with the URLs of that kind of host."""
        found = cast_any(request)
        found.host_kind = kind
        found.organisation = getattr(place, "organisation", None)
        found.place = place
        found.banners = banners_of(place)
        found.urlconf = f"config.urls.{kind}"
        stand(place)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What the database refuses to a read-only organisation is a page, not a failure."""
        if not is_refused_write(error):
            return None
        if visited():
            return refused(request, NOT_FOR_GUESTS)
        return refused(request, READ_ONLY) if is_read_only(current_schema()) else None


def refused(request: HttpRequest, message: str, status: int = 409) -> HttpResponse:
    """Nothing was written: said to a person, or to a programme."""
    if is_api(request):
        return JsonResponse({"detail": message}, status=status)
    return render(request, "tenants/read_only.html", {"message": message}, status=status)


def stand(place: object) -> None:
    """Every connection of the thread works there from now on, a replica's too."""
    for each in map(cast_any, connections.all()):
        each.set_tenant(place)


def instead(request: HttpRequest, tenant: Tenant) -> HttpResponse | None:
    """What is answered where an organisation is not to be entered now."""
    if is_api(request):
        return instead_of_api(request, tenant)
    page = {"organisation_name": tenant.organisation.name}
    if tenant.life == TenantState.SUSPENDED:
        return render(request, "suspended.html", page, status=503)
    if tenant.life in GONE_STATES:
        return render(request, "closed.html", page, status=410)
    if tenant.moved_to:
        return moved(request, tenant.moved_to)
    return under_maintenance(request) if tenant.is_behind else None


def instead_of_api(request: HttpRequest, tenant: Tenant) -> HttpResponse | None:
    """The same for a programme that asks: JSON with the reason."""
    if tenant.life == TenantState.SUSPENDED:
        return JsonResponse({"detail": SUSPENDED}, status=503)
    if tenant.life in GONE_STATES:
        return JsonResponse({"detail": GONE}, status=410)
    if tenant.moved_to:
        return moved(request, tenant.moved_to)
    if not tenant.is_behind:
        return None
    return JsonResponse({"detail": UPGRADING}, status=503, headers={"Retry-After": RETRY_AFTER})


def is_api(request: HttpRequest) -> bool:
    """Whether a programme asks, not a person."""
    return request.path.startswith("/api/")


def elsewhere(request: HttpRequest, tenant: Tenant) -> HttpResponse:
    """An organisation of another cell: sent there, for now; the proxy may do so before us.

    Where the cell keeps its hosts, a request that still arrives here was sent wrongly (421).
    """
    cell = cell_of(tenant.cell)
    if (cell is None or cell.is_behind) and is_api(request):
        return JsonResponse({"detail": ELSEWHERE}, status=421 if cell else 503)
    if cell is None or cell.is_behind:
        page = {"organisation_name": tenant.organisation.name}
        return render(request, "elsewhere.html", page, status=421 if cell else 503)
    answer = HttpResponseRedirect(cell.address_of(tenant.label) + request.get_full_path())
    answer.status_code = 307
    answer["Cache-Control"] = "no-store"
    return answer


def moved(request: HttpRequest, host: str) -> HttpResponse:
    """To the same page at the present address, with the same method."""
    answer = HttpResponsePermanentRedirect(on_host(host, request.get_full_path()))
    if request.method not in ("GET", "HEAD"):
        answer.status_code = 308
    return answer


def is_refused_write(error: Exception) -> bool:
    """Whether the database said that the role lacks a privilege."""
    return isinstance(error, ProgrammingError) and isinstance(
        error.__cause__, InsufficientPrivilege
    )


def is_read_only(schema: str) -> bool:
    """Whether an organisation is read-only now, whatever this process remembers of it."""
    if schema == PUBLIC:
        return False
    with inside(PUBLIC):
        return queries.life_of(schema) == TenantState.READ_ONLY


def under_maintenance(request: HttpRequest) -> HttpResponse:
    """The schema waits for its upgrade: pages of this release would fail on it."""
    answer = render(request, "maintenance.html", status=503)
    answer["Retry-After"] = RETRY_AFTER
    return answer
