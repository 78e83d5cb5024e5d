"""Renata of CGE-MG, Ana who administers Vila Primeira, and a session between the two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import PUBLIC, inside
from tenants import hosts
from tenants.models import Organisation
from tenants.support import services
from tenants.support.models import SupportSession
from tests.people import Visitor
from tests.seed import FIRST

WISH = {
    "category": "fault",
    "reason": "A importação do plano falha.",
    "ticket": "CH-2026/771",
    "minutes": 30,
}


@dataclass
class Support:
    """Who plays, and the session of the test."""

    renata: Visitor
    ana: Visitor
    session: SupportSession
    guest: Visitor

    def fresh(self) -> SupportSession:
        """The row as it is now."""
        with inside(PUBLIC):
            return SupportSession.objects.select_related("tenant").get(pk=self.session.pk)

    def enter(self) -> Visitor:
        """The guest's browser, inside."""
        with inside(PUBLIC):
            _, token = services.issue_pass(
                actor=self.renata.actor, uid=self.session.uid, at=timezone.now()
            )
        answer = self.guest.post(f"/atendimento/entrar/{token}/")
        assert (answer.status_code, answer.url) == (302, "/"), answer.content[:300]
        return self.guest


@pytest.fixture(autouse=True)
def _hosts_forgotten() -> Iterator[None]:
    """What a process remembers of a host belongs to one test."""
    hosts.forget()
    yield
    hosts.forget()


@pytest.fixture
def opened(centre_as: Callable[..., Visitor], first_as: Callable[..., Visitor]) -> Support:
    """An open session; nobody entered yet."""
    ana = first_as(Profile.ORGANISATION_ADMIN)
    renata = centre_as(Profile.NETWORK_ADMIN)
    with inside(PUBLIC):
        uid = Organisation.objects.get(ibge_code=FIRST.ibge_code).uid
        session = services.open_session(
            actor=renata.actor, organisation_uid=uid, at=timezone.now(), **WISH
        )
    return Support(renata, ana, session, Visitor(FIRST.host))
