"""No process and no session of the database lives without an end."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.celery import app
from config.local.places import SOURCE
from config.local.processes import members, wait_until
from config.local.programs import GUNICORN
from config.local.supervisor import answers
from tests.database import Database
from tests.services import running


def served(**environment: str) -> dict[str, Any]:
    """What gunicorn understands of the settings, in a process of its own."""
    code = (
        "import sys; sys.argv = ['gunicorn', *%r, 'config.wsgi:application']\n"
        "from gunicorn.app.wsgiapp import WSGIApplication\n"
        "found = WSGIApplication().cfg\n"
        "names = ('worker_class_str', 'workers', 'threads', 'max_requests', 'max_requests_jitter',"
        " 'preload_app', 'control_socket_disable')\n"
        "print({name: getattr(found, name) for name in names})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code % (list(GUNICORN),)],
        cwd=SOURCE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(literal_eval(done.stdout))


def test_a_web_process_ends_after_a_number_of_requests_and_not_all_at_once() -> None:
    assert served() == {
        "worker_class_str": "gthread",
        "workers": 2,
        "threads": 4,
        "max_requests": 2000,
        "max_requests_jitter": 200,
        "preload_app": True,
        "control_socket_disable": True,
    }
    found = served(WEB_PROCESSES="1", WEB_THREADS="8", WEB_REQUESTS="500")
    assert (found["workers"], found["threads"]) == (1, 8)
    assert (found["max_requests"], found["max_requests_jitter"]) == (500, 50)


def test_a_process_of_a_worker_ends_after_a_number_of_tasks_or_when_it_has_grown() -> None:
    assert app.conf.worker_max_tasks_per_child == settings.WORKER_TASKS == 500
    assert app.conf.worker_max_memory_per_child == settings.WORKER_MEMORY_MB * 1024


def setting(name: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    code = f"from config import settings; print(settings.{name})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=SOURCE,
        env={**os.environ, "ENVIRONMENT": "development", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_connection_lives_three_hundred_seconds_at_most() -> None:
    age = "DATABASES['default']['CONN_MAX_AGE']"
    assert setting(age).stdout == "300\n"
    assert setting(age, CONNECTION_SECONDS="60").stdout == "60\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONNECTION_SECONDS", "301"),
        ("CONNECTION_SECONDS", "-1"),
        ("WORKER_TASKS", "0"),
        ("WORKER_MEMORY_MB", "100"),
        ("WEB_REQUESTS", "0"),
        ("WEB_PROCESSES", "0"),
        ("WEB_THREADS", "0"),
    ],
)
def test_nothing_can_be_told_to_live_for_ever(name: str, value: str) -> None:
    done = setting(name, **{name: value})
    assert done.returncode == 3
    assert name in done.stderr


@pytest.mark.slow
def test_web_processes_are_replaced_and_nobody_is_refused(
    fresh_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEB_REQUESTS", "10")
    with running(fresh_database, tmp_path / "run") as services:
        leader = services.pid("web")
        before = {*members(leader)} - {leader}
        assert before
        assert all(answers(services.port) for _ in range(40))
        assert wait_until(lambda: not before & {*members(leader)}, seconds=30)
        assert {*members(leader)} - {leader}
        assert answers(services.port)
