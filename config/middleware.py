"""Where a request comes from, and how refusals of the domain become answers."""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from config.races import refusal_in
from foundation.networks import plain
from foundation.origin import Origin, coming_from
from foundation.refusals import Conflict

logger = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
Next = Callable[[HttpRequest], HttpResponse]


class OriginMiddleware:
    """Everything journalled inside carries this request's address, host and number."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request)
        came = Origin(
            channel="página" if "/api/" not in request.path else "api",
            address=request.META["REMOTE_ADDR"],
            host=request.META.get("HTTP_HOST", "")[:253],
            request_id=uuid4().hex,
        )
        with coming_from(came):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = came.request_id
        return response


def client_address(request: HttpRequest) -> str:
    """Where the person is: each trusted proxy adds the address it saw at the end of the list.

    A list that is too short, or an entry that is no address, came past the proxies: what the
    socket says counts.
    """
    seen = spelled(str(request.META.get("REMOTE_ADDR", "")))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if not trusted or len(told) < trusted:
        return seen
    return spelled(told[-trusted].strip(), otherwise=seen)


def spelled(address: str, otherwise: str = "") -> str:
    """The address in its usual spelling; what is none (a socket of Unix has none) gives way."""
    try:
        return plain(address)
    except ValueError:
        return otherwise or address


class MethodMiddleware:
    """Nothing here is put, patched or deleted: such a request reaches no view."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class RefusalMiddleware:
    """Denied, NotFound, NotAllowed, Invalid and a lost race become pages with their status."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = refusal_in(error)
        if refusal is None:
            return None
        page: dict[str, object] = {
            "message": refusal.message,
            "title": refusal.title,
            "todo": refusal.todo,
        }
        if isinstance(refusal, Conflict):
            page["differences"] = [(name, *pair) for name, pair in refusal.differences.items()]
        return render(request, f"{refusal.status}.html", page, status=refusal.status)
