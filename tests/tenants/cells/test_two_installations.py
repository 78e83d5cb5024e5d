"""An organisation moves to a second installation: equal there, and written in one at a time."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from tenants import hosts
from tenants.cells.rules import Cell
from tests.database import Database
from tests.fixtures import SESSION
from tests.tenants.cells.installation import Installation, second
from tests.tenants.own import files_of, fill, rows_of

pytestmark = pytest.mark.slow


def here(*words: str) -> str:
    """A command on the cell that the organisation leaves."""
    said = StringIO()
    call_command("tenant", "move", *words, stdout=said)
    hosts.forget()
    return said.getvalue()


def word(said: str, name: str) -> str:
    found = re.search(rf"^{name} (\S+)$", said, re.MULTILINE)
    assert found, said
    return found[1]


def writers(own: Database, north: Installation, schema: str) -> list[str]:
    """The cells in which the organisation is active and its role may write."""
    found = []
    for name, database in (("sispmpi", own), (north.name, north.database)):
        rows = database.rows(
            "SELECT has_table_privilege(%s, schema_name || '.access_unit', 'INSERT'), life"
            " FROM tenants_tenant WHERE schema_name = %s",
            f"{name}_{schema}",
            schema,
        )
        assert [may for may, life in rows] == [life == "active" for may, life in rows]
        found += [name for may, _ in rows if may]
    return found


def answer(schema: str, path: str = "/conta/entrar/") -> Any:
    hosts.forget()
    return Client(SERVER_NAME=f"vila-{schema[1:]}.localhost").get(path)


def test_an_organisation_moves_whole_and_is_written_in_one_cell_at_a_time(
    own: Database,
    nascent: str,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cell = Cell("norte", "http://norte.localhost:8000")
    monkeypatch.setattr(settings, "OTHER_CELLS", {"norte": cell})
    there_host = f"vila-{nascent[1:]}.norte.localhost"
    fill(nascent, files=3)
    session = pytestconfig.stash[SESSION]
    with second(session, tmp_path / "norte", name="norteinst", cell="norte") as north:
        arrive = ("tenant", "move", nascent, "--from", "principal")
        assert writers(own, north, nascent) == ["sispmpi"]
        said = here(nascent, "--to", "norte")
        before, files = rows_of(own, nascent), files_of(tmp_path, nascent)
        assert writers(own, north, nascent) == []
        assert answer(nascent).status_code == 200  # still read here
        archive, ticket = word(said, "archive"), word(said, "ticket")
        receipt = word(north.command(*arrive, "--archive", archive, "--ticket", ticket), "receipt")
        assert writers(own, north, nascent) == []
        after = rows_of(north.database, nascent)
        assert {name for name in before if before[name] != after[name]} <= {"django_session"}
        assert len(before) > 30
        assert files_of(north.folder, nascent) == files
        assert len(files) >= 3
        with pytest.raises(AssertionError, match="chave"):
            north.command(*arrive, "--key", "0" * 64)
        with pytest.raises(CommandError, match="recibo"):
            here(nascent, "--to", "norte", "--receipt", "0" * 64)
        key = word(here(nascent, "--to", "norte", "--receipt", receipt), "key")
        assert writers(own, north, nascent) == []
        sent = answer(nascent, "/avisos/?a=1")
        assert (sent.status_code, sent["Location"]) == (
            307,
            f"http://{there_host}:8000/avisos/?a=1",
        )
        assert north.status(there_host) == 200  # read there already
        with pytest.raises(CommandError):
            here(nascent, "--to", "norte", "--abort")
        north.command(*arrive, "--key", key)
        assert writers(own, north, nascent) == ["norteinst"]
        assert north.status(there_host) == 200
        with pytest.raises(AssertionError, match="transferência"):
            north.command(*arrive, "--abort")
        assert rows_of(own, nascent) == before  # set aside by the life cycle, when people decide
