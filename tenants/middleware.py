"""From the host to where the request works: portal, centre, or one organisation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.tenancy import PUBLIC, cast_any
from tenants.hosts import tenant_of
from tenants.rules import TenantState, normal_host


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """The public schema, under the role of the portal or of the centre."""

    audience: str
    schema_name: str = PUBLIC


PORTAL = PublicPlace("portal")
CENTRE = PublicPlace("centre")


class HostMiddleware:
    """Sets `request.host_kind`, `request.organisation`, the schema, the role and the URLs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = cast_any(connection)
        try:
            return self.answer(request)
        finally:
            place.set_tenant(CENTRE)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page of the host, or the page that says why there is none."""
        try:
            host = normal_host(request.get_host())
        except DisallowedHost:
            return render(request, "unknown_host.html", status=404)
        if host == settings.BASE_DOMAIN:
            return self.at(request, "portal", PORTAL)
        if host == settings.CENTRE_HOST:
            return self.at(request, "centre", CENTRE)
        tenant = tenant_of(host) if host.endswith(f".{settings.BASE_DOMAIN}") else None
        if tenant is None or tenant.life == TenantState.PREPARING:
            return render(request, "unknown_host.html", status=404)
        if tenant.life == TenantState.SUSPENDED:
            page = {"organisation_name": tenant.organisation.name}
            return render(request, "suspended.html", page, status=503)
        return self.at(request, "organisation", tenant)

    def at(self, request: HttpRequest, kind: str, place: object) -> HttpResponse:
        """Answer in a schema, under its role, with the URLs of that kind of host."""
        found = cast_any(request)
        found.host_kind = kind
        found.organisation = getattr(place, "organisation", None)
        found.urlconf = f"config.urls.{kind}"
        cast_any(connection).set_tenant(place)
        return self.get_response(request)
