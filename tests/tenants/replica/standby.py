"""A streaming standby of the tests' own cluster, and a web server that reads from it."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2

from config.local import programs
from config.local.accounts import connect
from config.local.children import Child, stop_all
from config.local.console import Console
from config.local.places import SOURCE
from config.local.ports import listening_socket
from config.local.postgres import Cluster, Server
from config.local.processes import Records, standing_in, wait_until
from config.local.supervisor import answers
from tests.database import Database, Session

SECONDS = 60
SLOT = "replica_of_tests"  # each clone of the other tests forces a checkpoint that frees its WAL
STATEMENT = re.compile(r"LOG:  statement: (.*?)(?=^\d{4}-\d\d-\d\d )", re.MULTILINE | re.DOTALL)


@dataclass
class Standby:
    """The copy of a cluster that replays what the primary writes."""

    cluster: Cluster
    primary: Session
    server: Server

    def url_of(self, url: str) -> str:
        """The same login and database here."""
        return url.replace(f":{self.primary.server.port}/", f":{self.server.port}/")

    def rows(self, database: Database, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the superuser is answered here."""
        with connect(self.url_of(database.admin_url)) as link, link.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall()) if cursor.description else []

    def is_level(self, database: Database) -> bool:
        """Whether all that the primary has written so far is here."""
        ((written,),) = database.rows("SELECT pg_current_wal_lsn()::text")
        query = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
        return wait_until(lambda: self.rows(database, query, written) == [(True,)], seconds=SECONDS)

    def statements(self, of: str) -> list[str]:
        """What the programme has said here so far, by the log of the server."""
        log = self.cluster.log.read_text(errors="replace") + "0000-00-00 "
        return [each for each in STATEMENT.findall(log) if of in each]

    def kill(self) -> None:
        """`kill -9` of all its processes."""
        for pid in standing_in(self.cluster.files):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not standing_in(self.cluster.files), seconds=SECONDS)

    def start(self) -> None:
        """Once more, at the same port."""
        port = self.server.port
        self.server = self.cluster.start()
        assert self.server.port == port


@contextmanager
def standby_of(session: Session, folder: Path) -> Iterator[Standby]:
    """A base backup of the whole cluster that follows it, with every statement in its log."""
    settings = {
        **session.cluster.settings,
        "log_statement": "all",
        "wal_retrieve_retry_interval": "200ms",
    }
    cluster = replace(
        session.cluster, home=folder / "standby", log=folder / "standby.log", settings=settings
    )
    cluster.home.mkdir(mode=0o700)
    shutil.copy2(session.cluster.home / "password", cluster.home / "password")
    if cluster.account:
        for each in (cluster.home, cluster.home / "password"):
            os.chown(each, cluster.account.uid, cluster.account.gid)
    url = session.server.url()
    words = ("--dbname", url, "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
    slot = ("--create-slot", "--slot", SLOT)
    cluster._run("pg_basebackup", "--pgdata", str(cluster.files), *words, *slot)
    try:
        yield Standby(cluster, session, cluster.start())
    finally:
        cluster.stop()
        release(url)


def release(url: str) -> None:
    """The primary keeps nothing for the standby any more."""
    query = "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
    with connect(url) as link, link.cursor() as cursor:
        assert wait_until(lambda: not followers(cursor), seconds=SECONDS)
        cursor.execute(f"{query} WHERE slot_name = %s", [SLOT])


def followers(cursor: Any) -> int:
    """How many read from the slot now."""
    query = "SELECT count(*) FROM pg_replication_slots WHERE slot_name = %s AND active"
    cursor.execute(query, [SLOT])
    return int(cursor.fetchone()[0])


@dataclass
class Web:
    """One process of one thread: whatever it leaves behind meets the next request."""

    port: int
    folder: Path
    children: list[Child]

    @property
    def log(self) -> str:
        """What it has said so far."""
        return (self.folder / "output.log").read_text()

    def get(self, path: str, host: str = "localhost", cookie: str = "") -> tuple[int, str]:
        """Status and text of a page."""
        status, text, _ = self.ask("GET", path, host, cookie)
        return status, text

    def ask(
        self, method: str, path: str, host: str = "localhost", cookie: str = "", **form: str
    ) -> tuple[int, str, list[str]]:
        """Status, text and cookies of an answer."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": host, "Cookie": cookie}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            link.request(method, path, urlencode(form), headers)
            answer = link.getresponse()
            cookies = answer.headers.get_all("Set-Cookie") or []
            return answer.status, answer.read().decode(), cookies
        finally:
            link.close()


@contextmanager
def web(environment: dict[str, str], folder: Path) -> Iterator[Web]:
    """The web server in that environment."""
    folder.mkdir(parents=True)
    with listening_socket(0) as door, (folder / "output.log").open("w") as log:
        port = int(door.getsockname()[1])
        one = {"WEB_PROCESSES": "1", "WEB_THREADS": "1", "PYTHONUNBUFFERED": "1"}
        program = programs.web({**os.environ, **environment, **one}, door.fileno())
        child = Child(program, Console(log), Records(folder / "run"), SOURCE)
        served = Web(port, folder, [child])
        try:
            child.start()
            assert wait_until(lambda: answers(port), seconds=60), served.log
            yield served
        finally:
            stop_all(served.children)


def is_refused(url: str, statement: str) -> bool:
    """Whether a server takes no writing at all."""
    with connect(url) as link, link.cursor() as cursor:
        try:
            cursor.execute(statement)
        except psycopg2.errors.ReadOnlySqlTransaction:
            return True
    return False
