"""`sispmpi run`: every process of the programme on one machine, from the first to the last."""

import fcntl
import http.client
import json
import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

from config.local import ports, programs, wishes
from config.local.backing import Backing, backing, environment
from config.local.children import Child, answer_of, carry_out, stop_all
from config.local.console import Console
from config.local.faults import LocalFault
from config.local.keyring import write_private
from config.local.places import working_directory
from config.local.processes import Records
from config.local.programs import Program
from config.local.wishes import PORTS, Wishes

TICK = 0.2
WEB_SECONDS = 120
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """A signal asked for the end."""


class Supervisor:
    """The programme as a whole."""

    def __init__(self, wished: Wishes) -> None:
        self.wished = wished
        self.console = Console()
        self.children: list[Child] = []
        self.doors: list[socket.socket] = []
        self.place = working_directory()
        self.records = Records(wished.state / "run")

    def run(self) -> int:
        """Start everything, keep it running, end everything."""
        with only_one(self.wished.state), self._stoppable():
            try:
                self._run()
            except Stopped:
                pass
            finally:
                (self.wished.state / "running.json").unlink(missing_ok=True)
        self.console.say("everything has ended")
        return 0

    def _run(self) -> None:
        for name in self.records.clear():
            self.console.say(f"{name} was still running after a killed start: ended")
        with backing(self.wished, self.console) as services, web_door(self.wished) as door:
            port = int(door.getsockname()[1])
            variables = environment(services, port)
            try:
                self._vouch(variables)
                self._begin(variables, door.fileno())
                self._introduce(variables, port)
                self._watch(services)
            finally:
                self.console.say("ending")
                stop_all(self.children)

    def _vouch(self, variables: dict[str, str]) -> None:
        """In development, where gov.br is not set up, a provider of our own stands in for it."""
        if self.wished.environment != "development" or variables.get("GOVBR_ISSUER"):
            return
        door = ports.listening_socket(0)
        variables["GOVBR_ISSUER"] = f"http://{ports.LOOPBACK}:{door.getsockname()[1]}"
        variables["GOVBR_CLIENT_ID"] = "sispmpi"
        variables["GOVBR_CLIENT_SECRET"] = self.wished.keys.get("govbr")
        self._add(programs.identity(variables, door.fileno()))
        self.doors.append(door)  # open as long as we are: the programme may be started again

    def _begin(self, variables: Mapping[str, str], door: int) -> None:
        self.console.say("database: bringing the structure up to date")
        carry_out(("migrate", "--here"), variables, self.place, self.console)
        self.console.say("database: up to date")
        write_private(self.wished.state / "running.json", json.dumps(_own(variables), indent=2))
        self._add(programs.web(variables, door))
        self._add(programs.worker(variables))

    def _add(self, program: Program) -> None:
        child = Child(program, self.console, self.records, self.place)
        self.children.append(child)
        child.start()

    def _introduce(self, variables: Mapping[str, str], port: int) -> None:
        """Say where to go and who may sign in."""
        accounts = self._demonstrate(variables)
        self._wait_for_web(port)
        self._add(programs.beat(variables, self.wished.state))
        domain = variables["BASE_DOMAIN"]
        self.console.say(f"ready: http://{domain}:{port} (portal), http://cge.{domain}:{port}")
        self.console.show(accounts)
        self.console.say(f"e-mail goes to {_without_password(variables['EMAIL_URL'])}")
        self.console.say("Ctrl-C ends every process")

    def _demonstrate(self, variables: Mapping[str, str]) -> str:
        """Demonstration data the first time; who may sign in."""
        if self.wished.environment != "development":
            return ""
        if not (self.wished.state / "demonstration.json").exists():
            self.console.say("demonstration data: looking whether there are any")
            try:
                carry_out(("demo", "--if-empty"), variables, self.place, self.console)
            except LocalFault as fault:
                self.console.say(f"{fault}; the programme runs without them")
                return ""
        return answer_of(("demo", "--accounts"), variables, self.place)[1]

    def _wait_for_web(self, port: int) -> None:
        """Until the server has answered a request."""
        deadline = time.monotonic() + WEB_SECONDS
        while not answers(port):
            if time.monotonic() > deadline:
                raise LocalFault(f"the web server did not answer within {WEB_SECONDS} s")
            self._tend()
            time.sleep(TICK / 4)

    def _watch(self, services: Backing) -> None:
        while True:
            services.revive()
            self._tend()
            time.sleep(TICK)

    def _tend(self) -> None:
        for child in self.children:
            child.tend()

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """The first signal stops in order, the next one kills."""
        before = {each: signal.signal(each, self._stop) for each in STOPS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        for each in STOPS:
            signal.signal(each, self._hurry)
        raise Stopped

    def _hurry(self, number: int, frame: FrameType | None) -> None:
        for child in self.children:
            child.kill()


def run(environ: Mapping[str, str]) -> int:
    """Carry out `sispmpi run`."""
    return Supervisor(wishes.read(environ)).run()


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """One start per state folder; the lock dies with its holder."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "run.lock").open("a+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            raise LocalFault(f"already running here (process {note.read().strip()})") from None
        note.truncate(0)
        note.write(str(os.getpid()))
        note.flush()
        yield


def is_running(state: Path) -> bool:
    """Whether somebody holds the lock of a state folder."""
    try:
        with (state / "run.lock").open() as note:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


@contextmanager
def web_door(wished: Wishes) -> Iterator[socket.socket]:
    """The listening socket of the web server: PORT, or the first free one from 8000."""
    candidates = PORTS if wished.port is None else (wished.port,)
    door = ports.first_free(candidates)
    if door is None:
        taken = "8000 to 8099 are" if wished.port is None else f"{wished.port} (PORT) is"
        raise LocalFault(f"port {taken} taken by another programme")
    with door:
        yield door


def answers(port: int, host: str = "localhost") -> bool:
    """Whether the server answers a request at all."""
    with closing(http.client.HTTPConnection(ports.LOOPBACK, port, timeout=10)) as link:
        try:
            link.request("GET", "/", headers={"Host": host, "Connection": "close"})
            with link.getresponse() as response:
                return response.status < 500
        except (OSError, http.client.HTTPException):
            return False


def environment_of_running(state: Path) -> dict[str, str]:
    """The variables of the copy that runs now, for a command in a second terminal."""
    if not is_running(state):
        return {}
    try:
        held = json.loads((state / "running.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in held.items()}


OWN = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "CACHE_URL", "EMAIL_URL", "STORAGE_URL",
    "SECRET_KEY", "BASE_DOMAIN", "PUBLIC_PORT", "ENVIRONMENT", "INSTALLATION_ID", "STATE_DIR",
    *programs.GOVBR,
)  # fmt: skip


def _own(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: variables[name] for name in OWN if name in variables}


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
