"""A start of the whole programme, watched from outside as a person at a terminal would."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.local.places import SOURCE
from config.local.processes import PROC, everyone, wait_until

READY_SECONDS = 180
SERVICES = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "BROKER_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "STORAGE_URL",
    "STATIC_ROOT",
    "SECRET_KEY",
    "PUBLIC_PORT",
    "STATE_DIR",
)


def bare_environment(**more: str) -> dict[str, str]:
    """The environment of a machine where nothing is given; demonstration data are not asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in SERVICES}
    return {**kept, "ENVIRONMENT": "test", **more}


@dataclass
class Run:
    """`sispmpi run` and what it has said."""

    environment: Mapping[str, str]
    place: Path = SOURCE
    python: Sequence[str] = (sys.executable,)
    account: int | None = None
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [*self.python, "-m", "config", "run"],
            cwd=self.place,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            user=self.account,
            group=self.account,
            extra_groups=None if self.account is None else [],
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    @property
    def output(self) -> str:
        """Everything said so far."""
        return "\n".join(self.said)

    def until_ready(self) -> "Run":
        """Wait for the line that names the addresses."""
        wait_until(
            lambda: "ready: http" in self.output or self.process.poll() is not None,
            seconds=READY_SECONDS,
        )
        assert "ready: http" in self.output, self.output
        return self

    @property
    def port(self) -> int:
        """The port that the start has named."""
        found = re.search(r"ready: http://localhost:(\d+)", self.output)
        assert found, self.output
        return int(found[1])

    def stop(self, wish: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end."""
        if self.process.poll() is None:
            self.process.send_signal(wish)
        code = self.process.wait(60)
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def processes_of(state: Path) -> list[str]:
    """The living processes that know a state folder from their environment or command line."""
    return [seen for pid in everyone() if (seen := _seen(pid, str(state).encode()))]


def _seen(pid: int, mark: bytes) -> str:
    folder = PROC / str(pid)
    try:
        line = (folder / "cmdline").read_bytes()
        known = mark in line or mark in (folder / "environ").read_bytes()
    except OSError:
        return ""
    return (
        f"{pid} {line.replace(bytes(1), b' ').decode(errors='replace')}" if known and line else ""
    )
