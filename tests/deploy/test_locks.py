"""The server of the recipe has room for hundreds of organisations; one without room is told of."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.db import connection

from config.local.accounts import connect
from config.local.places import SOURCE
from config.local.postgres import SETTINGS
from config.local.programs import command
from config.locks import wanted
from tests.deploy import given
from tests.docs.tables import tables

pytestmark = pytest.mark.slow

CONFIGURATION = SOURCE / "deploy" / "postgres" / "postgresql.conf"
IN_MINAS = 853


def recipe() -> dict[str, str]:
    """The settings of the recipe."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+) = '?(.*?)'?$", text, re.MULTILINE))


def test_the_recipe_and_the_embedded_cluster_hold_every_municipality_of_minas_gerais() -> None:
    total = IN_MINAS * len(tables())
    for chosen in (recipe(), SETTINGS):
        each, connections = chosen["max_locks_per_transaction"], chosen["max_connections"]
        assert int(each) >= wanted(total, int(connections))
    assert wanted(total, 100) > 64  # PostgreSQL's own value would not do


def test_every_setting_of_the_recipe_is_one_of_this_server(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lower(name) FROM pg_settings WHERE lower(name) = ANY(%s)", [list(recipe())]
        )
        known = {name for (name,) in cursor.fetchall()}
    assert set(recipe()) - known == set()


@pytest.fixture(scope="module")
def narrow() -> Iterator[given.Postgres]:
    """A server with room for 200 locks."""
    with given.postgres(max_locks_per_transaction="10", max_connections="20") as started:
        passwords = {"OWNER_PASSWORD": given.OWNER_PASSWORD, "APP_PASSWORD": given.APP_PASSWORD}
        assert started.roles(**passwords).returncode == 0
        yield started


def grow(server: given.Postgres, tables: int) -> None:
    """Tables, ten at a time: the room for locks is small."""
    with connect(server.server.url("sispmpi")) as link, link.cursor() as cursor:
        for number in range(tables):
            cursor.execute(f"CREATE TABLE public.t{number} (n integer)")


def test_a_server_without_room_is_told_of_at_the_start_and_by_the_check(
    narrow: given.Postgres,
) -> None:
    url = narrow.url("sispmpi_app", given.APP_PASSWORD)
    environment = {**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": ""}
    check = command("check", "--database", "default", "--fail-level", "WARNING")
    assert said(check, environment)[0] == 0
    grow(narrow, 150)
    expected = "max_locks_per_transaction = 10): a dump of the whole database will fail"
    code, line = said(check, environment)
    assert code == 1 and expected in line and "sispmpi.W001" in line
    code, line = said((sys.executable, "-c", "import config.wsgi"), environment)
    assert code == 0 and expected in line
    assert re.search(r"Set it to 64 or more", line)


def said(words: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """The end of a process and what it said."""
    done = subprocess.run(
        words, cwd=SOURCE, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
