"""Databases for tests: one embedded cluster per copy, one template, one clone per process.

The template is built by the programme's own commands and named by what it depends on; a session
clones it, works in the clone and drops it. Sessions of the same copy share the cluster: each holds
a lock, and the last one out stops the server.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import psycopg2
from psycopg2 import sql

from config.local import accounts, lodging
from config.local.accounts import Login, connect
from config.local.keyring import Keyring
from config.local.places import SOURCE
from config.local.postgres import Cluster, Server
from config.local.processes import Identity, identity_of, is_alive
from tests import memory

STATE = SOURCE / "var" / "test"
INSTALLATION = "sispmpi"
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "autovacuum": "off",
    "max_wal_size": "256MB",  # it may lie in memory
}
SOURCES = ("platform", "tenants", "integrity", "agreements")
CLONE_SECONDS = 30


class TemplateFault(Exception):
    """The programme's own commands could not build the test database."""


@dataclass(frozen=True)
class Database:
    """A database that a test may use, and the three ways into it."""

    name: str
    url: str
    owner_url: str
    admin_url: str

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What a query answers, seen by the superuser: for a test to look behind the programme."""
        with connect(self.admin_url) as link, link.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall()) if cursor.description else []


@dataclass
class Session:
    """The part of one process in the shared cluster."""

    cluster: Cluster
    server: Server
    owner: Login
    application: Login
    identity: Identity
    lock: IO[str]
    template: str = ""
    made: list[str] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """The beginning of the names of this process's databases."""
        return f"run_{self.identity.pid}_{self.identity.started}"

    def database(self, name: str) -> Database:
        """The addresses of a database."""
        base = self.server.url(name)
        return Database(
            name=name,
            url=accounts.with_login(base, self.application),
            owner_url=accounts.with_login(base, self.owner),
            admin_url=base,
        )

    @property
    def own(self) -> Database:
        """The database of this process, as Django's settings know it."""
        return self.database(f"{self.prefix}_0")

    def clone(self, number: int | None = None) -> Database:
        """A new database, equal to the template."""
        if not self.template:
            with exclusive("build"):
                self.template = ensure_template(self)
        place = len(self.made) + 1 if number is None else number
        database = self.database(f"{self.prefix}_{place}")
        self.made.append(database.name)
        self._copy(database.name)
        return database

    def _copy(self, name: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
            *map(sql.Identifier, (name, self.template, self.owner.name))
        )
        deadline = time.monotonic() + CLONE_SECONDS
        with connect(self.server.url()) as link, link.cursor() as cursor:
            while True:
                try:
                    cursor.execute(statement)
                    break
                except psycopg2.errors.ObjectInUse:
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.1)
            accounts.close_to_strangers(cursor, name, self.application.name)

    def drop(self, *names: str) -> None:
        """Drop databases, whoever is connected."""
        with connect(self.server.url()) as link, link.cursor() as cursor:
            for name in names:
                cursor.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )

    def close(self) -> None:
        """Drop what was cloned here; the last one out stops the server."""
        if self.lock.closed:
            return
        self.drop(*self.made)
        with exclusive("build"):
            _note_of(self.identity).unlink(missing_ok=True)
            fcntl.flock(self.lock, fcntl.LOCK_UN)
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                self.lock.close()
            self.cluster.stop()


def cluster_of_tests(keys: Keyring) -> Cluster:
    """The cluster of this copy, whose words stay beside the other logs."""
    found = lodging.cluster(memory.home_of(STATE, keys), keys, lambda text: None, FAST)
    return replace(found, log=STATE / "log" / "postgres.log")


def open_session() -> Session:
    """Join the cluster of this copy, starting it when nobody has."""
    keys = Keyring(STATE / "secrets.json")
    STATE.mkdir(parents=True, exist_ok=True)
    with exclusive("build"):
        lock = (STATE / "sessions.lock").open("a")
        fcntl.flock(lock, fcntl.LOCK_SH)
        cluster = cluster_of_tests(keys)
        server = cluster.start(outlives_parent=True)
        identity = identity_of(os.getpid())
        assert identity is not None
        session = Session(
            cluster=cluster,
            server=server,
            owner=Login(f"{INSTALLATION}_owner", keys.get("owner")),
            application=Login(f"{INSTALLATION}_app", keys.get("application")),
            identity=identity,
            lock=lock,
        )
        _note_of(identity).parent.mkdir(exist_ok=True)
        _note_of(identity).write_text("")
        clear_leftovers(session)
    return session


@contextmanager
def exclusive(name: str) -> Iterator[None]:
    """One process of this copy at a time."""
    with (STATE / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _note_of(identity: Identity) -> Path:
    return STATE / "sessions" / f"{identity.pid}_{identity.started}"


def templates_in_use() -> set[str]:
    """Templates that living sessions clone from."""
    return {note.read_text() for note in (STATE / "sessions").iterdir()}


def databases(session: Session) -> list[str]:
    """The names of all databases of the cluster."""
    with connect(session.server.url()) as link, link.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")
        return [name for (name,) in cursor.fetchall()]


def clear_leftovers(session: Session) -> None:
    """Databases, notes and folders of sessions that died without removing them."""
    for name in databases(session):
        if name.startswith("run_") and is_over(name.removeprefix("run_")):
            session.drop(name)
    for note in (STATE / "sessions").iterdir():
        if is_over(note.name):
            note.unlink()
    for folder in (STATE / "run").glob("run_*"):
        if is_over(folder.name.removeprefix("run_")):
            shutil.rmtree(folder, ignore_errors=True)


def is_over(name: str) -> bool:
    """Whether the session of that number and start time has ended."""
    pid, started = map(int, name.split("_")[:2])
    return not is_alive(Identity(pid, started))


def fingerprint() -> str:
    """What the template depends on: migrations, grants, the birth of a tenant, settings, seed."""
    wanted = [
        path
        for folder in SOURCES
        for path in (SOURCE / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".csv") and _shapes_the_database(path)
    ]
    wanted += [SOURCE / "config" / "settings.py", SOURCE / "tests" / "seed.py"]
    digest = hashlib.sha256()
    for path in sorted(wanted):
        if path.is_file():
            digest.update(f"{path.relative_to(SOURCE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _shapes_the_database(path: Path) -> bool:
    parts = path.relative_to(SOURCE).parts
    inside = {"migrations", "catalogue", "data"} & set(parts)
    return bool(inside) or parts[0] == "tenants" or path.name in ("grants.py", "functions.py")


def ensure_template(session: Session) -> str:
    """The template of the present sources, built if it is not there (under the build lock)."""
    mark = fingerprint()
    name, draft = f"template_{mark}", f"building_{mark}"
    _note_of(session.identity).write_text(name)
    if name not in databases(session):
        session.drop(draft)
        accounts.prepare(
            session.server.url(),
            database=draft,
            owner=session.owner,
            application=session.application,
        )
        build(session.database(draft))
        rename(session, draft, name)
    in_use = templates_in_use()
    old = [each for each in databases(session) if each.startswith(("template_", "building_"))]
    session.drop(*(each for each in old if each not in in_use))
    return name


def build(database: Database) -> None:
    """Structure by `sispmpi migrate`, then what every test finds there by tests/seed.py."""
    environment = {**os.environ, **addresses(database)}
    commands = [[sys.executable, "-m", "config", "migrate"]]
    if (SOURCE / "tests" / "seed.py").is_file():
        commands.append([sys.executable, "-c", "from tests.seed import main; main()"])
    for command in commands:
        done = subprocess.run(
            command, cwd=SOURCE, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            words = " ".join(command[1:])
            raise TemplateFault(f"{words} failed:\n{done.stdout}\n{done.stderr}")


def rename(session: Session, before: str, after: str) -> None:
    """Give the finished template its name."""
    with connect(session.server.url()) as link, link.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [before]
        )
        cursor.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(before), sql.Identifier(after)
            )
        )


def addresses(database: Database) -> Mapping[str, str]:
    """The variables by which the programme finds a database."""
    return {"DATABASE_URL": database.url, "DATABASE_OWNER_URL": database.owner_url}
