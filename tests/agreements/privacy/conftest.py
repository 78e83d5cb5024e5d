"""Who asks after the own data, and how the link comes to them."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings

from agreements.privacy import tasks
from agreements.privacy.web import portal_views
from notifications.models import Email
from tests.people import Visitor

Ask = Callable[[str], str]


@pytest.fixture
def titular(db: None) -> Visitor:
    """A browser at the portal that has asked for nothing yet."""
    portal_views.OF_CALLER.forget("127.0.0.1")
    portal_views.OF_EVERYBODY.forget()
    return Visitor(settings.BASE_DOMAIN)


@pytest.fixture
def asked(titular: Visitor) -> Ask:
    """The path of the link that comes to an address after it was typed at the portal."""

    def ask(address: str) -> str:
        portal_views.OF_ADDRESS.forget(address)
        assert titular.post("/meus-dados/", {"address": address}).status_code == 302
        tasks.send_way(address=address)
        written = Email.objects.filter(to=address, key__startswith="privacy-way:").latest("pk")
        found = re.search(r"/meus-dados/[\w-]+/", written.body)
        assert found is not None, written.body
        return found[0]

    return ask
