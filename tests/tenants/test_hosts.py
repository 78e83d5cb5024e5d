"""Which host leads where, and what a host that leads nowhere says."""

import pytest
from django.test import Client

from access.rules import Profile
from foundation.tenancy import PUBLIC, inside
from tenants import hosts
from tenants.models import Tenant
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    hosts.forget()


def test_upper_case_and_a_final_dot_lead_to_the_same_organisation(db: None) -> None:
    for host in (FIRST.host, FIRST.host.upper(), f"{FIRST.host}.", f"{FIRST.host}:8000"):
        answer = Client(SERVER_NAME="x", HTTP_HOST=host).get("/conta/entrar/")
        assert answer.status_code == 200, host
        assert FIRST.name in answer.content.decode(), host


def test_an_unknown_host_is_a_plain_404_that_lists_nothing(db: None) -> None:
    for host in ("nada.localhost", "outro.exemplo.test", "a_b.localhost", "m3199901.localhost"):
        answer = Client(SERVER_NAME=host).get("/")
        assert answer.status_code == 404
        assert FIRST.name not in answer.content.decode()


def test_a_suspended_organisation_says_so_and_opens_nothing(centre_as: As, first_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    head = first_as(Profile.HEAD)
    assert head.get("/avisos/").status_code == 200
    from django.utils import timezone

    from tenants import lifecycle

    lifecycle.suspend(
        actor=director.actor, schema=FIRST.schema, reason="Ordem judicial", at=timezone.now()
    )
    hosts.forget()
    answer = head.get("/avisos/")
    assert answer.status_code == 503
    assert "suspens" in answer.content.decode()
    with inside(PUBLIC):
        assert Tenant.objects.get(schema_name=FIRST.schema).life == "suspended"


def test_the_portal_has_no_sign_in(portal: Visitor) -> None:
    assert portal.get("/conta/entrar/").status_code == 404


def test_a_session_of_one_organisation_opens_nothing_at_another(
    first_as: As, second_as: As
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    neighbour = Visitor(second_as(Profile.OBSERVER).host)
    neighbour.cookies = ana.cookies
    assert ana.get("/avisos/").status_code == 200
    assert neighbour.get("/avisos/").status_code == 302
