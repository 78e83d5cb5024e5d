"""Processes as the operating system sees them: started on a leash, recognised, ended whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.local.places import Account

LEASH = str(Path(__file__).with_name("leash.py"))
PROC = Path("/proc")


@dataclass(frozen=True)
class Identity:
    """A process number together with its start time, as numbers come back into use."""

    pid: int
    started: int

    def __str__(self) -> str:
        return f"{self.pid} {self.started}"


def identity_of(pid: int) -> Identity | None:
    """The identity of a living process; a zombie no longer counts."""
    fields = _stat(pid)
    if fields is None or fields[0] == "Z":
        return None
    return Identity(pid, int(fields[19]))


def is_alive(identity: Identity) -> bool:
    """Whether this very process still runs."""
    return identity_of(identity.pid) == identity


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the state onward (the name before it may hold spaces)."""
    try:
        return (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None


def everyone() -> Iterator[int]:
    """The numbers of all processes."""
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def standing_in(folder: Path) -> list[int]:
    """Processes whose working directory is a folder: a PostgreSQL server stands in its data."""
    return [pid for pid in everyone() if _working_directory(pid) == str(folder)]


def _working_directory(pid: int) -> str | None:
    try:
        return str((PROC / str(pid) / "cwd").readlink())
    except OSError:
        return None


def members(group: int) -> list[int]:
    """The living processes of a process group."""
    found = ((pid, _stat(pid)) for pid in everyone())
    return [pid for pid, fields in found if fields and fields[0] != "Z" and int(fields[2]) == group]


@dataclass(frozen=True)
class Start:
    """How a process is started."""

    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    account: Account | None = None
    when_parent_dies: signal.Signals | None = signal.SIGTERM


def spawn(
    start: Start, *, output: IO[bytes] | int, pass_fds: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own.

    Call it from the main thread: the kernel counts the death of the *thread* that started it.
    """
    account = start.account or Account(-1, -1)
    leash = [sys.executable, "-I", "-S", LEASH, str(os.getpid())]
    leash += [str(int(start.when_parent_dies or 0)), str(account.uid), str(account.gid)]
    return subprocess.Popen(
        [*leash, *start.command],
        env=dict(start.environment),
        cwd=start.directory,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=pass_fds,
    )


def end(process: subprocess.Popen[bytes], *, patience: float) -> None:
    """Wait for a leader that was asked to stop, then make sure that nobody of its group is left."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    kill_group(process.pid)
    process.wait()


def kill_group(group: int) -> None:
    """Kill every process of a group."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Ask again and again; False when time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


class Records:
    """Notes of what was started, by which the next start finds what a `kill -9` left behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, name: str, process: subprocess.Popen[bytes]) -> None:
        """Remember a process under a name."""
        identity = identity_of(process.pid)
        if identity is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{name}.pid").write_text(f"{identity}\n")

    def forget(self, name: str) -> None:
        """A process has ended in order."""
        (self.folder / f"{name}.pid").unlink(missing_ok=True)

    def clear(self) -> list[str]:
        """End what earlier notes name and is still there; their names."""
        ended = []
        for path in sorted(self.folder.glob("*.pid")):
            if _end_recorded(path.read_text()):
                ended.append(path.stem)
            path.unlink(missing_ok=True)
        return ended


def _end_recorded(note: str) -> bool:
    words = note.split()
    if len(words) != 2 or not all(word.isdigit() for word in words):
        return False
    recorded = Identity(int(words[0]), int(words[1]))
    found = identity_of(recorded.pid)
    if found is not None and found != recorded:
        return False  # the number has come back to somebody else
    if not members(recorded.pid):
        return False
    kill_group(recorded.pid)
    wait_until(lambda: not members(recorded.pid), seconds=5)
    return True
