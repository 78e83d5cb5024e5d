"""Profiles: held in a place, from day to day, one in use at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access import queries
from access.models import Assignment, Organ, Unit
from access.rules import Profile
from foundation.tenancy import inside
from tests.conftest import As
from tests.seed import FIRST


@pytest.mark.parity("P22")
def test_the_first_page_greets_and_says_the_profile(first_as: As) -> None:
    page = first_as(Profile.MONITORING, "Mônica Monitora").get("/").content.decode()
    assert "Olá, Mônica" in page
    assert "Comissão de monitoramento" in page


def test_a_person_without_a_profile_today_is_told_so(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        Assignment.objects.filter(user=ana.user).update(
            start_date=timezone.localdate() - timedelta(days=9),
            end_date=timezone.localdate() - timedelta(days=1),
        )
    assert "O perfil em uso terminou" in ana.get("/").text
    with inside(FIRST.schema):
        ana.force_login(ana.user)
    answer = ana.get("/")
    assert answer.status_code == 403
    assert "ainda não tem um perfil" in answer.text


def test_the_last_day_of_a_profile_is_included(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        Assignment.objects.filter(user=ana.user).update(end_date=timezone.localdate())
    assert ana.get("/").status_code == 200


@pytest.mark.parity("P18")
def test_a_person_switches_between_her_own_profiles_by_post(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        other = Assignment.objects.create(user=ana.user, profile=Profile.OBSERVER)
    assert ana.get(f"/perfil/usar/{other.uid}/").status_code == 405
    assert ana.post(f"/perfil/usar/{other.uid}/").status_code == 302
    assert "Observação" in ana.get("/").content.decode()


@pytest.mark.parity("N2")
def test_nobody_switches_to_the_profile_of_another_person(first_as: As) -> None:
    observer = first_as(Profile.OBSERVER)
    head = first_as(Profile.HEAD)
    assert head.assignment is not None
    assert observer.post(f"/perfil/usar/{head.assignment.uid}/").status_code == 404
    assert "Observação" in observer.get("/").content.decode()


def test_a_profile_in_a_unit_reaches_the_units_below_it(first_as: As) -> None:
    with inside(FIRST.schema):
        organ = Organ.objects.get(name=FIRST.name)
        top = Unit.objects.create(organ=organ, name="Secretaria de Saúde")
        below = Unit.objects.create(organ=organ, name="Vigilância", parent=top)
        deeper = Unit.objects.create(organ=organ, name="Zoonoses", parent=below)
        beside = Unit.objects.create(organ=organ, name="Secretaria de Obras")
    actor = first_as(Profile.EXECUTOR, unit=top).actor
    assert actor.unit_ids == {top.pk, below.pk, deeper.pk}
    assert beside.pk not in actor.unit_ids
    assert actor.organ_id == organ.pk


def test_people_are_found_by_the_profile_they_hold(first_as: As) -> None:
    ana = first_as(Profile.INTERNAL_CONTROL)
    with inside(FIRST.schema):
        today = timezone.localdate()
        found = queries.users_holding(Profile.INTERNAL_CONTROL, today=today)
        assert ana.user in found
        ana.user.is_active = False
        ana.user.save()
        assert ana.user not in queries.users_holding(Profile.INTERNAL_CONTROL, today=today)


@pytest.mark.parity("N13")
def test_a_profile_ended_today_opens_nothing_any_more(first_as: As) -> None:
    admin = first_as(Profile.ORGANISATION_ADMIN)
    monitor = first_as(Profile.MONITORING)
    assert monitor.assignment is not None
    assert monitor.get("/monitoramento/").status_code == 200
    ended = admin.post(f"/pessoas/perfis/{monitor.assignment.uid}/encerrar/")
    assert ended.status_code == 302
    answer = monitor.get("/monitoramento/")
    assert (answer.status_code, answer.has_header("Location")) in ((302, True), (403, False))
    assert monitor.get("/monitoramento/").headers["Location"].startswith("/conta/entrar/")


@pytest.mark.parity("P26")
def test_high_contrast_is_chosen_and_remembered(first_as: As) -> None:
    ana = first_as(Profile.OBSERVER)
    assert 'data-contrast="high"' not in ana.get("/").content.decode()
    assert ana.post("/aparencia/contraste/", {"next": "/"}).status_code == 302
    assert 'data-contrast="high"' in ana.get("/planos/").content.decode()
    assert int(ana.cookies["contraste"]["max-age"]) > 30 * 24 * 3600
    ana.post("/aparencia/contraste/", {"next": "/"})
    assert 'data-contrast="high"' not in ana.get("/").content.decode()
