"""An embedded PostgreSQL cluster: only the binaries of the wheel, never its wrapper.

The server listens on the loopback interface and has no Unix socket at all, so that no path is too
long for one (the limit is 107 bytes) and no socket lock outlives a killed server.
"""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from config.local import ports
from config.local.faults import LocalFault
from config.local.keyring import write_private
from config.local.places import Account, private_folder
from config.local.processes import Start, identity_of, is_alive, spawn, standing_in, wait_until

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "max_locks_per_transaction": "1024",  # a dump or an upgrade touches the tables of every tenant
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
}
START_SECONDS = 60
STOP_SECONDS = 30
ATTEMPTS = 5
_started: list[subprocess.Popen[bytes]] = []  # a handle that is dropped warns of its living process


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    pid: int
    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        """The superuser's address: for the launcher and the tests, never for the programme."""
        return address(SUPERUSER, self.password, self.port, database)


def address(user: str, password: str, port: int, database: str) -> str:
    """A database address on the loopback interface."""
    return f"postgresql://{user}:{password}@{ports.LOOPBACK}:{port}/{database}"


@dataclass(frozen=True)
class Cluster:
    """One data directory and the binaries that serve it."""

    home: Path
    log: Path
    binaries: Path
    account: Account | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        """The data directory."""
        return self.home / "data"

    @property
    def password(self) -> str:
        """The superuser's password: it stays beside the data it opens."""
        return (self.home / "password").read_text().strip()

    def start(self, *, outlives_parent: bool = False) -> Server:
        """The running server, or a new one; what a killed server left behind is cleared first."""
        self._make()
        for _ in range(ATTEMPTS):
            server = self.running()
            if server is not None:
                return server
            self._clear_remains()
            server = self._launch(ports.free_port(self._last_port()), outlives_parent)
            if server is not None:
                return server
            if "could not bind" not in self._last_words():
                break
        raise LocalFault(f"PostgreSQL does not start: {self._last_words()} ({self.log})")

    def running(self) -> Server | None:
        """The server of this data directory, once it answers, whoever started it."""
        note = self._note()
        if note is None or note[0] not in standing_in(self.files):
            return None
        server = Server(pid=note[0], port=note[1], password=self.password)
        wait_until(
            lambda: identity_of(server.pid) is None or self._answers(server),
            seconds=START_SECONDS,
        )
        if identity_of(server.pid) is None:
            return None
        if not self._answers(server):
            raise LocalFault(f"process {server.pid} holds {self.files} but does not answer")
        return server

    def _answers(self, server: Server) -> bool:
        if self._status() != "ready":
            return False
        try:
            psycopg2.connect(server.url(), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop whichever server holds the data directory: disconnect clients, checkpoint, leave."""
        note = self._note()
        holders = standing_in(self.files)
        if note is None or note[0] not in holders:
            return
        postmaster = identity_of(note[0])
        if postmaster is None:
            return
        for wish in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(postmaster.pid, wish)
            if wait_until(lambda: not is_alive(postmaster), seconds=STOP_SECONDS):
                return

    def _make(self) -> None:
        """Create the data directory; a half-made one never gets its final name."""
        if (self.files / "PG_VERSION").is_file():
            return
        private_folder(self.home, self.account)
        draft = self.home / "data.new"
        if draft.exists():
            shutil.rmtree(draft)
        secret = self.home / "password"
        write_private(secret, secrets.token_urlsafe(32) + "\n")
        if self.account is not None:
            os.chown(secret, self.account.uid, self.account.gid)
        self._run(
            "initdb", "--pgdata", str(draft), "--username", SUPERUSER, "--pwfile", str(secret),
            "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8",
            "--locale=C.UTF-8", "--no-instructions", "--no-sync",
        )  # fmt: skip
        draft.rename(self.files)

    def _launch(self, port: int, outlives_parent: bool) -> Server | None:
        chosen = {**SETTINGS, **self.settings, "port": str(port)}
        options = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        start = Start(
            command=[str(self.binaries / "postgres"), "-D", str(self.files), *options],
            environment=self._environment(),
            directory=Path("/"),
            account=self.account,
            when_parent_dies=None if outlives_parent else signal.SIGINT,
        )
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            process = spawn(start, output=log)
        wait_until(
            lambda: process.poll() is not None or self._serves(process.pid, port),
            seconds=START_SECONDS,
        )
        if process.poll() is not None:
            return None
        _started.append(process)
        (self.home / "port").write_text(str(port))
        return Server(process.pid, port, self.password)

    def _serves(self, pid: int, port: int) -> bool:
        return self._note() == (pid, port) and self._status() == "ready"

    def _clear_remains(self) -> None:
        """End backends of a killed server and drop its note: its number may be another's now."""
        for pid in standing_in(self.files):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not wait_until(lambda: not standing_in(self.files), seconds=5):
            raise LocalFault(f"processes of a killed server still stand in {self.files}")
        (self.files / "postmaster.pid").unlink(missing_ok=True)

    def _note(self) -> tuple[int, int] | None:
        """Process number and port from the server's own note."""
        lines = self._note_lines()
        try:
            return int(lines[0]), int(lines[3])
        except (IndexError, ValueError):
            return None

    def _status(self) -> str:
        lines = self._note_lines()
        return lines[7].strip() if len(lines) > 7 else ""

    def _note_lines(self) -> list[str]:
        try:
            return (self.files / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []
        except PermissionError:
            raise LocalFault(
                f"{self.home} belongs to another user: run `make clean` as that user"
            ) from None

    def _last_port(self) -> int:
        try:
            return int((self.home / "port").read_text())
        except (OSError, ValueError):
            return 0

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()[-4:]
        except FileNotFoundError:
            lines = []
        return " / ".join(lines)

    def _run(self, program: str, *arguments: str) -> None:
        identity: dict[str, object] = {}
        if self.account is not None:
            identity = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            env=self._environment(),
            cwd="/",
            capture_output=True,
            check=False,
            **identity,  # type: ignore[call-overload]
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().replace("\n", " / ")
            raise LocalFault(f"{program} failed: {said}")

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
