"""The product without tenancy: one fixed schema, Django's own engine, no host to resolve.

The login owns the tables, as it does where Django is set up in the usual way.
"""

import os
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from config.settings import database
from tests.bench.product import *  # noqa: F403
from tests.bench.product import DATABASES, LIVING, MIDDLEWARE


class FixedPlace:
    """What the host middleware does for one organisation that never changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found: Any = request
        found.host_kind, found.organisation = "organisation", None
        found.urlconf = "config.urls.organisation"
        return self.get_response(request)


DATABASES["default"] = {
    **database(os.environ["DATABASE_OWNER_URL"], "DATABASE_OWNER_URL"),
    **LIVING,
    "ENGINE": "tests.bench.engine",
    "OPTIONS": {"options": f"-c search_path={os.environ['BENCH_SCHEMA']},public,ext"},
}
MIDDLEWARE[MIDDLEWARE.index("tenants.middleware.HostMiddleware")] = "tests.bench.plain.FixedPlace"
