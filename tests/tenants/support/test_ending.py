"""A support session ends by time, by its button, by the organisation, and with its person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from access.models import Assignment
from access.rules import SYSTEM, Profile
from audit.models import Entry
from foundation.refusals import NotAllowed
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from tenants import hosts, lifecycle
from tenants.support import services
from tenants.support.rules import Ending, Made, digest, minutes_between
from tenants.support.tasks import sweep_support
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST
from tests.tenants.support.conftest import Support


def by_time(support: Support) -> None:
    """Nobody does anything; see the clock below."""


def by_the_organisation(support: Support) -> None:
    path = f"/atendimentos/{support.session.uid}/encerrar/"
    assert support.ana.post(path).status_code == 302


def by_the_centre(support: Support) -> None:
    path = f"/atendimentos/{support.session.uid}/encerrar/"
    assert support.renata.post(path).status_code == 302


def by_deactivation(support: Support) -> None:
    User.objects.filter(pk=support.renata.user.pk).update(is_active=False)


def by_the_end_of_the_profile(support: Support) -> None:
    Assignment.objects.filter(user=support.renata.user).update(ended_at=timezone.now())


def by_reading_only(support: Support) -> None:
    actor = support.renata.actor
    lifecycle.freeze(actor=actor, schema=FIRST.schema, reason="Fim", at=timezone.now())


ENDS = [
    (by_the_organisation, Ending.ORGANISATION),
    (by_the_centre, Ending.LEFT),
    (by_deactivation, Ending.PERSON),
    (by_the_end_of_the_profile, Ending.PERSON),
    (by_reading_only, Ending.CLOSED),
]


@pytest.mark.parametrize(("act", "cause"), ENDS)
def test_a_session_ends_at_the_next_request(
    opened: Support, act: Callable[[Support], None], cause: Ending
) -> None:
    guest = opened.enter()
    act(opened)
    assert guest.get("/planos/").status_code == 403
    assert guest.get("/planos/").status_code == 302, "nothing is left in the browser"
    assert opened.fresh().ending == cause


def test_a_session_ends_when_its_time_is_over(opened: Support) -> None:
    guest = opened.enter()
    with time_machine.travel(opened.session.expires_at + timedelta(seconds=1)):
        answer = guest.get("/planos/")
    assert answer.status_code in (302, 403)
    assert "Planos de integridade" not in answer.content.decode()
    with time_machine.travel(opened.session.expires_at + timedelta(seconds=1)):
        sweep_support(schema=PUBLIC)
    ended = opened.fresh()
    assert (ended.ending, ended.ended_at) == (Ending.TIME, opened.session.expires_at)


def test_suspending_sends_whoever_is_inside_out(opened: Support) -> None:
    guest = opened.enter()
    actor = opened.renata.actor
    lifecycle.suspend(actor=actor, schema=FIRST.schema, reason="Pausa", at=timezone.now())
    assert opened.fresh().ending == Ending.CLOSED
    hosts.forget()  # what a commit does
    assert guest.get("/planos/").status_code == 503


def test_the_clock_closes_what_nobody_came_back_to(opened: Support) -> None:
    assert sweep_support(schema=PUBLIC) == 0
    by_deactivation(opened)
    assert sweep_support(schema=PUBLIC) == 1
    assert opened.fresh().ending == Ending.PERSON
    with inside(FIRST.schema):
        assert Entry.verbs.filter(verb="tenants.support.ended").count() == 1


def test_what_ended_stays_ended(opened: Support) -> None:
    now = timezone.now()
    services.end(schema=FIRST.schema, uid=opened.session.uid, cause=Ending.TIME, at=now)
    services.end(schema=FIRST.schema, uid=opened.session.uid, cause=Ending.LEFT, at=now)
    assert opened.fresh().ending == Ending.TIME
    with pytest.raises(NotAllowed):
        services.finish(opened.fresh(), SYSTEM, Ending.LEFT, at=now)
    path = f"/atendimentos/{opened.session.uid}"
    assert opened.ana.post(f"{path}/encerrar/").status_code == 409
    assert opened.ana.post(f"{path}/permitir/", {"reason": "Tarde"}).status_code == 409
    assert opened.renata.post(f"{path}/passe/").status_code == 409


def test_a_session_that_asks_too_much_is_over(
    opened: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_REQUESTS", 2)
    guest = opened.enter()
    assert [guest.get("/planos/").status_code for _ in range(3)] == [200, 403, 302]
    assert opened.fresh().ending == Ending.LIMIT


def test_the_portal_tells_by_month_and_names_nobody(opened: Support, portal: Visitor) -> None:
    text = portal.get("/atendimentos/").content.decode()
    assert "Vila Primeira" in text
    assert "Erro do sistema" in text
    assert "em andamento" in text
    end = opened.session.opened_at + timedelta(minutes=12, seconds=1)
    services.end(schema=FIRST.schema, uid=opened.session.uid, cause=Ending.LEFT, at=end)
    text = portal.get("/atendimentos/").content.decode()
    found = portal.get("/atendimentos/atendimentos.json").json()["meses"]
    assert "13 min" in text
    assert found[0]["quantidade"] == 1
    assert found[0]["atendimentos"] == [
        {"organizacao": "Vila Primeira", "assunto": "Erro do sistema", "minutos": 13}
    ]
    for personal in ("Renata", "CH-2026/771", "importação", str(opened.session.uid)):
        assert personal not in text + str(found)


@pytest.mark.parametrize("profile", [Profile.HEAD, Profile.OBSERVER, Profile.EXECUTOR])
def test_other_profiles_neither_see_nor_steer_it(
    opened: Support, first_as: As, profile: Profile
) -> None:
    somebody = first_as(profile)
    path = f"/atendimentos/{opened.session.uid}/"
    assert somebody.get(path).status_code == 403
    assert somebody.post(f"{path}encerrar/").status_code == 403


def test_the_neighbour_does_not_know_of_it(opened: Support, second_as: As) -> None:
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    path = f"/atendimentos/{opened.session.uid}/"
    assert neighbour.get(path).status_code == 404
    assert neighbour.post(f"{path}encerrar/").status_code == 404
    assert neighbour.post(f"{path}permitir/", {"reason": "Não"}).status_code == 404
    assert "Atendimento nº" not in neighbour.get("/atendimentos/").content.decode()


def test_durations_count_begun_minutes_and_the_digest_knows_the_order() -> None:
    start = timezone.now()
    assert minutes_between(start, start) == 1
    assert minutes_between(start, start + timedelta(seconds=61)) == 2
    one, two = Made(1, "GET", "/", 200), Made(2, "GET", "/planos/", 200)
    assert digest([one, two]) == digest([two, one])
    assert digest([one]) != digest([Made(1, "GET", "/", 404)])
