"""A provider of identity for the tests of sign-in, and browsers that go through it."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from identity.oidc import provider as known
from tests.identity.provider import Browser, Live, live
from tests.people import Visitor
from tests.seed import FIRST

Goes = Callable[..., Browser]


@pytest.fixture(scope="package")
def _provider() -> Iterator[Live]:
    with live() as found:
        yield found


@pytest.fixture
def govbr(_provider: Live, settings: Settings, db: None) -> Iterator[Live]:
    """The provider in the place of gov.br; it tells the truth until a test says otherwise."""
    settings.GOVBR_ISSUER = _provider.issuer
    settings.GOVBR_CLIENT_ID = _provider.client_id
    settings.GOVBR_CLIENT_SECRET = _provider.secret
    _provider.lies, _provider.forged = None, ""
    known.forget()
    cache.clear()
    yield _provider
    known.forget()
    cache.clear()


@pytest.fixture
def browser(govbr: Live, settings: Settings) -> Goes:
    """`browser()`: somebody at the first organisation; `browser(visitor)`: who is signed in."""

    def opened(here: Visitor | None = None) -> Browser:
        return Browser(here or Visitor(FIRST.host), Visitor(settings.ACCOUNT_HOST), govbr)

    return opened
