"""Files on an S3 service: private, streamed by the product's own pages, gone with a rollback."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from access.rules import Profile
from config.environment import storage
from documents import parking, registry, services
from documents.models import StoredFile
from documents.object_store import MB
from documents.rules import LETTER
from foundation.refusals import Invalid
from tests.conftest import As
from tests.documents import samples
from tests.documents.made import AT
from tests.documents.samples import upload
from tests.object_store import SECRET, ObjectServer, object_server
from tests.people import centre_actor

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LARGE = samples.PDF + b"\n" * (9 * MB)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectServer]:
    with object_server(tmp_path_factory.mktemp("s3") / "server") as started:
        yield started


@pytest.fixture(autouse=True)
def _files_lie_there(server: ObjectServer, settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": storage(server.url)}


@pytest.fixture
def _letters_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._guards, LETTER.name, lambda actor, file: True)


def kept(content: bytes = samples.PDF) -> StoredFile:
    actor = centre_actor(Profile.DCI_ANALYST)
    return services.store(actor=actor, upload=upload(content), purpose=LETTER, at=AT)


@pytest.mark.usefixtures("_letters_for_all")
@pytest.mark.parametrize("content", [samples.PDF, LARGE], ids=["small", "large"])
def test_a_stored_file_comes_back_through_its_page(
    centre_as: As, server: ObjectServer, content: bytes
) -> None:
    file = kept(content)
    assert file.storage_key in server.objects()
    answer = centre_as(Profile.DCI_ANALYST).get(f"/arquivos/{file.uid}/", follow=True)
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(len(content))
    assert b"".join(answer) == content
    answer.close()


def test_who_knows_the_name_of_an_object_does_not_get_it(server: ObjectServer) -> None:
    file = kept()
    assert server.asked_without_signature(file.storage_key) == 403
    with pytest.raises(ValueError, match="not accessible"):
        default_storage.url(file.storage_key)


def test_a_wrong_secret_stores_nothing(server: ObjectServer, settings: Settings) -> None:
    before = server.objects()
    wrong = server.url.replace("segredo", "palpite")
    assert wrong != server.url and SECRET.startswith("segredo")
    settings.STORAGES = {**settings.STORAGES, "default": storage(wrong)}
    with pytest.raises(Exception, match=r"SignatureDoesNotMatch|403"), transaction.atomic():
        kept()
    assert server.objects() == before
    assert not StoredFile.objects.exists()


def test_when_the_verb_fails_the_object_goes_with_the_row(server: ObjectServer) -> None:
    key = ""
    with pytest.raises(Invalid), transaction.atomic():
        key = kept().storage_key
        assert key in server.objects()
        raise Invalid("Outra regra não foi cumprida.")
    assert key and key not in server.objects()


def test_an_object_is_never_overwritten() -> None:
    first = default_storage.save("public/nome", ContentFile(b"primeiro"))
    second = default_storage.save("public/nome", ContentFile(b"segundo"))
    assert first != second
    with default_storage.open(first) as opened:
        assert opened.read() == b"primeiro"


def test_an_object_that_is_not_there_is_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("public/nada")
    default_storage.delete("public/nada")
    assert default_storage.listdir("nenhuma") == ([], [])


def test_what_can_only_be_read_once_is_kept_too() -> None:
    class Flow(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("read once")

    key = default_storage.save("public/corrente", File(Flow(samples.PDF), name="corrente"))
    with default_storage.open(key) as opened:
        assert opened.read() == samples.PDF


def test_a_file_waits_there_for_its_form_and_is_cleared_after_it(server: ObjectServer) -> None:
    token = parking.park(upload(samples.PDF), LETTER)
    waited = parking.parked(token, LETTER)
    assert waited is not None and waited.key in server.objects()
    assert parking.clear(timezone.now() + timedelta(minutes=1)) == 1
    assert waited.key not in server.objects()
    assert parking.parked(token, LETTER) is None
