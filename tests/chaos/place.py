"""A database server, a broker and a folder of their own, all of which may be killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from psycopg2 import sql

from config.local import accounts, valkey
from config.local.accounts import connect
from config.local.places import SOURCE, private_folder
from config.local.postgres import Cluster, Server
from config.local.processes import identity_of, members, standing_in, wait_until
from tests.database import STATE, Database, Session, is_over
from tests.services import PASSWORD, variables

FIRST_DATABASE = "chaos"
ROOMS = ("centre", "portal", "tenants", "readers", "account", "room")
# what a killed server wrote stays with the system, and only a loss of power would lose it
SETTINGS = {"fsync": "off", "autovacuum": "off"}
ACT_SECONDS = 60


@dataclass
class Carrier:
    """Forks acts: see tests.chaos.carrier."""

    process: subprocess.Popen[str]
    folder: Path
    acts: int = 0

    def start(self, act: str, *words: object) -> "Act":
        """An act under way."""
        self.acts += 1
        fate = self.folder / f"{self.process.pid}-{self.acts}.fate"
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"act": act, "words": words, "fate": str(fate)}) + "\n")
        self.process.stdin.flush()
        return Act(int(self.process.stdout.readline()), fate)

    def carry_out(self, act: str, *words: object) -> None:
        """An act from start to end; raises when it fails."""
        found = self.start(act, *words).fate_within(ACT_SECONDS)
        assert found == "done", f"{act}{words}: {found}"

    def stop(self) -> None:
        """No act is started any more; those under way die too."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@dataclass(frozen=True)
class Act:
    """A process that carries something out."""

    pid: int
    fate: Path

    @property
    def is_over(self) -> bool:
        return identity_of(self.pid) is None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        wait_until(lambda: self.is_over, seconds=10)

    def fate_within(self, seconds: float) -> str:
        """ "done", a traceback, or nothing for a process that was killed."""
        wait_until(lambda: self.is_over, seconds=seconds, every=0.005)
        return self.fate.read_text() if self.fate.exists() else ""


@dataclass
class Place:
    """Where the programme lives while it is killed, and what brings its parts back."""

    cluster: Cluster
    server: Server
    database: Database
    folder: Path
    session: Session
    carriers: dict[str, Carrier] = field(default_factory=dict)
    worker: Act | None = None

    @property
    def carrier(self) -> Carrier:
        """The one of the product as it is."""
        return self.carriers["product"]

    def kill_postgres(self) -> None:
        """Nobody is left to say goodbye."""
        kill_server(self.cluster)

    def kill_worker(self) -> None:
        """The worker itself; its children are the kernel's matter and its own."""
        assert self.worker is not None
        self.worker.kill()

    def kill_carrying(self) -> None:
        """The processes of the worker that carry tasks out; the worker lives."""
        assert self.worker is not None
        for pid in members(self.worker.pid):
            if pid != self.worker.pid:
                signalled(pid, signal.SIGKILL)

    @contextmanager
    def worker_held(self) -> Iterator[None]:
        """The worker and its children stand still for a while; so a kill meets the work itself."""
        assert self.worker is not None
        held = [pid for pid in members(self.worker.pid) if signalled(pid, signal.SIGSTOP)]
        try:
            yield
        finally:
            for pid in held:
                signalled(pid, signal.SIGCONT)

    def revive(self) -> None:
        """What a supervisor does: start again whatever is not there."""
        if not self.postgres_lives:
            port = self.server.port
            self.server = self.cluster.start()
            assert self.server.port == port
        if self.worker is None or self.worker.is_over:
            self.worker = self.carrier.start("worker")

    @property
    def postgres_lives(self) -> bool:
        return identity_of(self.server.pid) is not None

    def copy(self, template: str, name: str) -> Database:
        """A further database of the server."""
        with connect(self.server.url()) as link, link.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
                    *map(sql.Identifier, (name, template, self.session.owner.name))
                )
            )
            accounts.close_to_strangers(cursor, name, self.session.application.name)
        return replace(self.session, server=self.server).database(name)

    def drop(self, name: str) -> None:
        with connect(self.server.url()) as link, link.cursor() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def signalled(pid: int, number: signal.Signals) -> bool:
    """Whether the process was still there to hear."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)
        return True
    return False


def kill_server(cluster: Cluster) -> None:
    """Every process of the server at once, as when the machine loses it."""
    for pid in standing_in(cluster.files):
        signalled(pid, signal.SIGKILL)


@contextmanager
def place(session: Session) -> Iterator[Place]:
    """Everything of its own, filled from a database of the session."""
    folder = STATE / "chaos" / session.prefix
    home = session.cluster.home.parent / f"chaos_{session.prefix}"
    log = folder / "postgres.log"
    cluster = replace(session.cluster, home=home, log=log, settings=SETTINGS)
    clear_leftovers(home.parent, folder.parent)
    private_folder(folder)
    broker = valkey.start(folder / "valkey", folder / "valkey.log", PASSWORD, keeps=False)
    try:
        server = cluster.start()
        database = replace(session, server=server).database(FIRST_DATABASE)
        here = Place(cluster, server, database, folder, session)
        bring_over(here)
        here.copy(FIRST_DATABASE, "template_of_chaos")
        with (folder / "said.log").open("w") as said:
            try:
                begin(here, broker, said)
                yield here
            finally:
                for carrier in here.carriers.values():
                    carrier.stop()
    finally:
        kill_server(cluster)
        broker.stop()
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(*places: Path) -> None:
    """What a test run that was itself killed could not remove."""
    for left in (each for place in places for each in place.glob("*run_*")):
        if is_over(left.name.rpartition("run_")[2]):
            for pid in standing_in(left / "data"):
                os.kill(pid, signal.SIGKILL)
            shutil.rmtree(left, ignore_errors=True)


def begin(here: Place, broker: valkey.Broker, said: Any) -> None:
    """Both carriers at the same time: the product, and a release that brings a migration."""
    product = {**os.environ, **variables(here.database, broker, here.folder)}
    release = {
        "DJANGO_SETTINGS_MODULE": "tests.tenants.upgrade.settings",
        "TRIAL_RELEASE": "paused",
        "DATABASE_LOGIN": "owner",
    }
    for name, environment in (("product", product), ("release", {**product, **release})):
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.chaos.carrier"],
            cwd=SOURCE,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        here.carriers[name] = Carrier(process, here.folder)
    for carrier in here.carriers.values():
        assert carrier.process.stdout is not None
        assert carrier.process.stdout.readline() == "ready\n"


def bring_over(here: Place) -> None:
    """Logins, rooms and the seed's organisations, in the server of their own."""
    from tests.seed import PLACES

    session, admin = here.session, here.server.url()
    accounts.prepare(
        admin, database=FIRST_DATABASE, owner=session.owner, application=session.application
    )
    app = session.application.name
    with connect(here.database.owner_url) as link, link.cursor() as cursor:
        for suffix in (*ROOMS, *(each.schema for each in PLACES)):
            cursor.execute(f"CREATE ROLE sispmpi_{suffix} NOLOGIN")
            cursor.execute(f"GRANT sispmpi_{suffix} TO {app} WITH INHERIT FALSE, SET TRUE")
            if suffix not in ROOMS:
                group = f"GRANT sispmpi_tenants TO sispmpi_{suffix} WITH INHERIT TRUE, SET FALSE"
                cursor.execute(group)
    source = session.clone()
    tools = session.cluster.binaries
    dump = here.folder / "seed.dump"
    subprocess.run([tools / "pg_dump", "-Fc", "-Z0", "-f", dump, source.admin_url], check=True)
    session.drop(source.name)
    subprocess.run(
        [tools / "pg_restore", "--clean", "--if-exists", "-1", "-d", here.database.admin_url, dump],
        check=True,
    )
    dump.unlink()
