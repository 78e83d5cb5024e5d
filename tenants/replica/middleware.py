"""Lets a GET of the portal read from the replica, and answers it again where that went wrong."""

from collections.abc import Callable

from django import db
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from foundation.tenancy import cast_any
from tenants.replica.fitness import the_replica
from tenants.replica.reading import current, reading

READING = ("GET", "HEAD")
HARMLESS = (*READING, "OPTIONS", "TRACE")
JUDGED_FOR = 5  # the judgement of a replica is some seconds old at most


class ReplicaMiddleware:
    """The innermost of all: what is answered a second time is the page alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if cast_any(request).host_kind != "portal":
            return self.get_response(request)
        if request.method not in HARMLESS:
            return from_now_on_current(self.get_response(request))
        if request.method not in READING or settings.REPLICA_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        with reading() as tried:
            answer = self.get_response(request)
        # what is not found may only not have arrived there yet
        if tried.has_failed or (tried.rests_on_replica and answer.status_code == 404):
            return self.get_response(request)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An error of the database while the replica was read: this answer is thrown away.

        Any error: tables and privileges of a new release reach the replica a moment later, too.
        """
        tried = current()
        if tried is None or not tried.rests_on_replica:
            return None
        if not isinstance(error, db.Error):
            return None
        tried.has_failed = True
        if isinstance(error, (db.OperationalError, db.InterfaceError)):
            the_replica.failed(error)
        return HttpResponse(status=503)


def from_now_on_current(answer: HttpResponse) -> HttpResponse:
    """Whoever sent something reads the primary until every fit replica has it."""
    answer.set_cookie(
        settings.REPLICA_COOKIE_NAME,
        "1",
        max_age=settings.REPLICA_LAG_SECONDS + JUDGED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
