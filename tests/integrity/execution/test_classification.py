"""Class, types, days and who answers: stored, journalled, or refused with a sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from foundation.tenancy import inside
from integrity.execution.models import (
    ActionExecution,
)
from tests.integrity.execution.desk import classification, to
from tests.integrity.execution.scene import Scene
from tests.people import Visitor
from tests.seed import FIRST


@pytest.mark.parity("P81")
def test_a_classification_is_stored_and_journalled(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    answer = eva.post(to("execution:classify", action.uid), classification())
    assert answer.status_code == 302
    with inside(FIRST.schema):
        execution = ActionExecution.objects.get(action=action)
        assert [each.name for each in execution.types.all()] == ["Processo"]
    assert execution.planned_end == date(2026, 12, 31)
    assert execution.planned_budget == Decimal("1500.00")
    (entry,) = scene.journal("execution.action_classified")
    assert entry.subject_uid == action.uid
    assert entry.actor_name == "Eva Executora"
    assert entry.changes["Previsão de conclusão"] == ["", "31/12/2026"]


@pytest.mark.parity("P81")
def test_a_continuous_action_loses_its_planned_end(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    eva.post(to("execution:classify", action.uid), classification(kind="continuous"))
    with inside(FIRST.schema):
        assert ActionExecution.objects.get(action=action).planned_end is None


@pytest.mark.parity("P81", "N15", "N18")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"types": []}, "Este campo é obrigatório."),
        ({"kind": "other"}, "other"),
        ({"planned_start": ""}, "Este campo é obrigatório."),
        ({"planned_end": ""}, "Uma ação pontual precisa da previsão de conclusão."),
        ({"planned_end": "2026-03-31"}, "não pode ser anterior à de início"),
        ({"planned_budget": "-3"}, "maior ou igual a 0"),
        ({"types": ["6f4f3a1e-0000-4000-8000-000000000000"]}, "6f4f3a1e"),
    ],
)
def test_a_wrong_classification_stays_on_the_page(
    eva: Visitor, scene: Scene, changes: dict[str, Any], sentence: str
) -> None:
    action = scene.action()
    answer = eva.post(to("execution:classify", action.uid), classification(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if "planned_start" not in changes:
        assert 'value="2026-04-01"' in answer.content.decode()
    with inside(FIRST.schema):
        assert not ActionExecution.objects.exists()
    assert not scene.journal("execution.action_classified")


def test_two_people_do_not_overwrite_each_other(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    scene.execution(action, version=4)
    answer = eva.post(to("execution:classify", action.uid), classification(version=3))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Outra pessoa salvou antes de você" in page
    assert "Seu: 31/12/2026" in page
    again = eva.post(to("execution:classify", action.uid), classification(version=4))
    assert again.status_code == 302


@pytest.mark.parity("P82")
def test_responsibility_is_locked_until_the_action_is_classified(
    eva: Visitor, scene: Scene
) -> None:
    action = scene.action()
    person = scene.person()
    answer = eva.post(to("execution:assign", action.uid), {"version": 0, "person": person.uid})
    assert answer.status_code == 409
    assert not scene.journal("execution.responsible_assigned")
    assert "Classifique a ação antes" in eva.get(to("execution:action", action.uid)).text


def test_somebody_new_enters_the_directory_and_answers_for_the_action(
    eva: Visitor, scene: Scene
) -> None:
    action = scene.action()
    execution = scene.execution(action)
    answer = eva.post(
        to("execution:assign", action.uid),
        {
            "version": 1,
            "new_name": "Nadir Nova",
            "new_registration": "M-77",
            "new_unit": scene.health.uid,
        },
    )
    assert answer.status_code == 302
    with inside(FIRST.schema):
        person = scene.fresh(execution).responsible
    assert (person.name, person.registration_number) == ("Nadir Nova", "M-77")
    (entry,) = scene.journal("execution.responsible_assigned")
    assert entry.changes == {"Responsável": ["", "Nadir Nova"]}


@pytest.mark.parity("N7")
@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"new_name": "Nadir Nova"},
        {"new_name": "Nadir Nova", "new_registration": "M-1"},
        {"person": "6f4f3a1e-0000-4000-8000-000000000000"},
    ],
)
def test_a_responsible_person_is_named_whole_or_not_at_all(
    eva: Visitor, scene: Scene, typed: dict[str, Any]
) -> None:
    action = scene.action()
    execution = scene.execution(action)
    scene.person("Já Cadastrado", registration_number="M-1")
    answer = eva.post(to("execution:assign", action.uid), {"version": 1, **typed})
    assert answer.status_code == 422
    assert scene.fresh(execution).responsible_id is None
    assert not scene.journal("execution.responsible_assigned")
