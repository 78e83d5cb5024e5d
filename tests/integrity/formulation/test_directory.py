"""The directory: people who may be named in plans, registered and corrected without an account."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Person, Unit
from access.rules import Profile
from audit.queries import entries_of
from identity.models import User
from integrity.formulation.models import Action, Plan
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_content import path, sent
from tests.people import Programme as Program
from tests.people import Visitor, person
from tests.seed import FIRST

LIST = "/estrutura/pessoas/"


@pytest.fixture
def administrator(first_as: As, in_first: None) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def register(visitor: Visitor, unit: Unit | None, **given: Any) -> Any:
    uid = str(unit.uid) if unit else ""
    return visitor.post(f"{LIST}nova/", {"name": "Nair Nunes", "unit": uid, **given})


def test_somebody_is_registered_without_an_account_and_told(administrator: Visitor) -> None:
    unit = make.unit()
    assert register(administrator, unit, registration_number="77").status_code == 302
    nair = Person.objects.get(name="Nair Nunes")
    assert (nair.user, nair.unit, nair.registration_number) == (None, unit, "77")
    assert entries_of(nair)[0].verb == "formulation.person_registered"
    page = administrator.get(f"{LIST}?texto=nunes+nair").content.decode()
    assert "Nair Nunes" in page
    assert "Sem conta" in page
    assert "Nair Nunes" not in administrator.get(f"{LIST}?texto=outra").content.decode()


def test_a_misspelt_name_is_corrected_wherever_it_stands(
    administrator: Visitor, first_as: As
) -> None:
    plan = make.plan()
    nair = Person.objects.create(name="Nairr Nunes", unit=make.unit(plan.organ))
    action = make.action(plan, responsible=nair)
    where = f"{LIST}{nair.uid}/editar/"
    given = {"name": "Nair Nunes", "unit": str(nair.unit.uid)}
    assert administrator.post(where, given).status_code == 302
    page = first_as(Profile.FORMULATION).get(path(plan, f"acoes/{action.uid}/"))
    assert "Nair Nunes" in page.content.decode()


def test_a_number_of_somebody_else_and_a_twin_are_refused(administrator: Visitor) -> None:
    unit = make.unit()
    Person.objects.create(name="Nair Nunes", registration_number="77", unit=unit)
    answer = register(administrator, unit, name="Outra", registration_number="77")
    assert answer.status_code == 422
    assert "Nair Nunes" in answer.context["form"].errors["registration_number"][0]
    answer = register(administrator, unit, name="nair  NUNES")
    assert answer.status_code == 422
    assert Person.objects.filter(unit=unit).count() == 1


def test_the_name_of_an_account_is_not_changed_here(administrator: Visitor) -> None:
    user = User.objects.filter(is_active=True).latest("pk")
    person = Person.objects.create(name=user.name, user=user)
    answer = administrator.post(f"{LIST}{person.uid}/editar/", {"name": "Outro Nome"})
    assert answer.status_code == 422
    assert "conta" in answer.context["form"].errors["name"][0]


def test_internal_control_of_an_organ_registers_there_alone(
    administrator: Visitor, first_as: As
) -> None:
    mine, other = make.unit(), make.unit(make.organ("Secretaria de Obras", "SEOB"))
    stranger = Person.objects.create(name="Sílvio de Obras", unit=other)
    control = first_as(Profile.INTERNAL_CONTROL, organ=mine.organ)
    assert "Sílvio" not in control.get(LIST).content.decode()
    assert control.get(f"{LIST}{stranger.uid}/editar/").status_code == 404
    assert register(control, other).status_code == 422
    assert register(control, None).status_code == 422
    assert register(control, mine).status_code == 302
    assert first_as(Profile.FORMULATION).get(LIST).status_code == 403


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


def test_a_responsible_person_whom_the_list_lacks_is_named_in_the_action(
    first_as: As, plan: Plan
) -> None:
    drafter = first_as(Profile.FORMULATION)
    given = sent(plan, new_responsible="Nair Nunes")
    assert drafter.post(path(plan, "acoes/nova/"), given).status_code == 302
    nair = Person.objects.get(name="Nair Nunes")
    assert Action.objects.get().responsible == nair
    assert nair.unit is not None
    assert str(nair.unit.uid) == given["executing_unit"]
    again = {**given, "number": "2", "new_responsible": "nair nunes"}
    assert drafter.post(path(plan, "acoes/nova/"), again).status_code == 302
    assert Action.objects.get(number="2").responsible == nair
    both = {**again, "number": "3", "responsible": str(nair.uid)}
    answer = drafter.post(path(plan, "acoes/nova/"), both)
    assert answer.status_code == 422
    assert answer.context["form"].errors["new_responsible"]


def test_a_refused_action_leaves_nobody_in_the_directory(first_as: As, plan: Plan) -> None:
    given = sent(plan, new_responsible="Nair Nunes", number="x")
    assert first_as(Profile.FORMULATION).post(path(plan, "acoes/nova/"), given).status_code == 422
    assert not Person.objects.filter(name="Nair Nunes").exists()


def test_the_tree_of_an_organ_is_changed_by_one_person_at_a_time(administrator: Visitor) -> None:
    unit = make.unit()
    with CaptureQueriesContext(connection) as asked:
        administrator.post(
            f"/estrutura/unidades/{unit.uid}/editar/", {"name": "Outra", "is_active": "on"}
        )
    said = [each["sql"] for each in asked]
    held = next(n for n, sql in enumerate(said) if "access_organ" in sql and "FOR UPDATE" in sql)
    written = next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "access_unit"'))
    assert held < written


def test_a_programme_registers_and_corrects_people(in_first: None) -> None:
    unit = make.unit()
    control = Program(FIRST.host, person(FIRST.schema, Profile.INTERNAL_CONTROL, organ=unit.organ))
    body = {"name": "Nair Nunes", "unit": str(unit.uid)}
    made = control.send("/api/estrutura/pessoas/nova/", body, **{"Idempotency-Key": "um"})
    assert made.status_code == 201, made.content
    nair = Person.objects.get(name="Nair Nunes")
    where = f"/api/estrutura/pessoas/{nair.uid}/editar/"
    assert control.send(where, {**body, "registration_number": "77"}).status_code == 200
    nair.refresh_from_db()
    assert nair.registration_number == "77"
    drafter = Program(FIRST.host, person(FIRST.schema, Profile.FORMULATION))
    assert drafter.send(where, body).status_code == 403
