"""The processes of the programme and the commands that start them."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

AS_ROOT = "ignore:You're running the worker with superuser privileges"
GOVBR = ("GOVBR_ISSUER", "GOVBR_CLIENT_ID", "GOVBR_CLIENT_SECRET")
GUNICORN = ("--config=python:config.web_server", "--graceful-timeout=5")


@dataclass(frozen=True)
class Program:
    """A process that is kept running."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    pass_fds: tuple[int, ...] = ()


def python(*arguments: str) -> tuple[str, ...]:
    """A module under this very interpreter: a script breaks in a path with spaces."""
    return (sys.executable, "-m", *arguments)


def command(*arguments: str) -> tuple[str, ...]:
    """A command of `sispmpi`."""
    return python("config", *arguments)


def web(environment: Mapping[str, str], door: int) -> Program:
    """The web server, on a socket that is already listening: a restart refuses nobody."""
    words = python("gunicorn", "config.wsgi:application", f"--bind=fd://{door}", *GUNICORN)
    return Program("web", words, without_owner(environment), pass_fds=(door,))


def worker(environment: Mapping[str, str]) -> Program:
    """The Celery worker; it alone also knows the owner, as it gives birth to organisations."""
    return Program("worker", _celery("worker", "--concurrency=2", "--without-mingle"), environment)


def beat(environment: Mapping[str, str], state: Path) -> Program:
    """The clock."""
    schedule = state / "beat" / "schedule"
    schedule.parent.mkdir(parents=True, exist_ok=True)
    words = _celery("beat", f"--schedule={schedule}", "--pidfile=")
    return Program("beat", words, without_owner(environment))


def identity(environment: Mapping[str, str], door: int) -> Program:
    """The provider of identity of the demonstration, in the place of gov.br."""
    names = ("PATH", "ENVIRONMENT", "STATE_DIR", "PYTHONUNBUFFERED", *GOVBR)
    told = {name: environment[name] for name in names if name in environment}
    return Program("identity", python("config.local.identity", str(door)), told, pass_fds=(door,))


def _celery(*arguments: str) -> tuple[str, ...]:
    options = ("--quiet", "--app=config.celery", *arguments, "--loglevel=WARNING")
    return (sys.executable, "-W", AS_ROOT, "-m", "celery", *options)


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment that does not know the owner of the database."""
    return {k: v for k, v in environment.items() if k != "DATABASE_OWNER_URL"}
