"""A host of an organisation's own, from the request to its end, through the pages."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from access.rules import Profile
from audit.models import Entry
from events.registry import dispatch
from foundation.refusals import Invalid
from foundation.tenancy import PUBLIC, inside
from notifications.links import absolute
from notifications.models import Email, Notice
from tenants import events, hosts, lifecycle
from tenants.addresses import services
from tenants.models import Domain
from tests.conftest import As
from tests.people import Visitor, centre_actor
from tests.seed import FIRST, SECOND
from tests.tenants.addresses.name_server import NameServer

HOST = "integridade.vilaprimeira.mg.gov.br"


def asked(visitor: Visitor, host: str = HOST) -> Domain:
    """A host asked for through the page."""
    answer = visitor.post("/enderecos/pedir/", {"host": host})
    assert answer.status_code == 302, answer.content.decode()
    return Domain.objects.get(domain=host, state="requested")


def published(server: NameServer, domain: Domain) -> None:
    server.records[domain.record_name] = ["v=spf1 -all", domain.record_text]


def verb_of(visitor: Visitor, domain: Domain, verb: str, **more: str) -> int:
    """The answer to a verb of the page; every host is asked for anew afterwards."""
    status = visitor.post(f"/enderecos/{domain.uid}/{verb}/", more).status_code
    hosts.forget()
    domain.refresh_from_db()
    return int(status)


def proven(visitor: Visitor, server: NameServer, host: str = HOST) -> Domain:
    domain = asked(visitor, host)
    published(server, domain)
    assert verb_of(visitor, domain, "conferir") == 302
    assert domain.state == "verified"
    return domain


def status_at(host: str, path: str = "/conta/entrar/") -> int:
    hosts.forget()
    return int(Client(SERVER_NAME="x", HTTP_HOST=host).get(path).status_code)


def verbs_told(schema: str) -> list[str]:
    with inside(schema):
        found = Entry.objects.filter(verb__startswith="tenants.host").order_by("pk")
        return list(found.values_list("verb", flat=True))


def test_a_host_opens_only_once_its_proof_stands_in_the_dns(
    first_as: As, name_server: NameServer
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    domain = asked(ana)
    page = ana.get("/enderecos/").content.decode()
    assert domain.record_name in page
    assert domain.record_text in page
    assert status_at(HOST) == 404
    assert verb_of(ana, domain, "conferir") == 302
    assert domain.state == "requested"
    assert "Ainda não há registro TXT" in domain.fault
    name_server.records[domain.record_name] = ["sispmpi=outro"]
    verb_of(ana, domain, "conferir")
    assert "outro texto" in domain.fault
    assert status_at(HOST) == 404
    published(name_server, domain)
    verb_of(ana, domain, "conferir")
    assert domain.state == "verified"
    assert status_at(HOST) == 200
    assert status_at(f"{HOST.upper()}.:8000") == 200
    assert status_at(FIRST.host) == 200
    told = ["tenants.host.requested", "tenants.host.verified"]
    assert verbs_told(PUBLIC) == verbs_told(FIRST.schema) == told
    assert verbs_told(SECOND.schema) == []


def test_a_host_is_never_of_two_organisations(
    first_as: As, second_as: As, name_server: NameServer
) -> None:
    ana, rival = first_as(Profile.ORGANISATION_ADMIN), second_as(Profile.ORGANISATION_ADMIN)
    domain = proven(ana, name_server)
    answer = rival.post("/enderecos/pedir/", {"host": HOST.upper()})
    assert answer.status_code == 422
    assert "pertence a outra organização" in answer.content.decode()
    assert ana.post("/enderecos/pedir/", {"host": HOST}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Domain.objects.create(domain=HOST, tenant_id=domain.tenant_id + 1, is_primary=False)
    for verb in ("conferir", "principal", "retirar"):
        assert verb_of(rival, domain, verb) == 404
    assert domain.state == "verified"
    assert verb_of(ana, domain, "retirar") == 302
    assert status_at(HOST) == 404
    again = proven(rival, name_server)
    assert again.pk != domain.pk
    assert status_at(HOST) == 200
    page = Client(SERVER_NAME=HOST).get("/conta/entrar/").content.decode()
    assert SECOND.name in page


def test_a_request_left_to_lie_gives_way_and_a_fresh_one_does_not(
    first_as: As, second_as: As
) -> None:
    domain = asked(first_as(Profile.ORGANISATION_ADMIN))
    rival = second_as(Profile.ORGANISATION_ADMIN).actor
    with inside(SECOND.schema), pytest.raises(Invalid):
        services.ask_host(actor=rival, host=HOST, at=timezone.now() + timedelta(days=13))
    with inside(SECOND.schema):
        later = timezone.now() + timedelta(days=15)
        mine = services.ask_host(actor=rival, host=HOST, at=later)
    domain.refresh_from_db()
    assert (domain.state, mine.state) == ("withdrawn", "requested")
    assert verbs_told(FIRST.schema)[-1] == "tenants.host.withdrawn"


def test_links_name_the_primary_host_and_the_given_one_leads_to_it(
    first_as: As, name_server: NameServer
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    domain = proven(ana, name_server)
    assert verb_of(ana, domain, "principal") == 409  # nobody has come by it yet
    here = Visitor(HOST, ana.assignment, schema=FIRST.schema)
    page = here.get("/enderecos/").content.decode()
    assert f"Usar {HOST} como principal" in page
    assert verb_of(here, domain, "principal") == 302
    assert domain.is_primary
    with inside(FIRST.schema):
        assert absolute("/avisos/") == f"http://{HOST}:8000/avisos/"
    hosts.forget()
    answer = Client(SERVER_NAME=FIRST.host).get("/avisos/?a=1")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{HOST}:8000/avisos/?a=1")
    given = Domain.objects.get(domain=FIRST.host)
    assert verb_of(here, given, "principal") == 302
    assert status_at(FIRST.host) == status_at(HOST) == 200
    verb_of(here, domain, "principal")
    verb_of(here, domain, "retirar")
    given.refresh_from_db()
    assert given.is_primary
    assert status_at(FIRST.host) == 200


def test_an_earlier_address_keeps_leading_and_is_not_chosen_again(
    first_as: As, name_server: NameServer
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    proven(ana, name_server)
    director = centre_actor(Profile.DCI_DIRECTOR)
    lifecycle.rename_host(
        actor=director,
        schema=FIRST.schema,
        slug="primeira-nova",
        reason="Nome novo.",
        at=timezone.now(),
    )
    earlier = Domain.objects.get(domain=FIRST.host)
    with inside(FIRST.schema):
        chosen = {each.pk for each in services.queries.own_hosts(ana.actor)}
        assert earlier.pk in chosen
    hosts.forget()
    answer = Client(SERVER_NAME=FIRST.host).get("/")
    assert answer["Location"] == "http://primeira-nova.localhost:8000/"
    here = Visitor("primeira-nova.localhost", ana.assignment, schema=FIRST.schema)
    assert verb_of(here, earlier, "principal") == 409


def test_the_centre_sees_every_host_and_takes_one_away_with_a_reason(
    first_as: As, centre_as: As, name_server: NameServer
) -> None:
    ana, renata = first_as(Profile.ORGANISATION_ADMIN), centre_as(Profile.NETWORK_ADMIN)
    domain = proven(ana, name_server)
    organisation = domain.tenant.organisation
    page = f"/organizacoes/{organisation.uid}/"
    assert HOST in centre_as(Profile.AUDITOR).get(page).content.decode()
    address = f"{page}enderecos/{domain.uid}/retirar/"
    assert centre_as(Profile.AUDITOR).post(address, {"reason": "x"}).status_code == 403
    assert renata.post(address, {}).status_code == 422
    other = Domain.objects.get(domain=SECOND.host).tenant.organisation
    wrong = f"/organizacoes/{other.uid}/enderecos/{domain.uid}/retirar/"
    assert renata.post(wrong, {"reason": "x"}).status_code == 404
    assert renata.post(address, {"reason": "O domínio mudou de dono."}).status_code == 302
    assert status_at(HOST) == 404
    entry = Entry.objects.filter(verb="tenants.host.withdrawn").latest("pk")
    assert entry.reason == "O domínio mudou de dono."
    given = Domain.objects.get(domain=FIRST.host)
    taken = f"{page}enderecos/{given.uid}/retirar/"
    assert renata.post(taken, {"reason": "x"}).status_code == 409


def test_administrators_of_both_sides_are_told(
    first_as: As, centre_as: As, name_server: NameServer
) -> None:
    ana, renata = first_as(Profile.ORGANISATION_ADMIN), centre_as(Profile.NETWORK_ADMIN)
    organisation = proven(ana, name_server).tenant.organisation
    for schema, person in ((FIRST.schema, ana), (PUBLIC, renata)):
        with inside(schema):
            event = events.HostVerified.of(ana.actor, organisation, at=timezone.now(), host=HOST)
            dispatch(event.name, event.body())
            dispatch(event.name, event.body())
            notice = Notice.objects.get(user=person.user)
            assert HOST in notice.text
            assert Email.objects.filter(to=person.user.email).count() == 1


def test_only_its_administrators_and_only_while_it_is_active(first_as: As, centre_as: As) -> None:
    head = first_as(Profile.HEAD)
    assert head.get("/enderecos/").status_code == 403
    assert head.post("/enderecos/pedir/", {"host": HOST}).status_code == 403
    ana = first_as(Profile.ORGANISATION_ADMIN)
    director = centre_as(Profile.DCI_DIRECTOR).actor
    lifecycle.freeze(actor=director, schema=FIRST.schema, reason="Fim.", at=timezone.now())
    hosts.forget()
    assert ana.post("/enderecos/pedir/", {"host": HOST}).status_code == 409
    assert not Domain.objects.filter(domain=HOST).exists()


def test_what_is_under_the_installation_or_badly_written_is_refused(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    for host in (SECOND.host, settings.CENTRE_HOST, "http://a.b/", "a_b.gov.br", "127.0.0.1"):
        answer = ana.post("/enderecos/pedir/", {"host": host})
        assert answer.status_code == 422, host
    assert Domain.objects.filter(state="requested").count() == 0
