"""A file is kept with its hash, handed out by its domain's word, and never half kept."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test import TestCase
from django.utils import timezone

from access.models import Organ
from access.rules import Actor, Profile, requester
from audit.queries import entries_of
from documents import parking, queries, registry, services
from documents.models import IssuedDocument, StoredFile
from documents.pdf import write_pdf
from documents.rules import LETTER, MB, PDF, PLAN_PDF, Purpose, Scan
from documents.tasks import clear_parked
from foundation.refusals import Invalid, NotFound
from foundation.tenancy import PUBLIC, inside
from tenants.middleware import PORTAL
from tests.conftest import As
from tests.documents import samples
from tests.documents.made import AT, BLOCKS, FACE
from tests.documents.samples import upload
from tests.people import Visitor, centre_actor
from tests.seed import FIRST

ORPHAN = Purpose("nobody", "De ninguém", MB, ("pdf",))

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded() -> Iterator[list[bool]]:
    """The word of a domain on letters: what is in the list, yes to begin with."""
    word = [True]
    before = registry._guards.pop(LETTER.name, None)
    registry.guard(LETTER, lambda actor, file: word[0])
    yield word
    del registry._guards[LETTER.name]
    if before is not None:
        registry.guard(LETTER, before)


def antonio() -> Actor:
    return centre_actor(Profile.DCI_ANALYST)


def kept(actor: Actor | None = None, name: str = "ofício.pdf") -> StoredFile:
    return services.store(
        actor=actor or antonio(), upload=upload(samples.PDF, name), purpose=LETTER, at=AT
    )


def test_a_file_is_kept_with_its_name_size_type_and_hash() -> None:
    actor = antonio()
    file = kept(actor, "../of\x00ício.pdf")
    assert (file.name, file.size, file.media_type) == ("ofício.pdf", len(samples.PDF), PDF)
    assert file.sha256 == sha256(samples.PDF).hexdigest()
    assert (file.purpose, file.uploaded_by_uid, file.at) == ("letter", actor.user_uid, AT)
    with services.open_file(file) as opened:
        assert opened.read() == samples.PDF


def test_the_journal_holds_the_hash_of_every_file() -> None:
    file = kept()
    entry = entries_of(file).get()
    assert entry.verb == "documents.file_stored"
    assert entry.changes == {"SHA-256": ["", file.sha256]}


def test_its_place_cannot_be_guessed_and_lies_under_the_organisation(in_first: None) -> None:
    keys = {kept(requester("Ana")).storage_key for _ in range(3)}
    assert len(keys) == 3
    assert all(key.startswith(f"{FIRST.schema}/") and "pdf" not in key for key in keys)


@pytest.mark.parametrize("content", [samples.EXE, b"", samples.PDF + b"\n" * (10 * MB)])
def test_a_file_that_does_not_serve_is_refused_beside_its_field(content: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        services.store(
            actor=antonio(), upload=upload(content), purpose=LETTER, at=AT, field="letter"
        )
    assert list(caught.value.errors) == ["letter"]
    assert not StoredFile.objects.exists()


def test_when_the_verb_fails_the_bytes_go_with_the_row() -> None:
    actor, key = antonio(), ""
    with pytest.raises(Invalid), transaction.atomic():
        key = kept(actor).storage_key
        assert default_storage.exists(key)
        raise Invalid("Outra regra não foi cumprida.")
    assert key and not default_storage.exists(key)
    assert not StoredFile.objects.exists()


def test_when_the_verb_succeeds_the_bytes_stay() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        file = kept()
    with pytest.raises(Invalid), transaction.atomic():
        raise Invalid("Um pedido posterior falhou.")
    assert default_storage.exists(file.storage_key)


def test_neither_file_nor_document_can_be_rewritten() -> None:
    file = kept()
    for change in (
        lambda: StoredFile.objects.filter(pk=file.pk).update(sha256="0" * 64),
        lambda: StoredFile.objects.filter(pk=file.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_withdrawn_file_is_no_longer_found(guarded: list[bool]) -> None:
    actor = antonio()
    file = kept(actor)
    assert queries.file_for(actor, file.uid) == file
    services.remove(actor=actor, file=file, at=AT, reason="Enviado por engano")
    with pytest.raises(NotFound):
        queries.file_for(actor, file.uid)
    with pytest.raises(NotFound):
        services.remove(actor=actor, file=file, at=AT)
    assert default_storage.exists(file.storage_key)
    assert entries_of(file).first().reason == "Enviado por engano"  # type: ignore[union-attr]


def test_a_document_is_issued_about_its_subject_with_its_hash() -> None:
    organ = Organ.objects.create(name="Controladoria")
    content = write_pdf(FACE, BLOCKS)
    document = services.issue(
        actor=antonio(),
        subject=organ,
        kind="plan",
        title="Plano de integridade",
        name="Plano: 2026/1.pdf",
        make=lambda seal: content,
        purpose=PLAN_PDF,
        at=AT,
    )
    assert queries.documents_about(organ).get() == document
    assert document.sha256 == document.file.sha256 == sha256(content).hexdigest()
    assert document.file.name == "1.pdf" and document.file.scan == Scan.MADE
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedDocument.objects.filter(pk=document.pk).update(title="Outro")


def test_two_domains_do_not_answer_for_the_same_purpose(guarded: list[bool]) -> None:
    with pytest.raises(ValueError, match="two guards"):
        registry.guard(LETTER, lambda actor, file: True)


def address(uid: object) -> str:
    return f"/arquivos/{uid}/"


def test_a_file_is_handed_out_as_an_attachment_without_power(
    centre_as: As, guarded: list[bool]
) -> None:
    file = kept(name='ofício "1".pdf')
    answer = centre_as(Profile.DCI_ANALYST).get(address(file.uid), follow=True)
    assert answer.status_code == 200
    assert b"".join(answer) == samples.PDF
    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "of%C3%ADcio" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_whom_the_domain_refuses_does_not_learn_that_the_file_exists(
    centre_as: As, guarded: list[bool]
) -> None:
    guarded[0] = False
    visitor = centre_as(Profile.AUDITOR)
    assert visitor.get(address(kept().uid)).status_code == 404
    assert visitor.get(address(uuid4())).status_code == 404


def test_a_file_that_no_domain_answers_for_is_not_handed_out(
    centre_as: As, guarded: list[bool]
) -> None:
    file = services.store(actor=antonio(), upload=upload(samples.PDF), purpose=ORPHAN, at=AT)
    assert centre_as(Profile.DCI_ANALYST).get(address(file.uid)).status_code == 404


def test_a_file_of_one_organisation_is_not_found_at_another(
    second_as: As, guarded: list[bool]
) -> None:
    with inside(FIRST.schema):
        file = kept(requester("Ana"))
    visitor = second_as(Profile.ORGANISATION_ADMIN)
    assert visitor.get(address(file.uid)).status_code == 404
    with inside(PUBLIC):
        assert not StoredFile.objects.filter(uid=file.uid).exists()


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(guarded: list[bool]) -> None:
    answer = Visitor(FIRST.host).get(address(uuid4()))
    assert answer.status_code == 302


def test_the_portal_stores_a_letter_and_reads_nothing_back() -> None:
    place: Any = connection
    place.set_tenant(PORTAL)
    file = kept(requester("Ana Moradora"))
    for forbidden in (
        lambda: IssuedDocument.objects.exists(),
        lambda: StoredFile.objects.get(pk=file.pk),
        lambda: StoredFile.objects.filter(pk=file.pk).update(removed_at=AT),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            forbidden()
    place.set_schema(PUBLIC)
    assert StoredFile.objects.get(uid=file.uid).uploaded_by_name == "Ana Moradora"


def test_an_organisation_cannot_read_the_files_of_the_centre(in_first: None) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 FROM public.documents_storedfile")


def test_the_clock_clears_what_waited_too_long() -> None:
    token = parking.park(upload(samples.PDF), LETTER)
    clear_parked(schema=PUBLIC)
    assert parking.parked(token, LETTER) is not None
    with time_machine.travel(timezone.now() + 2 * parking.LIFETIME, tick=False):
        assert clear_parked(schema=PUBLIC) >= 1
    assert parking.parked(token, LETTER) is None


def test_a_letter_that_waited_is_kept_once_and_its_waiting_copy_goes() -> None:
    token = parking.park(upload(samples.PDF), LETTER)
    waited = parking.parked(token, LETTER)
    assert waited is not None
    with TestCase.captureOnCommitCallbacks(execute=True):
        file = services.store(actor=antonio(), upload=waited, purpose=LETTER, at=AT)
    assert file.sha256 == sha256(samples.PDF).hexdigest()
    assert parking.parked(token, LETTER) is None
