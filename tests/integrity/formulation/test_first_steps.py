"""The first page of a new organisation says what to do, one step after the other."""

from access.models import Assignment, Unit
from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import Plan
from tests.conftest import As
from tests.factories import integrity
from tests.people import person
from tests.seed import FIRST


def test_an_administrator_is_led_from_units_to_people_to_the_plan(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        assert not Unit.objects.exists()
        Assignment.objects.exclude(user=ana.user).delete()
    assert "Cadastrar as unidades" in ana.get("/").content.decode()
    with inside(FIRST.schema):
        integrity.unit(name="Secretaria de Fazenda")
    assert "Convidar as pessoas" in ana.get("/").content.decode()
    person(FIRST.schema, Profile.FORMULATION)
    assert "Iniciar o plano" in ana.get("/").content.decode()
    with inside(FIRST.schema):
        integrity.plan()
    assert "Por onde começar" not in ana.get("/").content.decode()


def test_who_may_do_none_of_it_is_told_nothing(first_as: As) -> None:
    otavio = first_as(Profile.OBSERVER)
    with inside(FIRST.schema):
        assert not Plan.objects.exists()
    assert "Por onde começar" not in otavio.get("/").content.decode()
