"""Nobody has a file before the scanner has spoken; without a scanner that is said."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import Settings

from access.rules import Actor, Profile
from audit.queries import entries_of
from config.environment import Refused, scanner
from documents import clamd, quarantine, registry, services
from documents.events import FileInfected
from documents.models import StoredFile
from documents.rules import LETTER, SCAN_FLOW, Scan, wait_after
from documents.tasks import scan_waiting
from foundation.tenancy import PUBLIC
from notifications.models import Email, Notice
from tenants.files.handlers import tell_of_virus
from tenants.files.tasks import scan_everywhere
from tests.conftest import As
from tests.documents import samples
from tests.documents.clamd_server import EICAR, Daemon
from tests.documents.clamd_server import clamd as running
from tests.documents.made import AT
from tests.documents.samples import upload
from tests.people import centre_actor, person
from tests.seed import FIRST

INFECTED = samples.PDF + EICAR
GENERAL = "A situação mudou"
LATER = AT + timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def daemon() -> Iterator[Daemon]:
    with running() as started:
        yield started


@pytest.fixture
def scanned(daemon: Daemon, settings: Settings) -> Daemon:
    """This installation has a scanner."""
    settings.CLAMD_URL = daemon.url
    daemon.limit, daemon.is_silent = 25 * 1024 * 1024, False
    return daemon


@pytest.fixture(autouse=True)
def _letters_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._guards, LETTER.name, lambda actor, file: True)


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def kept(content: bytes = samples.PDF, actor: Actor | None = None) -> StoredFile:
    return services.store(
        actor=actor or centre_actor(Profile.DCI_ANALYST),
        upload=upload(content),
        purpose=LETTER,
        at=AT,
    )


def judged(file: StoredFile, at: Any = LATER) -> StoredFile:
    quarantine.judge(file.pk, at=at)
    file.refresh_from_db()
    return file


def verbs(file: StoredFile) -> list[str]:
    return [each.verb for each in entries_of(file)]


def test_the_daemon_gets_every_byte_and_its_word_is_taken(scanned: Daemon) -> None:
    large = b"x" * (3 * clamd.CHUNK + 17)
    assert clamd.virus_in(BytesIO(large), scanned.url) == ""
    assert scanned.seen[-1] == large
    assert clamd.virus_in(BytesIO(EICAR), scanned.url) == "Eicar-Test-Signature"


def test_a_stream_beyond_the_limit_of_the_daemon_is_no_verdict(scanned: Daemon) -> None:
    scanned.limit = 100_000
    with pytest.raises(clamd.ScannerAway, match="size limit exceeded"):
        clamd.virus_in(BytesIO(b"x" * 900_000), scanned.url)


def test_a_daemon_that_does_not_answer_is_given_up(scanned: Daemon) -> None:
    scanned.is_silent = True
    with pytest.raises(clamd.ScannerAway, match="imed"):
        clamd.virus_in(BytesIO(b"x"), scanned.url, silence=0.05)


def test_a_daemon_that_is_not_there_is_no_verdict(closed_port: int) -> None:
    for url in (f"tcp://127.0.0.1:{closed_port}", "unix:///nao/ha/clamd.sock"):
        with pytest.raises(clamd.ScannerAway):
            clamd.virus_in(BytesIO(b"x"), url)


@pytest.mark.parametrize("url", ["clamd:3310", "http://clamd", "tcp://", "unix://clamd", "tcp:/x"])
def test_a_bad_address_stops_the_process(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused):
        scanner(url)
    assert "CLAMD_URL" in capsys.readouterr().err


def test_good_addresses_are_taken() -> None:
    assert scanner("") == ""
    assert clamd.place_of("tcp://clamd") == ("clamd", 3310)
    assert clamd.place_of("unix:///run/clamd.sock") == "/run/clamd.sock"


@pytest.mark.usefixtures("scanned")
def test_a_file_waits_in_quarantine_until_it_is_cleared(centre_as: As) -> None:
    visitor = centre_as(Profile.DCI_ANALYST)
    file = kept()
    assert file.scan == Scan.WAITING
    answer = visitor.get(f"/arquivos/{file.uid}/")
    assert answer.status_code == 409
    assert "<h1>O arquivo ainda está em verificação</h1>" in answer.text
    assert "Espere alguns minutos" in answer.text
    assert GENERAL not in answer.text and "Volte, atualize" not in answer.text
    assert judged(file).scan == Scan.CLEAN
    assert verbs(file)[0] == "documents.file_cleared"
    answer = visitor.get(f"/arquivos/{file.uid}/", follow=True)
    assert b"".join(answer) == samples.PDF
    answer.close()


@pytest.mark.usefixtures("scanned")
def test_an_infected_file_is_never_handed_out_and_both_sides_are_told(centre_as: As) -> None:
    sender, admin = centre_as(Profile.DCI_ANALYST), person(PUBLIC, Profile.NETWORK_ADMIN)
    file = judged(kept(INFECTED, sender.actor))
    assert (file.scan, file.scan_found) == (Scan.INFECTED, "Eicar-Test-Signature")
    entry = entries_of(file).first()
    assert entry is not None and entry.verb == "documents.file_infected"
    assert entry.changes["Vírus"] == ["", "Eicar-Test-Signature"]
    for visitor in (sender, centre_as(Profile.NETWORK_ADMIN)):
        answer = visitor.get(f"/arquivos/{file.uid}/")
        assert answer.status_code == 409
        assert "encontrou um vírus" in answer.text and "peça outra cópia" in answer.text
        assert GENERAL not in answer.text
    event = FileInfected.of(sender.actor, file, at=timezone.now())
    for _ in range(2):
        tell_of_virus(event)
    for user in (sender.user, admin.user):
        notice = Notice.objects.get(user=user)
        assert file.name in notice.text and "Eicar" in notice.text
        assert Email.objects.filter(to=user.email).count() == 1


@pytest.mark.usefixtures("scanned")
def test_the_verdict_is_final_and_the_database_holds_it() -> None:
    file = judged(kept(INFECTED))
    assert quarantine.settle(file.pk, "clear", at=LATER) is None
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(scan=Scan.CLEAN)


def test_while_the_daemon_is_down_the_file_stays_and_is_tried_later_each_time(
    settings: Settings, closed_port: int, daemon: Daemon
) -> None:
    settings.CLAMD_URL = f"tcp://127.0.0.1:{closed_port}"
    file, at = judged(kept()), LATER
    for tries in (1, 2, 3):
        assert (file.scan, file.scan_tries) == (Scan.WAITING, tries)
        assert file.scan_due_at == at + wait_after(tries - 1)
        assert quarantine.judge(file.pk, at=file.scan_due_at - timedelta(seconds=1)) is None
        at = file.scan_due_at
        file = judged(file, at)
    assert wait_after(1) == 2 * wait_after(0) and wait_after(99) == timedelta(hours=1)
    settings.CLAMD_URL = daemon.url
    assert judged(file, at + timedelta(hours=1)).scan == Scan.CLEAN


def test_without_a_scanner_the_file_is_handed_out_and_called_not_verified(
    centre_as: As, settings: Settings
) -> None:
    settings.CLAMD_URL = ""
    file = kept()
    assert (file.scan, file.scan_label) == (Scan.UNSCANNED, "Não verificado")
    answer = centre_as(Profile.DCI_ANALYST).get(f"/arquivos/{file.uid}/", follow=True)
    assert b"".join(answer) == samples.PDF
    answer.close()


def test_a_scanner_that_comes_later_looks_at_what_was_not_verified(
    settings: Settings, daemon: Daemon, in_first: None
) -> None:
    settings.CLAMD_URL = ""
    files = [kept(content, person_of_first()) for content in (samples.PDF, INFECTED)]
    settings.CLAMD_URL = daemon.url
    assert scan_waiting(schema=FIRST.schema) == 2
    found = [StoredFile.objects.get(pk=each.pk).scan for each in files]
    assert found == [Scan.CLEAN, Scan.INFECTED]


def test_a_scanner_that_was_given_up_leaves_nothing_in_quarantine(
    settings: Settings, daemon: Daemon
) -> None:
    settings.CLAMD_URL = daemon.url
    file = kept()
    settings.CLAMD_URL = ""
    assert judged(file).scan == Scan.UNSCANNED
    assert verbs(file)[0] == "documents.file_left_unscanned"


def test_the_clock_asks_public_and_every_organisation(db: None) -> None:
    assert scan_everywhere() >= 3


def test_what_the_product_makes_is_not_scanned_and_says_nothing() -> None:
    assert StoredFile(scan=Scan.MADE).scan_label == ""
    assert "made" not in dict(SCAN_FLOW.pairs())


def test_the_settings_are_whole() -> None:
    assert run_checks() == []


def person_of_first() -> Actor:
    from access.queries import actor_of

    return actor_of(person(FIRST.schema, Profile.EXECUTOR))
