"""Progress and its end: the status follows what was recorded."""

from typing import Any

import pytest

from foundation.tenancy import inside
from integrity.execution.models import (
    Evidence,
    LimitingFactor,
    ProgressRecord,
)
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from tests.integrity.execution.desk import classification, progress, to
from tests.integrity.execution.scene import Scene
from tests.people import Visitor
from tests.seed import FIRST


@pytest.mark.parity("P85")
def test_progress_is_locked_until_somebody_answers_for_the_action(
    eva: Visitor, scene: Scene
) -> None:
    action = scene.action()
    scene.execution(action)
    for name, typed in (
        ("record", progress()),
        ("discontinue", {"reason": "Não cabe mais", "end_date": "2026-05-01"}),
        ("add_evidence", {"description": "Ata", "link": "https://exemplo.gov.br"}),
    ):
        assert eva.post(to(f"execution:{name}", action.uid), typed).status_code == 409
    with inside(FIRST.schema):
        assert not ProgressRecord.objects.exists()
        assert not Evidence.objects.exists()


@pytest.mark.parity("P88")
def test_the_status_follows_what_was_recorded(eva: Visitor, scene: Scene, ready: Action) -> None:
    with inside(FIRST.schema):
        factor = LimitingFactor.objects.get(name="Falta de pessoal")
    typed = progress(limiting_factors=[factor.uid], spent_budget="99,90")
    assert eva.post(to("execution:record", ready.uid), typed).status_code == 302
    assert scene.fresh(ready).status == ActionStatus.IN_PROGRESS
    typed = progress(version=2, percent=100, actual_end="2026-05-20", recorded_date="2026-05-20")
    assert eva.post(to("execution:record", ready.uid), typed).status_code == 302
    assert scene.fresh(ready).status == ActionStatus.COMPLETED
    with inside(FIRST.schema):
        newest, first = ProgressRecord.objects.all()
        assert [each.name for each in first.limiting_factors.all()] == ["Falta de pessoal"]
    assert (first.percent, newest.percent) == (40, 100)
    newest_entry, first_entry = scene.journal("execution.progress_recorded")
    assert first_entry.changes["Situação"] == ["Não iniciada", "Em andamento"]
    assert newest_entry.changes["Situação"] == ["Em andamento", "Concluída"]


def test_an_action_begun_and_done_at_once_passes_through_both_states(
    eva: Visitor, scene: Scene, ready: Action
) -> None:
    typed = progress(percent=100, actual_end="2026-05-05")
    assert eva.post(to("execution:record", ready.uid), typed).status_code == 302
    assert scene.fresh(ready).status == ActionStatus.COMPLETED


@pytest.mark.parity("N18")
@pytest.mark.parametrize(
    "changes",
    [
        {"percent": 101},
        {"narrative": ""},
        {"actual_end": "2026-04-30", "percent": 100},
        {"actual_start": "", "actual_end": "2026-05-05", "percent": 0},
        {"actual_start": "", "percent": 0, "spent_budget": "5,00"},
        {"recorded_date": "2999-01-01"},
    ],
)
def test_a_wrong_record_changes_nothing(
    eva: Visitor, scene: Scene, ready: Action, changes: dict[str, Any]
) -> None:
    answer = eva.post(to("execution:record", ready.uid), progress(**changes))
    assert answer.status_code == 422
    if "narrative" not in changes:
        assert "Minuta do código pronta." in answer.text
    assert scene.fresh(ready).status == ActionStatus.NOT_STARTED
    with inside(FIRST.schema):
        assert not ProgressRecord.objects.exists()


@pytest.mark.parity("P88")
def test_an_action_that_began_is_discontinued_with_a_reason(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    execution = scene.under_way(action)
    where = to("execution:discontinue", action.uid)
    refused = eva.post(where, {"reason": "", "end_date": "2026-05-01"})
    assert refused.status_code == 422
    assert scene.fresh(action).status == ActionStatus.IN_PROGRESS
    done = eva.post(where, {"reason": "A lei mudou.", "end_date": "2026-05-01"})
    assert done.status_code == 302
    assert scene.fresh(action).status == ActionStatus.DISCONTINUED
    assert scene.fresh(execution).discontinuation_reason == "A lei mudou."
    (entry,) = scene.journal("execution.action_discontinued")
    assert entry.reason == "A lei mudou."


@pytest.mark.parametrize("status", [ActionStatus.COMPLETED, ActionStatus.DISCONTINUED])
def test_a_closed_action_takes_no_verb_but_evidence(
    eva: Visitor, scene: Scene, status: ActionStatus
) -> None:
    action = scene.action(status=status)
    scene.execution(action, responsible=scene.person())
    for name, typed in (
        ("classify", classification(version=1)),
        ("assign", {"version": 1, "person": scene.person("Outra").uid}),
        ("record", progress()),
        ("discontinue", {"reason": "x", "end_date": "2026-05-01"}),
    ):
        assert eva.post(to(f"execution:{name}", action.uid), typed).status_code == 409, name
    assert scene.fresh(action).status == status
