"""Programs kept running: started, relayed, started again after a crash with growing pauses."""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from config.local.console import Console
from config.local.faults import LocalFault
from config.local.processes import Records, Start, end, kill_group, spawn
from config.local.programs import Program, command

HEALTHY_SECONDS = 60
LONGEST_PAUSE = 30
PATIENCE = 10


class Child:
    """One program and its present process."""

    def __init__(self, program: Program, console: Console, records: Records, place: Path) -> None:
        self.program = program
        self.process: subprocess.Popen[bytes] | None = None
        self._console = console
        self._records = records
        self._place = place
        self._crashes = 0
        self._started = 0.0
        self._due = 0.0

    def start(self) -> None:
        """Start the process."""
        wished = Start(self.program.command, self.program.environment, directory=self._place)
        process = spawn(wished, output=subprocess.PIPE, pass_fds=self.program.pass_fds)
        self.process = process
        self._records.note(self.program.name, process)
        self._started = time.monotonic()
        if process.stdout is not None:
            self._console.follow(self.program.name, process.stdout)

    def tend(self) -> None:
        """Notice a crash; start again when the pause is over."""
        if self.process is not None:
            code = self.process.poll()
            if code is not None:
                self._crashed(code)
        elif time.monotonic() >= self._due:
            self.start()

    def _crashed(self, code: int) -> None:
        assert self.process is not None
        kill_group(self.process.pid)
        self.process = None
        healthy = time.monotonic() - self._started > HEALTHY_SECONDS
        self._crashes = 1 if healthy else self._crashes + 1
        pause = min(2 ** (self._crashes - 1), LONGEST_PAUSE)
        self._due = time.monotonic() + pause
        self._console.say(f"{self.program.name} ended ({code}); again in {pause} s")

    def ask_to_stop(self) -> None:
        """Send the polite signal, once: to Celery a second one means to drop its tasks."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Wait for the end after `ask_to_stop`, then sweep the whole group."""
        if self.process is not None:
            end(self.process, patience=PATIENCE)
            self.process = None
        self._records.forget(self.program.name)

    def kill(self) -> None:
        """End at once: the person at the terminal asked twice."""
        if self.process is not None:
            kill_group(self.process.pid)


def stop_all(children: list[Child]) -> None:
    """Ask all at the same time, then wait for each."""
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()


def carry_out(
    words: tuple[str, ...], environment: Mapping[str, str], place: Path, console: Console
) -> None:
    """A command of the programme, its output relayed; raises LocalFault when it fails."""
    process = _begin(words, environment, place)
    try:
        assert process.stdout is not None
        relay = console.follow(words[0], process.stdout)
        code = process.wait()
        relay.join()
    finally:
        kill_group(process.pid)
        process.wait()
    if code:
        raise LocalFault(f"sispmpi {' '.join(words)} failed ({code}); its reason stands above")


def answer_of(
    words: tuple[str, ...], environment: Mapping[str, str], place: Path
) -> tuple[int, str]:
    """A command of the programme: its code and what it said."""
    process = _begin(words, environment, place)
    try:
        said, _ = process.communicate()
    finally:
        kill_group(process.pid)
        process.wait()
    return process.returncode, said.decode(errors="replace").rstrip()


def _begin(
    words: tuple[str, ...], environment: Mapping[str, str], place: Path
) -> subprocess.Popen[bytes]:
    start = Start(command(*words), environment, directory=place)
    return spawn(start, output=subprocess.PIPE)
