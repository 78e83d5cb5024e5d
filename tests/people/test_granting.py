"""Who holds which profile: granted, ended, never beyond what one may grant."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.models import Assignment, Organ, Person
from access.rules import Profile
from audit.queries import entries_of
from identity.models import User
from notifications.models import Email
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor, person
from tests.seed import FIRST

LOWER = [
    Profile.HEAD,
    Profile.FORMULATION,
    Profile.MONITORING,
    Profile.OBSERVER,
]


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def administrator(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.FORMULATION, Profile.OBSERVER])
def test_people_are_for_two_profiles(first_as: As, organ: Organ, profile: Profile) -> None:
    visitor = first_as(profile)
    assert visitor.get("/pessoas/").status_code == 403
    assert visitor.post("/pessoas/convidar/", {"name": "Não"}).status_code == 403


def invite(visitor: Visitor, profile: Profile, **given: Any) -> Any:
    """Post the form of an invitation."""
    sent = {"name": "Nara Nova", "email": "nara@exemplo.test", "profile": profile.value, **given}
    return visitor.post("/pessoas/convidar/", sent)


@pytest.mark.parity("P12")
def test_an_invited_person_chooses_a_password_by_a_link_used_once(
    administrator: Visitor, organ: Organ
) -> None:
    assert invite(administrator, Profile.FORMULATION, organ=str(organ.uid)).status_code == 302
    held = Assignment.objects.get(user__email="nara@exemplo.test")
    assert (held.profile, held.organ) == ("formulation", organ)
    assert entries_of(held).get().verb == "people.profile_granted"
    assert Person.objects.get(user=held.user).name == "Nara Nova"
    letter = Email.objects.get(to="nara@exemplo.test")
    assert "Comissão de formulação" in letter.body
    link = re.search(r"/convite/\S+", letter.body)
    assert link
    chosen = {
        "password": "uma senha bem comprida",
        "again": "uma senha bem comprida",
        "registration_number": "1234-5",
    }
    assert Visitor(FIRST.host).get(link[0]).status_code == 200
    answer = Visitor(FIRST.host).post(link[0], chosen)
    assert answer.status_code == 302
    assert Visitor(FIRST.host).get(link[0]).status_code == 404


@pytest.mark.parity("P11")
def test_an_executor_needs_a_unit_and_the_others_have_none(
    administrator: Visitor, organ: Organ
) -> None:
    unit = make.unit(organ)
    assert invite(administrator, Profile.EXECUTOR).status_code == 422
    assert invite(administrator, Profile.HEAD, unit=str(unit.uid)).status_code == 422
    assert not User.objects.filter(email="nara@exemplo.test").exists()
    assert invite(administrator, Profile.EXECUTOR, unit=str(unit.uid)).status_code == 302
    assert Assignment.objects.get(user__email="nara@exemplo.test").unit == unit


@pytest.mark.parity("P10")
@pytest.mark.parametrize("profile", LOWER)
def test_internal_control_grants_the_lower_profiles_of_its_organ(
    first_as: As, organ: Organ, profile: Profile
) -> None:
    controller = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    assert invite(controller, profile, organ=str(organ.uid)).status_code == 302


@pytest.mark.parity("N2")
@pytest.mark.parametrize(
    "profile",
    [Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL, Profile.NETWORK_ADMIN, Profile.SYSTEM],
)
def test_internal_control_grants_no_profile_beyond_those(
    first_as: As, organ: Organ, profile: Profile
) -> None:
    controller = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    assert invite(controller, profile, organ=str(organ.uid)).status_code == 403
    assert not User.objects.filter(email="nara@exemplo.test").exists()


@pytest.mark.parity("N2")
def test_nobody_grants_in_an_organ_that_is_not_theirs(first_as: As, organ: Organ) -> None:
    controller = first_as(Profile.INTERNAL_CONTROL, organ=organ)
    away = make.organ("Autarquia")
    assert invite(controller, Profile.HEAD, organ=str(away.uid)).status_code == 422
    assert invite(controller, Profile.HEAD).status_code == 422
    unit = make.unit(away)
    assert invite(controller, Profile.EXECUTOR, unit=str(unit.uid)).status_code == 422
    assert not User.objects.filter(email="nara@exemplo.test").exists()


@pytest.mark.parity("N1")
def test_nobody_grants_a_profile_to_oneself(administrator: Visitor, organ: Organ) -> None:
    answer = invite(administrator, Profile.HEAD, email=administrator.user.email.upper())
    assert answer.status_code == 403
    assert administrator.user.assignments.count() == 1


def test_who_has_an_account_gains_a_profile_and_keeps_the_password(
    administrator: Visitor, organ: Organ
) -> None:
    known = person(FIRST.schema, Profile.OBSERVER).user
    known.set_password("uma senha bem comprida")
    known.save()
    invite(administrator, Profile.HEAD, email=known.email, organ=str(organ.uid))
    assert known.assignments.count() == 2
    assert "/convite/" not in Email.objects.get(to=known.email).body
    again = invite(administrator, Profile.HEAD, email=known.email, organ=str(organ.uid))
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"email": "sem arroba"}, "email"), ({"profile": "rei"}, "profile")],
)
def test_a_bad_invitation_is_said_beside_the_field(
    administrator: Visitor, organ: Organ, given: dict[str, str], field: str
) -> None:
    sent = {"name": "Nara", "email": "nara@exemplo.test", "profile": "head", **given}
    answer = administrator.post("/pessoas/convidar/", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_deactivated_account_is_granted_nothing(administrator: Visitor, organ: Organ) -> None:
    User.objects.create(email="nara@exemplo.test", name="Nara", password="!", is_active=False)
    answer = invite(administrator, Profile.HEAD)
    assert answer.status_code == 422
    assert "desativada" in answer.context["form"].errors["email"][0]


def test_a_profile_is_ended_and_its_record_stays(
    administrator: Visitor, first_as: As, organ: Organ
) -> None:
    began = timezone.localdate() - timedelta(days=9)
    head = first_as(Profile.HEAD, start_date=began)
    assert head.get("/planos/").status_code == 200
    path = f"/pessoas/perfis/{head.assignment.uid}/encerrar/"  # type: ignore[union-attr]
    assert administrator.post(path).status_code == 302
    held = Assignment.objects.get(pk=head.assignment.pk)  # type: ignore[union-attr]
    assert held.end_date is not None
    assert entries_of(held)[0].verb == "people.profile_ended"
    assert head.get("/planos/").status_code == 403
    assert administrator.post(path).status_code == 404


@pytest.mark.parity("P15")
@pytest.mark.parity("N2")
def test_internal_control_ends_no_profile_above_its_own(
    administrator: Visitor, first_as: As, organ: Organ
) -> None:
    controller = first_as(Profile.INTERNAL_CONTROL)
    held = administrator.assignment
    assert held is not None
    path = f"/pessoas/perfis/{held.uid}/encerrar/"
    assert controller.post(path).status_code == 404, "nor are they seen: P14"
    away = first_as(Profile.INTERNAL_CONTROL, organ=make.organ())
    assert away.post(path).status_code == 404


def test_the_last_administrator_stays(administrator: Visitor, organ: Organ) -> None:
    others = Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN)
    for each in others.exclude(user=administrator.user):
        path = f"/pessoas/perfis/{each.uid}/encerrar/"
        assert administrator.post(path).status_code == 302
        each.refresh_from_db()
        each.user.is_active = False
        each.user.save()
    last = administrator.assignment
    assert last is not None
    assert administrator.post(f"/pessoas/perfis/{last.uid}/encerrar/").status_code == 409
