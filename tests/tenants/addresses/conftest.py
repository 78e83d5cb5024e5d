"""A DNS that the test fills, and a process that remembers no host."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tenants import hosts
from tests.tenants.addresses.name_server import NameServer, serving


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    hosts.forget()
    yield
    hosts.forget()


@pytest.fixture
def name_server() -> Iterator[NameServer]:
    """The DNS as this test wants it."""
    before = settings.DNS_SERVER
    with serving() as server:
        settings.DNS_SERVER = server.address
        yield server
        settings.DNS_SERVER = before
