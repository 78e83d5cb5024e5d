"""Leaving for another cell: nothing written is lost, and every step can be called off in time."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import psycopg2
import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from access.rules import SYSTEM, Profile
from audit.models import Entry
from foundation.refusals import Invalid, NotAllowed, NotFound
from tenants import lifecycle
from tenants.archive import backups
from tenants.archive.faults import BadArchive
from tenants.archive.writing import export
from tenants.cells import arriving, leaving
from tenants.cells.models import Move
from tenants.cells.rules import Cell
from tenants.models import Tenant
from tests.database import Database
from tests.fixtures import SESSION
from tests.people import centre_actor
from tests.tenants.own import files_in, fill, standing_in

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OTHER_CELLS", {"norte": Cell("norte", "http://norte.test")})


@pytest.fixture
def other(
    pytestconfig: pytest.Config, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """A further database, into which a test may step."""
    session = pytestconfig.stash[SESSION]
    database = session.clone()
    yield database
    session.drop(database.name)


def leave(schema: str) -> Move:
    return leaving.leave(actor=SYSTEM, schema=schema, cell="norte", at=timezone.now())


def switch(schema: str, receipt: str) -> Move:
    return leaving.switch(
        actor=SYSTEM, schema=schema, cell="norte", receipt=receipt, at=timezone.now()
    )


def state(database: Database, schema: str) -> tuple[object, ...]:
    """Situation, cell, and whether the role may write."""
    (found,) = database.rows(
        "SELECT life, cell, has_table_privilege('sispmpi_' || schema_name,"
        " schema_name || '.access_unit', 'INSERT') FROM tenants_tenant WHERE schema_name = %s",
        schema,
    )
    return found


def test_until_the_switch_it_may_be_called_off_and_not_after(own: Database, nascent: str) -> None:
    for begun in (leaving.begin, leaving.leave):
        begun(actor=SYSTEM, schema=nascent, cell="norte", at=timezone.now())
        assert state(own, nascent) == ("read_only", "", False)
        leaving.call_off(actor=SYSTEM, schema=nascent, at=timezone.now())
        assert state(own, nascent) == ("active", "", True)
    found = leave(nascent)
    with pytest.raises(Invalid):
        switch(nascent, "0" * 64)
    assert state(own, nascent) == ("read_only", "", False)
    assert switch(nascent, found.receipt).key == found.key
    assert switch(nascent, found.receipt).key == found.key
    assert state(own, nascent) == ("closed", "norte", False)
    with pytest.raises(NotAllowed):
        leaving.call_off(actor=SYSTEM, schema=nascent, at=timezone.now())
    with pytest.raises(NotAllowed):
        leave(nascent)
    assert Entry.objects.filter(verb="tenants.tenant.moved").exists()


def test_begun_and_killed_it_goes_on_with_the_same_ticket(own: Database, nascent: str) -> None:
    begun = leaving.begin(actor=SYSTEM, schema=nascent, cell="norte", at=timezone.now())
    with pytest.raises(NotAllowed):
        switch(nascent, begun.receipt)
    first, second = leave(nascent), leave(nascent)
    assert (begun.pk, first.ticket, first.archive) == (second.pk, begun.ticket, second.archive)
    assert first.archive is not None
    with ZipFile(backups.path_of(first.archive)) as archive:
        assert archive.read("manifest.sha256").decode() == first.receipt


def test_the_centre_opens_nothing_while_it_moves_nor_after(own: Database, nascent: str) -> None:
    who = {"actor": centre_actor(Profile.DCI_DIRECTOR), "schema": nascent, "reason": "Engano."}
    found = leave(nascent)
    for verb in (lifecycle.reopen, lifecycle.close):
        with pytest.raises(NotAllowed, match="transferência"):
            verb(**who, at=timezone.now())  # type: ignore[arg-type]
    switch(nascent, found.receipt)
    with pytest.raises(NotAllowed, match="norte"):
        lifecycle.recover(**who, at=timezone.now())  # type: ignore[arg-type]
    asked = lifecycle.request_departure(**who, at=timezone.now())  # type: ignore[arg-type]
    assert asked.archive is None  # its end goes the usual way, by two people


def test_what_was_being_written_is_in_the_archive(own: Database, nascent: str) -> None:
    with closing(psycopg2.connect(own.admin_url)) as writer, writer.cursor() as cursor:
        cursor.execute(f'SET ROLE "sispmpi_{nascent}"; SET search_path = {nascent}, public, ext')
        cursor.execute("UPDATE access_organ SET name = 'No último instante'")
        done: list[Move] = []

        def go() -> None:
            try:
                done.append(leave(nascent))
            finally:
                connections.close_all()

        thread = threading.Thread(target=go)
        thread.start()
        thread.join(3)
        assert thread.is_alive()  # it waits for the writer
        cursor.execute("SAVEPOINT late")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("UPDATE access_organ SET name = 'Tarde'")
        cursor.execute("ROLLBACK TO late")
        writer.commit()
        thread.join(60)
    assert not thread.is_alive()
    assert done
    with ZipFile(backups.path_of(done[0].archive)) as archive:  # type: ignore[arg-type]
        content = archive.read("tables/access_organ.csv").decode()
    assert "No último instante" in content
    assert "Tarde" not in content


def test_an_arrival_goes_on_after_a_crash_opens_by_its_key_only_and_can_be_called_off(
    own: Database, nascent: str, other: Database, tmp_path: Path
) -> None:
    fill(nascent)
    found = leave(nascent)
    assert found.archive is not None
    path = backups.path_of(found.archive)
    wanted = {"actor": SYSTEM, "schema": nascent, "cell": "principal", "at": timezone.now()}
    with standing_in(other), files_in(tmp_path / "other"):
        for place in ("m3199901", nascent):
            with pytest.raises((NotFound, NotAllowed)):
                arriving.open_here(**{**wanted, "schema": place}, key=found.key)  # type: ignore[arg-type]
        arriving.expect(
            schema=nascent, cell="principal", ticket=found.ticket, at=timezone.now()
        )  # killed here
        with pytest.raises(NotAllowed):
            arriving.receive(**wanted, path=path, ticket="0" * 64)  # type: ignore[arg-type]
        arrived = arriving.receive(**wanted, path=path, ticket=found.ticket)  # type: ignore[arg-type]
        assert arrived.receipt == found.receipt
        assert state(other, nascent) == ("read_only", "", False)
        Move.objects.filter(pk=arrived.pk).update(ready_at=None)  # killed before it was compared
        again = arriving.receive(**wanted, path=path, ticket=found.ticket)  # type: ignore[arg-type]
        assert (again.pk, again.receipt) == (arrived.pk, found.receipt)
        with pytest.raises(Invalid):
            arriving.open_here(**wanted, key="0" * 64)  # type: ignore[arg-type]
        arriving.call_off(actor=SYSTEM, schema=nascent, at=timezone.now())
        assert state(other, nascent) == ("closed", "", False)
        with pytest.raises(NotAllowed):
            arriving.open_here(**wanted, key=found.key)  # type: ignore[arg-type]
    leaving.call_off(actor=SYSTEM, schema=nascent, at=timezone.now())
    assert state(own, nascent) == ("active", "", True)


def test_what_arrives_changed_is_never_opened(
    own: Database, nascent: str, other: Database, tmp_path: Path
) -> None:
    fill(nascent)
    path = tmp_path / "a.zip"
    export(nascent, path, at=timezone.now())
    wanted = {"actor": SYSTEM, "schema": nascent, "cell": "principal", "at": timezone.now()}
    with standing_in(other), files_in(tmp_path / "other"):
        arrived = arriving.receive(**wanted, path=path, ticket="0" * 64)  # type: ignore[arg-type]
        Move.objects.filter(pk=arrived.pk).update(ready_at=None)
        other.rows(f"UPDATE {nascent}.access_unit SET name = name || '!'")
        stored = next((tmp_path / "other" / "files" / nascent).iterdir())
        stored.chmod(0o600)
        stored.write_bytes(b"x")
        with pytest.raises(BadArchive, match=r"access_unit.*" + stored.name):
            arriving.receive(**wanted, path=path, ticket="0" * 64)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            arriving.open_here(**wanted, key="x")  # type: ignore[arg-type]
    assert Tenant.objects.get(schema_name=nascent).life == "active"
