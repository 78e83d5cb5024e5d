"""A file leaves by a link for one person and two minutes, whole or in part, under its own name."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.queries import entries_of
from documents import registry, services
from documents.models import StoredFile
from documents.rules import LETTER
from documents.web.answers import disposition
from documents.web.ranges import Unsatisfiable, span_of
from documents.web.views import LIFETIME
from foundation.tenancy import inside
from tests.conftest import As
from tests.documents import samples
from tests.documents.made import AT
from tests.documents.samples import upload
from tests.people import Visitor, centre_actor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
SIZE = len(samples.PDF)


@pytest.fixture
def word(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the domain says of letters: yes, to begin with."""
    said = [True]
    monkeypatch.setitem(registry._guards, LETTER.name, lambda actor, file: said[0])
    return said


@pytest.fixture
def antonio(centre_as: As, word: list[bool]) -> Visitor:
    return centre_as(Profile.DCI_ANALYST)


def kept(name: str = "ofício.pdf") -> StoredFile:
    actor = centre_actor(Profile.DCI_ANALYST)
    return services.store(actor=actor, upload=upload(samples.PDF, name), purpose=LETTER, at=AT)


def link_to(visitor: Visitor, file: StoredFile) -> str:
    """The link that the address of a file gives."""
    answer = visitor.get(f"/arquivos/{file.uid}/")
    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"]
    return str(answer["Location"])


def body_of(answer: Any) -> bytes:
    return b"".join(answer)  # read to its end, an answer closes itself


@pytest.mark.parity("P148")
def test_a_file_is_fetched_by_a_link_after_its_domain_agreed(
    antonio: Visitor, word: list[bool]
) -> None:
    file = kept()
    assert file.name not in file.storage_key and "pdf" not in file.storage_key
    assert antonio.get(f"/{file.storage_key}").status_code == 404
    assert antonio.get(f"/static/{file.storage_key}").status_code == 404
    answer = antonio.get(link_to(antonio, file))
    assert body_of(answer) == samples.PDF
    assert "filename*=UTF-8''of%C3%ADcio.pdf" in answer["Content-Disposition"]
    assert entries_of(file).get().changes["SHA-256"] == ["", file.sha256]
    word[0] = False
    assert antonio.get(f"/arquivos/{file.uid}/").status_code == 404


def test_a_link_is_for_the_person_the_file_and_the_host_it_was_given_for(
    antonio: Visitor, centre_as: As, first_as: As
) -> None:
    file, other = kept(), kept()
    link = link_to(antonio, file)
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert centre_as(Profile.DCI_ANALYST, "Beatriz").get(link).status_code == 404
    assert antonio.get(f"/arquivos/{other.uid}/{token}/").status_code == 404
    assert first_as(Profile.ORGANISATION_ADMIN).get(link).status_code == 404
    assert Visitor(antonio.host).get(link).status_code == 302


def test_an_old_link_asks_again(antonio: Visitor, word: list[bool]) -> None:
    file = kept()
    link = link_to(antonio, file)
    with time_machine.travel(timezone.now() + LIFETIME + timedelta(seconds=1), tick=False):
        answer = antonio.get(link)
        assert (answer.status_code, answer["Location"]) == (302, f"/arquivos/{file.uid}/")
        word[0] = False
        assert antonio.get(link).status_code == 404


def test_a_file_that_was_removed_meanwhile_is_gone(antonio: Visitor) -> None:
    file = kept()
    link = link_to(antonio, file)
    services.remove(actor=antonio.actor, file=file, at=AT)
    assert antonio.get(link).status_code == 404
    assert default_storage.exists(file.storage_key)


def test_a_download_that_was_cut_short_goes_on(antonio: Visitor) -> None:
    file = kept()
    link = link_to(antonio, file)
    whole = antonio.get(link)
    assert whole["Accept-Ranges"] == "bytes" and whole["Content-Length"] == str(SIZE)
    assert body_of(whole) == samples.PDF
    rest = antonio.get(link, headers={"range": "bytes=10-", "if-range": whole["ETag"]})
    assert rest.status_code == 206
    assert rest["Content-Range"] == f"bytes 10-{SIZE - 1}/{SIZE}"
    assert rest["Content-Length"] == str(SIZE - 10)
    assert body_of(rest) == samples.PDF[10:]
    for header in ("X-Content-Type-Options", "Content-Disposition", "Content-Security-Policy"):
        assert rest[header] == whole[header]
    changed = antonio.get(link, headers={"range": "bytes=10-", "if-range": '"outra"'})
    assert (changed.status_code, body_of(changed)) == (200, samples.PDF)
    beyond = antonio.get(link, headers={"range": f"bytes={SIZE}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("", None),
        ("bytes=0-0", (0, 0)),
        ("bytes=5-", (5, 9)),
        ("bytes=5-400", (5, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-300", (0, 9)),
        ("bytes=-", None),
        ("bytes=7-3", None),
        ("bytes=0-1,4-5", None),
        ("items=0-1", None),
    ],
)
def test_a_part_is_understood_or_the_whole_is_sent(
    header: str, span: tuple[int, int] | None
) -> None:
    assert span_of(header, 10) == span


@given(st.text(max_size=40), st.integers(1, 1000))
def test_no_header_asks_for_bytes_that_are_not_there(header: str, size: int) -> None:
    for asked in (header, f"bytes={header}"):
        try:
            span = span_of(asked, size)
        except Unsatisfiable:
            continue
        assert span is None or 0 <= span[0] <= span[1] < size


@given(st.text())
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    header = disposition(name)
    assert header.isascii() and header.isprintable()
    assert header.startswith('attachment; filename="')
    inside_quotes, rest = header.removeprefix('attachment; filename="').split('"', 1)
    assert "\\" not in inside_quotes
    assert rest.startswith("; filename*=UTF-8''") and rest.count(";") == 1


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("ata.pdf", "attachment; filename=\"ata.pdf\"; filename*=UTF-8''ata.pdf"),
        (
            "Ação nº 1.pdf",
            "attachment; filename=\"Acao no 1.pdf\"; filename*=UTF-8''"
            "A%C3%A7%C3%A3o%20n%C2%BA%201.pdf",
        ),
        (
            'a"b\r\nX: y.pdf',
            "attachment; filename=\"a_bX: y.pdf\"; filename*=UTF-8''a%22bX%3A%20y.pdf",
        ),
    ],
)
def test_a_file_keeps_its_name(name: str, header: str) -> None:
    assert disposition(name) == header


def test_an_organisation_has_its_own_links(first_as: As, word: list[bool]) -> None:
    eva = first_as(Profile.EXECUTOR)
    with inside(FIRST.schema):
        file = services.store(actor=eva.actor, upload=upload(samples.PDF), purpose=LETTER, at=AT)
    assert body_of(eva.get(link_to(eva, file))) == samples.PDF
