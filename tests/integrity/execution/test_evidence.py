"""Evidence: hashed, listed, handed out, taken away; and what the database keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction

from access.rules import Profile
from documents.services import open_file
from foundation.tenancy import inside
from integrity.execution.models import (
    ActionExecution,
    Evidence,
)
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from tests.conftest import As
from tests.integrity.execution.desk import fetched, pdf, progress, to
from tests.integrity.execution.scene import PDF, Scene
from tests.people import Visitor
from tests.seed import FIRST


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


@pytest.mark.parity("P149")
def test_a_file_that_proves_two_things_survives_until_the_last_of_them_goes(
    eva: Visitor, scene: Scene, ready: Action
) -> None:
    eva.post(to("execution:add_evidence", ready.uid), {"description": "Ata", "upload": pdf()})
    with inside(FIRST.schema):
        first = Evidence.objects.select_related("file", "execution").get()
        other = scene.under_way(scene.action("2", "Código de ética"))
        assert first.file is not None
        second = Evidence.objects.create(
            execution=other,
            description="A mesma ata",
            file=first.file,
            added_at=first.added_at,
            added_by=first.added_by,
        )
    where = to("documents:download", first.file.uid)
    for evidence, status in ((first, 200), (second, 404)):
        sent = {"reason": "Não se aplica"}
        assert eva.post(to("execution:remove_evidence", evidence.uid), sent).status_code == 302
        assert fetched(eva, where) == status
        removed = scene.journal("documents.file_removed")
        assert len(removed) == (status == 404)
    file = scene.fresh(first.file)
    assert (file.removed_at is not None, file.destroyed_at) == (True, None)
    with inside(FIRST.schema), open_file(file) as opened:
        assert opened.read() == PDF


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
