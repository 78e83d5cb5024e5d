"""People, hosts and clients for every test; the database itself comes from tests.plugin."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from access.rules import Profile
from agreements.registry.web import portal_views
from foundation.tenancy import PUBLIC, cast_any, inside
from tests.people import Visitor, person
from tests.seed import FIRST, SECOND

As = Callable[..., Visitor]
# a busy machine is slow; no test here is about its speed
hypothesis.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("calm")


@pytest.fixture(autouse=True)
def _back_in_public() -> Iterator[None]:
    """Every test starts and ends in the public schema."""
    yield
    cast_any(connection).set_schema(PUBLIC)


@pytest.fixture
def portal(db: None) -> Visitor:
    """Somebody at the public portal, not signed in, who has sent nothing yet."""
    portal_views.TRIES.forget("127.0.0.1")
    portal_views.OF_CALLER.forget("127.0.0.1")
    portal_views.OF_EVERYBODY.forget()
    return Visitor(settings.BASE_DOMAIN)


@pytest.fixture
def centre_as(db: None) -> As:
    """`centre_as(Profile.DCI_ANALYST)`: a person of CGE-MG signed in at the centre."""

    def sign_in(profile: Profile, name: str = "") -> Visitor:
        return Visitor(settings.CENTRE_HOST, person(PUBLIC, profile, name))

    return sign_in


@pytest.fixture
def first_as(db: None) -> As:
    """`first_as(Profile.HEAD, unit=…)`: a person signed in at the first organisation."""

    def sign_in(profile: Profile, name: str = "", **place: object) -> Visitor:
        return Visitor(FIRST.host, person(FIRST.schema, profile, name, **place))

    return sign_in


@pytest.fixture
def second_as(db: None) -> As:
    """The same at the second organisation: the neighbour."""

    def sign_in(profile: Profile, name: str = "", **place: object) -> Visitor:
        return Visitor(SECOND.host, person(SECOND.schema, profile, name, **place))

    return sign_in


@pytest.fixture
def in_first(db: None) -> Iterator[None]:
    """The test's own queries work in the first organisation's schema, under its role."""
    with inside(FIRST.schema):
        yield


@pytest.fixture
def nobody_at_first(db: None) -> Visitor:
    """A visitor at the first organisation's host who has not signed in."""
    return Visitor(FIRST.host)
