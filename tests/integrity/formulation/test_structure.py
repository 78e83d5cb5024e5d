"""Organs and units."""

import pytest

from access.models import Organ, Unit
from access.rules import Profile
from audit.queries import entries_of
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

NO_YEARS = {"ano-TOTAL_FORMS": 0, "ano-INITIAL_FORMS": 0}
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


@pytest.mark.parity("P30")
def test_units_form_a_tree_that_everybody_reads(
    administrator: Visitor, first_as: As, organ: Organ
) -> None:
    path = f"/estrutura/orgaos/{organ.uid}/unidades/nova/"
    administrator.post(path, {"name": "Secretaria de Governo", "acronym": "SEGOV"})
    above = Unit.objects.get(name="Secretaria de Governo")
    administrator.post(path, {"name": "Protocolo", "parent": str(above.uid)})
    below = Unit.objects.get(name="Protocolo")
    assert below.parent == above
    assert entries_of(below).get().changes["Subordinada a"] == ["", "Secretaria de Governo"]
    page = first_as(Profile.OBSERVER).get("/estrutura/").content.decode()
    assert "— Protocolo" in page
    assert "Nova unidade" not in page


@pytest.mark.parity("P30")
def test_a_unit_is_corrected_and_never_put_below_itself(
    administrator: Visitor, organ: Organ
) -> None:
    above = make.unit(organ, "Secretaria")
    below = make.unit(organ, "Setor", parent=above)
    path = f"/estrutura/unidades/{above.uid}/editar/"
    given = {"name": "Secretaria", "parent": str(below.uid), "is_active": "on"}
    answer = administrator.post(path, given)
    assert answer.status_code == 422
    assert "abaixo dela mesma" in answer.context["form"].errors["parent"][0]
    answer = administrator.post(path, {"name": "Secretaria Geral", "is_active": "on"})
    above.refresh_from_db()
    assert (answer.status_code, above.name) == (302, "Secretaria Geral")


@pytest.mark.parametrize("name", ["", "SETOR", "a" * 256])
def test_a_unit_needs_a_name_of_its_own(administrator: Visitor, organ: Organ, name: str) -> None:
    make.unit(organ, "Setor")
    path = f"/estrutura/orgaos/{organ.uid}/unidades/nova/"
    answer = administrator.post(path, {"name": name, "acronym": "FICA"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert "FICA" in answer.content.decode()
    assert Unit.objects.count() == 1


def test_a_unit_that_still_executes_is_not_closed(administrator: Visitor, organ: Organ) -> None:
    unit = make.action(make.plan()).executing_unit
    assert unit is not None
    answer = administrator.post(f"/estrutura/unidades/{unit.uid}/editar/", {"name": unit.name})
    assert answer.status_code == 422
    unit.refresh_from_db()
    assert unit.is_active


def test_an_organ_is_added_by_who_administers_the_whole(
    administrator: Visitor, first_as: As, organ: Organ
) -> None:
    given = {"name": "Autarquia de Águas", "acronym": "SAAE", **NO_YEARS}
    assert administrator.post("/estrutura/orgaos/novo/", given).status_code == 302
    made = Organ.objects.get(acronym="SAAE")
    inside_one = first_as(Profile.ORGANISATION_ADMIN, organ=made)
    assert inside_one.post("/estrutura/orgaos/novo/", {"name": "Outra"}).status_code == 403
    assert inside_one.get(f"/estrutura/orgaos/{organ.uid}/editar/").status_code == 404
    assert administrator.post("/estrutura/orgaos/novo/", given).status_code == 422
    edited = inside_one.post(f"/estrutura/orgaos/{made.uid}/editar/", {"name": "Águas", **NO_YEARS})
    made.refresh_from_db()
    assert (edited.status_code, made.name) == (302, "Águas")


@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.FORMULATION, Profile.OBSERVER])
def test_the_structure_is_for_two_profiles(first_as: As, organ: Organ, profile: Profile) -> None:
    visitor = first_as(profile)
    unit = make.unit(organ)
    for path in (
        f"/estrutura/orgaos/{organ.uid}/unidades/nova/",
        f"/estrutura/unidades/{unit.uid}/editar/",
        "/estrutura/orgaos/novo/",
    ):
        assert visitor.post(path, {"name": "Não"}).status_code == 403
    assert Unit.objects.count() == 1


def test_a_neighbour_finds_nothing(second_as: As, organ: Organ) -> None:
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    unit = make.unit(organ)
    assert neighbour.get(f"/estrutura/unidades/{unit.uid}/editar/").status_code == 404
    assert neighbour.get(f"/estrutura/orgaos/{organ.uid}/editar/").status_code == 404
