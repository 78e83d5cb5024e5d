"""A pooler that hands sessions round is refused at every start; one that does not is harmless."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from itertools import product
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from config.local.places import SOURCE
from config.local.programs import command, python
from config.start import SHARED
from foundation.tenancy import inside
from tenants.backend.sessions import is_kept
from tests.database import Database
from tests.deploy.bouncer import Bouncer, bouncer
from tests.plugin import SESSION
from tests.seed import FIRST, PLACES, SECOND
from tests.services import running
from tests.tenants.own import standing_in

pytestmark = pytest.mark.slow

# mode, size, and whether the sessions of a pool take turns
POOLS = list(product(("transaction", "statement"), ("1", "20"), ("0", "1")))
HURRY = "from config import start; start.WAIT_SECONDS = 1; import config.wsgi"
STARTS = {
    "web": (sys.executable, "-c", "import config.wsgi"),
    "worker": python("celery", "--quiet", "--app=config.celery", "worker", "--pool=solo"),
    "migrate": command("migrate"),
    "tenant": command("tenant", "list"),
    "check": command("check", "--database", "default"),
}
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL")
POOL = 3
THREADS = 8
TURNS = 25


@pytest.fixture(scope="module")
def database(pytestconfig: pytest.Config) -> Iterator[Database]:
    """One database for all that only ask who answers."""
    session = pytestconfig.stash[SESSION]
    found = session.clone()
    yield found
    session.drop(found.name)


def opens(url: str) -> Any:
    return lambda: psycopg2.connect(url)


Pool = tuple[str, str, str]


@pytest.fixture(scope="module")
def verdicts(database: Database) -> dict[Pool, list[bool]]:
    """What three questions after one another found at each kind of pool.

    The pools are asked side by side: each question leaves a session idle for a second.
    """
    with ExitStack() as stack:
        poolers = {pool: stack.enter_context(pooled(database, *pool)) for pool in POOLS}

        def asked(pool: Pool) -> list[bool]:
            return [is_kept(opens(poolers[pool].url(database.url))) for _ in range(3)]

        with ThreadPoolExecutor(len(POOLS)) as threads:
            return dict(zip(POOLS, threads.map(asked, POOLS), strict=True))


def pooled(database: Database, mode: str, size: str, turn: str) -> AbstractContextManager[Bouncer]:
    changes = {"pool_mode": mode, "default_pool_size": size, "server_round_robin": turn}
    return bouncer(database.url, **changes)


@pytest.mark.parametrize("pool", POOLS, ids=" ".join)
def test_a_shared_session_is_found_out_however_large_the_pool(
    verdicts: dict[Pool, list[bool]], pool: Pool
) -> None:
    assert verdicts[pool] == [False] * 3


def test_a_shared_session_is_found_out_although_others_use_the_pool(
    database: Database,
) -> None:
    with bouncer(database.url, pool_mode="transaction", default_pool_size="4") as pooler:
        url, over = pooler.url(database.url), threading.Event()
        ended: list[Exception] = []

        def ask() -> None:
            while not over.is_set():
                try:
                    with psycopg2.connect(url) as link, link.cursor() as cursor:
                        cursor.execute("SELECT pg_sleep(0.01)")
                    link.close()
                except psycopg2.Error as error:  # got the session that was to end
                    ended.append(error)

        with ThreadPoolExecutor(THREADS) as others:
            asking = [others.submit(ask) for _ in range(THREADS)]
            found = [is_kept(opens(url)) for _ in range(3)]
            over.set()
        assert found == [False] * 3
        assert [each.exception() for each in asking] == [None] * THREADS


@pytest.mark.parametrize("size", ["1", "20"])
def test_a_session_of_ones_own_is_recognised(database: Database, size: str) -> None:
    assert is_kept(opens(database.url)) is True
    with bouncer(database.url, default_pool_size=size) as pooler:
        assert is_kept(opens(pooler.url(database.url))) is True


def test_nothing_starts_on_shared_sessions(database: Database) -> None:
    addresses = (database.url, database.owner_url)
    with bouncer(*addresses, pool_mode="transaction") as pooler:
        urls = dict(zip(ADDRESSES, map(pooler.url, addresses), strict=True))
        with ThreadPoolExecutor(2) as threads:
            ends = [*threads.map(lambda words: started(words, urls), STARTS.values())]
    for name, done in zip(STARTS, ends, strict=True):
        variable = "DATABASE_OWNER_URL" if name == "migrate" else "DATABASE_URL"
        assert done.returncode == (1 if name == "check" else 3), (name, done.stderr)
        assert SHARED.format(name=variable) in done.stderr, name
        assert "Traceback" not in done.stderr


def test_the_owner_s_address_is_looked_at_too(database: Database) -> None:
    with bouncer(database.owner_url, pool_mode="transaction") as pooler:
        urls = {
            "DATABASE_URL": database.url,
            "DATABASE_OWNER_URL": pooler.url(database.owner_url),
        }
        done = started(STARTS["worker"], urls)
    assert done.returncode == 3
    assert SHARED.format(name="DATABASE_OWNER_URL") in done.stderr


def test_a_start_says_that_the_database_is_silent() -> None:
    silent = "postgres://app:segredo@127.0.0.1:1/none"
    words = (sys.executable, "-c", HURRY)  # a server that starts is waited for ten seconds
    done = started(words, {"DATABASE_URL": silent, "DATABASE_OWNER_URL": ""})
    assert done.returncode == 3
    assert done.stderr.startswith("sispmpi: DATABASE_URL: the database does not answer")
    assert "segredo" not in done.stderr


def started(words: tuple[str, ...], urls: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words,
        cwd=SOURCE,
        env={**os.environ, **urls},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def through(pooler: Bouncer, database: Database) -> Database:
    """The database as somebody sees it who knows only the pooler's address."""
    urls = {"url": pooler.url(database.url), "owner_url": pooler.url(database.owner_url)}
    return Database(name=database.name, admin_url=database.admin_url, **urls)


ASK = """
SELECT pg_backend_pid(), current_user::text, current_schema()::text,
       (SELECT string_agg(name, ',') FROM access_organ)
"""


def test_roles_and_schemas_stay_apart_while_sessions_are_used_again(
    fresh_database: Database, django_db_blocker: DjangoDbBlocker
) -> None:
    def read(turn: int) -> tuple[str, tuple[Any, ...]]:
        place = PLACES[turn % 2]
        try:
            with inside(place.schema), connection.cursor() as cursor:
                cursor.execute(ASK)
                return place.schema, cursor.fetchone()
        finally:
            connections.close_all()

    link: Any = connection
    before = link.settings_dict["PORT"]
    with (
        django_db_blocker.unblock(),
        bouncer(fresh_database.url, default_pool_size=str(POOL)) as pooler,
        standing_in(fresh_database),
    ):
        try:
            link.settings_dict["PORT"] = str(pooler.port)
            with ThreadPoolExecutor(THREADS) as threads:
                seen = list(threads.map(read, range(THREADS * TURNS)))
        finally:
            link.settings_dict["PORT"] = before
    named = {place.schema: place.name for place in PLACES}
    wrong = [
        (schema, row)
        for schema, row in seen
        if row[1:] != (f"{settings.INSTALLATION_ID}_{schema}", schema, named[schema])
    ]
    assert wrong == []
    served: dict[int, set[str]] = {}
    for schema, row in seen:
        served.setdefault(row[0], set()).add(schema)
    assert len(served) <= POOL + 10  # the reserve of the recipe
    assert {FIRST.schema, SECOND.schema} in served.values()  # one session, both in turn


def test_the_programme_serves_two_organisations_through_session_mode(
    fresh_database: Database, tmp_path: Path
) -> None:
    with (
        bouncer(fresh_database.url, fresh_database.owner_url) as pooler,
        running(through(pooler, fresh_database), tmp_path / "run") as services,
    ):

        def page(turn: int) -> str:
            place = PLACES[turn % 2]
            host = f"{place.host}:{services.port}"
            wanted = Request(
                f"http://127.0.0.1:{services.port}/conta/entrar/", headers={"Host": host}
            )
            with urlopen(wanted, timeout=20) as answer:
                text = answer.read().decode()
            other = PLACES[(turn + 1) % 2]
            return "right" if place.name in text and other.name not in text else text

        with ThreadPoolExecutor(THREADS) as threads:
            assert {*threads.map(page, range(THREADS * 10))} == {"right"}
        invited = services.command("invite", "ana@exemplo.test", "network_admin", "Ana", "Souza")
        assert "http" in invited
        log = pooler.log.read_text()
    assert len(re.findall(r"login attempt", log)) > 3
