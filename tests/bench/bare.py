"""A view of three queries and nothing around it but what finds the organisation."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from access.models import Organ, Unit
from identity.models import User
from tests.bench.places import BARE


def three_queries(request: HttpRequest) -> HttpResponse:
    """Three rows by their primary keys."""
    found = [kind.objects.filter(pk=1).first() for kind in (User, Organ, Unit)]
    return HttpResponse(str(len(found)))


class OwnUrls:
    """Leads to the view above, innermost, whatever URLs the host has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == BARE:
            held: Any = request
            held.urlconf = "tests.bench.bare"
        return self.get_response(request)


urlpatterns = [path(BARE[1:], three_queries)]
