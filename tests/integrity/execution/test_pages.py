"""The executor's pages: what each form stores, refuses and journals."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from integrity.execution.models import (
    ActionExecution,
    ActionType,
    Evidence,
    LimitingFactor,
    ProgressRecord,
)
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from tests.conftest import As
from tests.integrity.execution.scene import PDF, Scene
from tests.people import Visitor
from tests.seed import FIRST

ROUTES = "config.urls.organisation"


def to(name: str, uid: object = None) -> str:
    """The address of one of the organisation's pages."""
    return reverse(name, args=[uid] if uid else [], urlconf=ROUTES)


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    """Eva executes for the health secretariat."""
    return first_as(Profile.EXECUTOR, unit=scene.health)


def type_uid(name: str = "Processo") -> str:
    with inside(FIRST.schema):
        return str(ActionType.objects.get(name=name).uid)


def classification(**changes: Any) -> dict[str, Any]:
    """A classification that is accepted, but for what is changed."""
    fine = {
        "version": 0,
        "kind": "one_off",
        "types": [type_uid()],
        "planned_start": "2026-04-01",
        "planned_end": "2026-12-31",
        "planned_budget": "1.500,00",
    }
    return fine | changes


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


def progress(**changes: Any) -> dict[str, Any]:
    """A record of progress that is accepted, but for what is changed."""
    fine = {
        "version": 1,
        "recorded_date": "2026-05-10",
        "percent": 40,
        "narrative": "Minuta do código pronta.",
        "actual_start": "2026-05-01",
    }
    return fine | changes


@pytest.fixture
def ready(scene: Scene) -> Action:
    """An action that somebody answers for, not begun."""
    action = scene.action()
    scene.execution(action, responsible=scene.person())
    return action


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


def pdf(name: str = "ata.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def fetched(reader: Visitor, where: str) -> int:
    """The status of a download, read to its end so that the file is closed again."""
    answer = reader.get(where)
    assert answer.getvalue()
    return answer.status_code


@pytest.mark.parity("P87", "N9")
def test_evidence_is_hashed_listed_downloaded_and_unlinked(
    eva: Visitor, scene: Scene, ready: Action, first_as: As, second_as: As
) -> None:
    added = eva.post(
        to("execution:add_evidence", ready.uid), {"description": "Ata", "upload": pdf()}
    )
    assert added.status_code == 302
    with inside(FIRST.schema):
        evidence = Evidence.objects.select_related("file").get()
    assert evidence.file is not None
    where = to("documents:download", evidence.file.uid)
    page = eva.get(to("execution:action", ready.uid)).text
    assert where in page
    assert evidence.file.sha256 in page
    other_unit = first_as(Profile.EXECUTOR, "Olavo Obras", unit=scene.works)
    readers = {
        eva: 200,
        first_as(Profile.MONITORING): 200,
        first_as(Profile.FORMULATION): 404,
        other_unit: 404,
        second_as(Profile.EXECUTOR): 404,
    }
    for reader, status in readers.items():
        assert fetched(reader, where) == status
    remove = to("execution:remove_evidence", evidence.uid)
    assert other_unit.post(remove, {"reason": "Quero"}).status_code == 404
    assert eva.post(remove, {"reason": " "}).status_code == 422
    assert fetched(eva, where) == 200
    assert eva.post(remove, {"reason": "Arquivo trocado"}).status_code == 302
    assert fetched(eva, where) == 404
    kept = scene.fresh(evidence)
    assert (kept.removal_reason, kept.file_id) == ("Arquivo trocado", evidence.file_id)
    (entry,) = scene.journal("execution.evidence_removed")
    assert entry.reason == "Arquivo trocado"
    assert scene.journal("execution.evidence_added")


@pytest.mark.parity("P87", "N12", "N20")
@pytest.mark.parametrize(
    "typed",
    [
        {"upload": pdf("ata.pdf", b"MZ\x90\x00" + b"\x00" * 200)},
        {"upload": pdf("ata.exe", b"MZ\x90\x00" + b"\x00" * 200)},
        {"upload": pdf("ata.pdf", PDF + b"0" * (5 * 1024 * 1024))},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://exemplo.gov.br/ata"},
        {"link": "https://exemplo.gov.br/ata", "upload": pdf()},
        {},
    ],
)
def test_what_is_no_evidence_is_refused(
    eva: Visitor, scene: Scene, ready: Action, typed: dict[str, Any]
) -> None:
    for each in typed.values():
        if isinstance(each, SimpleUploadedFile):
            each.seek(0)
    answer = eva.post(
        to("execution:add_evidence", ready.uid), {"description": "Ata da reunião", **typed}
    )
    assert answer.status_code == 422
    assert 'value="Ata da reunião"' in answer.text
    with inside(FIRST.schema):
        assert not Evidence.objects.exists()
    assert not scene.journal("documents.file_stored")


def test_a_link_to_the_web_is_evidence(eva: Visitor, scene: Scene, ready: Action) -> None:
    typed = {"description": "Notícia", "link": "https://exemplo.mg.gov.br/noticia"}
    assert eva.post(to("execution:add_evidence", ready.uid), typed).status_code == 302
    assert (
        'href="https://exemplo.mg.gov.br/noticia"'
        in eva.get(to("execution:action", ready.uid)).text
    )


def test_what_a_person_typed_is_shown_as_text(eva: Visitor, scene: Scene, ready: Action) -> None:
    typed = progress(narrative="<script>alert(1)</script>")
    eva.post(to("execution:record", ready.uid), typed)
    page = eva.get(to("execution:action", ready.uid)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def rewrite_record(execution: ActionExecution) -> None:
    execution.progress.update(percent=90)


def delete_evidence(execution: ActionExecution) -> None:
    execution.evidence.all().delete()


def jump(execution: ActionExecution) -> None:
    Action.objects.filter(pk=execution.action_id).update(status=ActionStatus.NOT_STARTED)


@pytest.mark.parity("N10")
@pytest.mark.parametrize("tamper", [rewrite_record, delete_evidence, jump])
def test_the_database_keeps_what_was_reported(
    eva: Visitor, scene: Scene, ready: Action, tamper: Callable[[ActionExecution], object]
) -> None:
    eva.post(to("execution:record", ready.uid), progress())
    typed = {"description": "Ata", "link": "https://exemplo.mg.gov.br/ata"}
    eva.post(to("execution:add_evidence", ready.uid), typed)
    with inside(FIRST.schema):
        execution = ActionExecution.objects.get(action=ready)
        with pytest.raises(InternalError), transaction.atomic():
            tamper(execution)


POSTS = ("classify", "assign", "record", "discontinue", "add_evidence")
OTHERS = [
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    Profile.FORMULATION,
    Profile.MONITORING,
    Profile.INTERNAL_CONTROL,
    Profile.OBSERVER,
]


@pytest.mark.parity("P107", "N16")
@pytest.mark.parametrize("profile", OTHERS)
def test_only_an_executor_executes(first_as: As, scene: Scene, profile: Profile) -> None:
    action = scene.action()
    somebody = first_as(profile, organ=scene.organ)
    assert somebody.get(to("execution:list")).status_code == 403
    assert somebody.get(to("execution:action", action.uid)).status_code == 403
    for name in POSTS:
        assert somebody.post(to(f"execution:{name}", action.uid)).status_code == 403
    assert somebody.post(to("execution:remove_evidence", action.uid)).status_code == 403
    assert somebody.get("/api/execucao/acoes/").status_code == 403


def test_what_is_out_of_reach_is_not_found(
    eva: Visitor, scene: Scene, second_as: As, first_as: As
) -> None:
    action = scene.action(executing_unit=scene.works)
    own = scene.action("2")
    neighbour = second_as(Profile.EXECUTOR)
    for visitor, uid in ((eva, action.uid), (neighbour, own.uid)):
        assert visitor.get(to("execution:action", uid)).status_code == 404
        for name in POSTS:
            assert visitor.post(to(f"execution:{name}", uid)).status_code == 404


def test_a_visitor_signs_in_first(nobody_at_first: Visitor, scene: Scene) -> None:
    answer = nobody_at_first.get(to("execution:list"))
    assert answer.status_code == 302
    assert nobody_at_first.get("/api/execucao/acoes/").status_code == 403


@pytest.mark.parity("N14")
def test_no_verb_is_carried_out_by_get(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    for name in POSTS:
        assert eva.get(to(f"execution:{name}", action.uid)).status_code == 405


def test_a_light_moves_with_the_clock(eva: Visitor, scene: Scene) -> None:
    today = timezone.localdate()
    scene.execution(scene.action(), planned_start=today - timedelta(days=1))
    assert "Início atrasado" in eva.get(to("execution:list")).text
