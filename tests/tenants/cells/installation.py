"""A second installation of the programme: a database, a name, a domain and files of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg2 import sql

from config.local import accounts, programs
from config.local.accounts import connect
from config.local.places import SOURCE
from tests.database import Database, Session, addresses

ASK = """
import sys, django
django.setup()
from django.test import Client
print(Client(SERVER_NAME=sys.argv[1]).get("/conta/entrar/").status_code)
"""


@dataclass
class Installation:
    """The programme in another cell, reached by its commands and pages."""

    name: str
    database: Database
    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """What a command of `sispmpi` says; raises AssertionError with its words when it fails."""
        done = self._run(programs.command(*words))
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def status(self, host: str) -> int:
        """What a page answers at a host there."""
        return int(self._run([sys.executable, "-c", ASK, host]).stdout)

    def _run(self, words: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            words, cwd=SOURCE, env=self.environment, capture_output=True, text=True, check=False
        )


@contextmanager
def second(session: Session, folder: Path, *, name: str, cell: str) -> Iterator[Installation]:
    """An installation migrated by its own command; database and roles are gone afterwards."""
    database = session.database(f"{session.prefix}_{name}")
    session.made.append(database.name)
    accounts.prepare(
        session.server.url(),
        database=database.name,
        owner=session.owner,
        application=session.application,
    )
    environment = {
        **os.environ,
        **addresses(database),
        "INSTALLATION_ID": name,
        "BASE_DOMAIN": f"{cell}.localhost",
        "CELL": cell,
        "CELLS": "principal=http://localhost:8000",
        "STORAGE_URL": (folder / "files").as_uri(),
        "BACKUP_DIR": str(folder / "backup"),
    }
    place = Installation(name, database, folder, environment)
    try:
        place.command("migrate")
        yield place
    finally:
        session.drop(database.name)
        remove_roles(session, name)


def remove_roles(session: Session, name: str) -> None:
    """Roles belong to the whole cluster, and outlive a database."""
    with connect(session.server.url()) as link, link.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [f"{name}_"])
        for (role,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
