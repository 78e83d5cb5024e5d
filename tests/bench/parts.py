"""One part of the measurement: a process of its own with an end, whatever happens in it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from tests.bench.figures import say
from tests.database import Database, addresses
from tests.seed import FIRST


@dataclass(frozen=True)
class Part:
    """A module, the seconds it may take, and what its process is told besides."""

    name: str
    module: str
    seconds: float
    settings: str = "config.settings"
    login: str = "app"


def environment(part: Part, place: Database) -> Mapping[str, str]:
    """What the process of a part is told. What it queues waits in a broker without workers."""
    return {
        **os.environ,
        **addresses(place),
        "ENVIRONMENT": "test",
        "DJANGO_SETTINGS_MODULE": part.settings,
        "DATABASE_LOGIN": part.login,
        "SECOND_FACTOR": "offered",  # nobody here holds a telephone
        "BENCH_SCHEMA": FIRST.schema,
        "BENCH_ADMIN_URL": place.admin_url,
        "PYTHONUNBUFFERED": "1",
    }


def measure(part: Part, place: Database, deadline: float) -> dict[str, object]:
    """What a part found; what it got until then, where it failed or took too long."""
    limit = min(part.seconds, deadline - time.monotonic())
    if limit <= 1:
        return {"fault": "not begun: no time was left"}
    say(f"{part.name}: at most {limit:.0f} s")
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as lines:
        fault = run(part, place, limit, lines)
        found = last_line(lines)
    took = round(time.monotonic() - start, 1)
    say(f"{part.name}: {took} s{f', {fault}' if fault else ''}")
    return {**found, **({"fault": fault} if fault else {}), "took_seconds": took}


def run(part: Part, place: Database, limit: float, lines: IO[str]) -> str:
    """Run to the end or to the limit. Returns what went wrong, or an empty string."""
    process = subprocess.Popen(
        [sys.executable, "-m", part.module],
        env=environment(part, place),
        stdout=lines,
        start_new_session=True,
    )
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        return f"cut short after {limit:.0f} s"
    finally:
        end_all_of(process)
    return f"ended with code {code}" if code else ""


def end_all_of(process: subprocess.Popen[bytes]) -> None:
    """The process and everything it started, which share a group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def last_line(lines: IO[str]) -> dict[str, object]:
    """The figures printed last; an unfinished line is left out."""
    lines.seek(0)
    for line in reversed(lines.read().splitlines()):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}
