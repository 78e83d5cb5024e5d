"""Who carries an action out beside who answers for it, and the units that do."""

import pytest

from access.models import Person
from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import Action
from tests.conftest import As
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene
from tests.people import Visitor
from tests.seed import FIRST

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    return first_as(Profile.EXECUTOR, unit=scene.health)


@pytest.fixture
def action(scene: Scene) -> Action:
    return scene.under_way(scene.action()).action


def leaving(action: Action, person: object) -> str:
    return f"{to('execution:action', action.uid)}envolvidos/{person}/retirar/"


@pytest.mark.parity("P84")
def test_people_are_involved_from_the_directory_or_as_new_ones(
    eva: Visitor, scene: Scene, action: Action
) -> None:
    ines = scene.person("Inês Involvida")
    where = to("execution:involve", action.uid)
    assert eva.post(where, {"version": 1, "person": str(ines.uid)}).status_code == 302
    new = {"new_name": "Nilo Novo", "new_registration": "99", "new_unit": str(scene.works.uid)}
    assert eva.post(where, {"version": 2, **new}).status_code == 302
    with inside(FIRST.schema):
        assert [each.name for each in action.execution.involved.all()] == [
            "Inês Involvida",
            "Nilo Novo",
        ]
    entry = scene.journal("execution.person_involved")[0]
    assert entry.changes == {"Envolvidos": ["Inês Involvida", "Inês Involvida, Nilo Novo"]}
    again = eva.post(where, {"version": 3, "person": str(ines.uid)})
    assert (again.status_code, list(again.context["forms"]["envolvidos"].errors)) == (
        422,
        ["person"],
    )
    assert eva.post(where, {"version": 1, **new, "new_registration": "5"}).status_code == 409


@pytest.mark.parity("P84")
def test_an_action_has_ten_people_involved_and_no_more(
    eva: Visitor, scene: Scene, action: Action
) -> None:
    with inside(FIRST.schema):
        for number in range(10):
            action.execution.involved.add(scene.person(f"Pessoa {number}"))
    eleventh = scene.person("Pessoa onze")
    sent = {"version": 1, "person": str(eleventh.uid)}
    answer = eva.post(to("execution:involve", action.uid), sent)
    assert answer.status_code == 422
    assert "até 10 pessoas" in answer.text


@pytest.mark.parity("P151")
def test_taking_a_person_off_an_action_is_journalled_with_name_and_reason(
    eva: Visitor, scene: Scene, action: Action
) -> None:
    ines = scene.person("Inês Involvida")
    with inside(FIRST.schema):
        action.execution.involved.add(ines)
    refused = eva.post(leaving(action, ines.uid), {"reason": ""})
    assert refused.status_code == 422
    with inside(FIRST.schema):
        assert action.execution.involved.count() == 1
    assert eva.post(leaving(action, ines.uid), {"reason": "Foi removida"}).status_code == 302
    with inside(FIRST.schema):
        assert not action.execution.involved.exists()
        assert Person.objects.filter(pk=ines.pk).exists()
    (entry,) = scene.journal("execution.involvement_ended")
    assert entry.changes == {"Envolvidos": ["Inês Involvida", ""]}
    assert (entry.actor_name, entry.actor_profile) == ("Eva Executora", "executor")
    assert entry.reason == "Foi removida"
    assert eva.post(leaving(action, ines.uid), {"reason": "x"}).status_code == 404
    page = eva.get(to("execution:action", action.uid)).text
    assert "Pessoa retirada da ação" in page


@pytest.mark.parity("P83")
def test_another_unit_takes_an_action_over_only_with_a_justification(
    eva: Visitor, scene: Scene, action: Action
) -> None:
    where = to("execution:change_units", action.uid)
    sent = {"version": 1, "executing_unit": str(scene.works.uid)}
    refused = eva.post(where, {**sent, "supporting_units": [str(scene.clinic.uid)]})
    assert (refused.status_code, list(refused.context["forms"]["unidades"].errors)) == (
        422,
        ["reason"],
    )
    assert scene.fresh(action).executing_unit_id == scene.health.pk
    sent |= {"supporting_units": [str(scene.clinic.uid)], "reason": "Reforma administrativa"}
    answer = eva.post(where, sent)
    assert answer.headers["Location"] == to("execution:list"), "it left her unit"
    assert scene.fresh(action).executing_unit_id == scene.works.pk
    (entry,) = scene.journal("execution.units_changed")
    assert entry.changes["Unidade executora"] == ["Secretaria de Saúde", "Secretaria de Obras"]
    assert entry.reason == "Reforma administrativa"


@pytest.mark.parity("P83")
def test_supporting_units_change_without_a_justification(
    eva: Visitor, scene: Scene, action: Action
) -> None:
    where = to("execution:change_units", action.uid)
    sent = {"version": 1, "executing_unit": str(scene.health.uid)}
    assert eva.post(where, {**sent, "supporting_units": [str(scene.works.uid)]}).status_code == 302
    (entry,) = scene.journal("execution.units_changed")
    assert entry.changes == {"Unidades de apoio": ["", "Secretaria de Obras"]}
    both = {**sent, "version": 2, "supporting_units": [str(scene.health.uid)]}
    assert eva.post(where, both).status_code == 422


def test_nobody_else_changes_the_team(first_as: As, scene: Scene, action: Action) -> None:
    for profile in (Profile.OBSERVER, Profile.MONITORING):
        somebody = first_as(profile, organ=scene.organ)
        assert somebody.post(to("execution:involve", action.uid), {}).status_code == 403
        assert somebody.post(leaving(action, NOWHERE), {"reason": "x"}).status_code == 403
        assert somebody.post(to("execution:change_units", action.uid), {}).status_code == 403
    beside = first_as(Profile.EXECUTOR, unit=scene.works)
    assert beside.post(to("execution:involve", action.uid), {}).status_code == 404
