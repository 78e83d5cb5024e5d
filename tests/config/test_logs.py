"""Every line of the log says where it was written."""

import json
import logging

import pytest
from django.conf import settings
from django.db import connection

from config.logs import Formatter, Place
from foundation.origin import Origin, coming_from
from foundation.tenancy import PUBLIC, cast_any, inside
from tenants.middleware import CENTRE, PORTAL
from tests.seed import FIRST


def line() -> dict[str, str]:
    """A record on its way through filter and formatter."""
    record = logging.LogRecord("prova", logging.INFO, "", 0, "aconteceu %s", ("isto",), None)
    assert Place().filter(record)
    written: dict[str, str] = json.loads(Formatter().format(record))
    return written


@pytest.mark.django_db
def test_a_line_tells_schema_kind_of_host_and_request() -> None:
    with inside(FIRST.schema), coming_from(Origin(request_id="abc")):
        found = line()
    assert (found["schema"], found["place"], found["request"]) == (
        FIRST.schema,
        "organisation",
        "abc",
    )
    assert found["message"] == "aconteceu isto"


@pytest.mark.django_db
def test_portal_centre_and_no_place_are_told_apart() -> None:
    for place, kind in ((PORTAL, "portal"), (CENTRE, "centre")):
        cast_any(connection).set_tenant(place)
        assert (line()["schema"], line()["place"]) == (PUBLIC, kind)
    cast_any(connection).set_schema(PUBLIC)
    assert line()["place"] == "public"


def test_every_handler_has_the_filter() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert all("place" in each["filters"] for each in handlers)
