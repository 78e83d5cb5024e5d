"""The programme under test as real processes, which a test may also kill."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.local import programs, valkey
from config.local.children import Child, stop_all
from config.local.console import Console
from config.local.places import SOURCE, private_folder
from config.local.ports import listening_socket
from config.local.processes import Records, identity_of, wait_until
from config.local.supervisor import answers
from tests.database import INSTALLATION, Database, addresses

START_SECONDS = 60
PASSWORD = "for-tests-only"
KEY = "a key for tests only, of more than fifty characters, never used elsewhere"


def variables(place: Database, broker: valkey.Broker, folder: Path) -> dict[str, str]:
    """The environment of the programme under test."""
    return {
        **addresses(place),
        "BROKER_URL": broker.url(),
        "CACHE_URL": broker.url(1),
        "EMAIL_URL": (folder / "mail").as_uri(),
        "STORAGE_URL": (folder / "files").as_uri(),
        "STATE_DIR": str(folder),
        "BACKUP_DIR": str(folder / "backup"),
        "STATIC_ROOT": str(private_folder(folder / "static")),
        "SECRET_KEY": KEY,
        "ENVIRONMENT": "test",
        "BASE_DOMAIN": "localhost",
        "PUBLIC_PORT": "8000",
        "INSTALLATION_ID": INSTALLATION,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@dataclass
class Services:
    """Web server, worker and clock on one database."""

    database: Database
    port: int
    folder: Path
    environment: dict[str, str]
    children: dict[str, Child] = field(default_factory=dict)

    def url(self, slug: str = "") -> str:
        """The address of the portal, or of the organisation (or centre) with a slug."""
        return f"http://{slug}.localhost:{self.port}" if slug else f"http://localhost:{self.port}"

    @property
    def mail(self) -> Path:
        """The folder that outgoing mail is written to."""
        return self.folder / "mail"

    @property
    def log(self) -> str:
        """What the processes have said so far."""
        return (self.folder / "output.log").read_text()

    def pid(self, name: str) -> int:
        """The process number of "web", "worker" or "beat"."""
        process = self.children[name].process
        assert process is not None
        return process.pid

    def kill(self, name: str) -> None:
        """`kill -9`, and nothing is started in its place until `start` is called."""
        process = self.children[name].process
        assert process is not None
        with suppress(ProcessLookupError):  # it may have ended by itself just before
            os.kill(process.pid, signal.SIGKILL)
        process.wait()

    def start(self, name: str) -> None:
        """Start a killed process again."""
        self.children[name].start()

    def command(self, *words: str, owner: bool = False) -> str:
        """What a command of `sispmpi` says on the same database; raises when it fails."""
        environment = {**self.environment, "DATABASE_LOGIN": "owner" if owner else "app"}
        done = subprocess.run(
            programs.command(*words),
            cwd=SOURCE,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout


@contextmanager
def running(database: Database, folder: Path) -> Iterator[Services]:
    """The programme for as long as a test needs it."""
    folder.mkdir(parents=True)
    broker = valkey.start(folder / "valkey", folder / "valkey.log", PASSWORD, keeps=False)
    with listening_socket(0) as door, (folder / "output.log").open("w") as log:
        port = int(door.getsockname()[1])
        environment = {
            **os.environ,
            **variables(database, broker, folder),
            "PUBLIC_PORT": str(port),
            "SECOND_FACTOR": "offered",  # shown in tests of its own
            "PYTHONUNBUFFERED": "1",
        }
        services = Services(database, port, folder, environment)
        try:
            _begin(services, door.fileno(), Console(log))
            yield services
        finally:
            stop_all(list(services.children.values()))
            broker.stop()


def _begin(services: Services, door: int, console: Console) -> None:
    records = Records(services.folder / "run")
    for program in (
        programs.web(services.environment, door),
        programs.worker(services.environment),
        programs.beat(services.environment, services.folder),
    ):
        child = Child(program, console, records, SOURCE)
        services.children[program.name] = child
        child.start()
    web = services.pid("web")
    wait_until(lambda: identity_of(web) is None or answers(services.port), seconds=START_SECONDS)
    assert answers(services.port), services.log
