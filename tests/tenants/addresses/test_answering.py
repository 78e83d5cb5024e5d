"""How a verified host is treated by everything that looks at the host of a request."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from access.rules import Profile
from tenants import hosts
from tenants.models import Domain, Tenant
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST

HOST = "integridade.vilaprimeira.mg.gov.br"


@pytest.fixture
def verified(db: None) -> Domain:
    """A host of the first organisation, proven."""
    return Domain.objects.create(
        tenant=Tenant.objects.get(schema_name=FIRST.schema),
        domain=HOST,
        state="requested",
        token="0" * 32,
        is_primary=False,
        requested_at=timezone.now(),
    )


def prove(domain: Domain) -> None:
    Domain.objects.filter(pk=domain.pk).update(state="verified", verified_at=timezone.now())
    hosts.forget()


def is_allowed(host: str) -> bool:
    hosts.forget()
    return any(pattern == host for pattern in settings.ALLOWED_HOSTS)


def test_allowed_hosts_follow_the_registry(verified: Domain) -> None:
    assert not is_allowed(HOST)
    prove(verified)
    assert is_allowed(HOST)
    assert not is_allowed("*")
    assert not is_allowed(f"outro.{HOST}")
    assert not is_allowed("x" * 254)
    assert "*" not in settings.ALLOWED_HOSTS
    Domain.objects.filter(pk=verified.pk).update(state="withdrawn")
    assert not is_allowed(HOST)


def test_a_form_at_a_host_of_its_own_passes_the_check_of_origin(verified: Domain) -> None:
    prove(verified)
    client = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    client.get("/conta/entrar/")
    form = {
        "login": "a@b.test",
        "password": "x",
        "csrfmiddlewaretoken": client.cookies["csrf"].value,
    }
    from_here = {"HTTP_ORIGIN": f"http://{HOST}"}
    assert client.post("/conta/entrar/", form, **from_here).status_code == 200
    for origin in (f"http://{FIRST.host}", "https://vilaprimeira.mg.gov.br", "null"):
        assert client.post("/conta/entrar/", form, HTTP_ORIGIN=origin).status_code == 403


def test_cookies_stay_at_their_host_and_open_nothing_elsewhere(
    verified: Domain, first_as: As, second_as: As
) -> None:
    prove(verified)
    ana = first_as(Profile.ORGANISATION_ADMIN)
    here = Visitor(HOST, ana.assignment, schema=FIRST.schema)
    assert here.get("/enderecos/").status_code == 200
    assert all(not morsel["domain"] for morsel in here.cookies.values())
    neighbour = Visitor(second_as(Profile.OBSERVER).host)
    neighbour.cookies = here.cookies
    assert neighbour.get("/avisos/").status_code == 302


@override_settings(
    SECURE_HSTS_SECONDS=600,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_HSTS_PRELOAD=True,
)
def test_https_is_demanded_of_the_host_and_of_nothing_below_it(verified: Domain) -> None:
    prove(verified)

    def demanded(host: str) -> str:
        answer = Client(SERVER_NAME=host).get("/conta/entrar/", secure=True)
        return str(answer["Strict-Transport-Security"])

    assert demanded(FIRST.host) == "max-age=600; includeSubDomains; preload"
    assert demanded(HOST) == "max-age=600"


def test_the_proxy_learns_for_which_hosts_to_get_a_certificate(verified: Domain) -> None:
    proxy = Client(SERVER_NAME=settings.BASE_DOMAIN)

    def answer(host: str) -> int:
        hosts.forget()
        return int(proxy.get("/saude/enderecos/", {"domain": host}).status_code)

    assert answer(HOST) == 404
    prove(verified)
    assert answer(HOST) == answer(f"{HOST.upper()}.") == 200
    for host in ("", FIRST.host, "nada.example.org", "a_b", "x" * 5000):
        assert answer(host) == 404, host
    assert Client(SERVER_NAME=HOST).get("/saude/enderecos/").status_code == 404
