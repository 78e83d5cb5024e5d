"""A missing or bad variable is named at start in one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.local import wishes
from config.local.faults import BadVariable
from config.local.places import SOURCE
from tests.local.running import bare_environment

GOOD = {"DATABASE_URL": "postgresql://ana:x@db:5432/rede", "BROKER_URL": "redis://fila:6379/0"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://ana@db/rede"),
        ("DATABASE_URL", "postgresql://db:5432"),
        ("DATABASE_URL", "postgresql://db:port/rede"),
        ("DATABASE_OWNER_URL", "postgresql:///rede"),
        ("BROKER_URL", "amqp://fila"),
        ("PORT", "0"),
        ("PORT", "http"),
        ("PUBLIC_PORT", "70000"),
        ("INSTALLATION_ID", "Minas Gerais"),
        ("ENVIRONMENT", "staging"),
    ],
)
def test_a_bad_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadVariable) as refusal:
        wishes.read({**GOOD, name: value})
    assert refusal.value.name == name
    assert str(refusal.value).startswith(name)


def test_an_owner_does_not_stand_alone() -> None:
    with pytest.raises(BadVariable) as refusal:
        wishes.read({"DATABASE_OWNER_URL": GOOD["DATABASE_URL"]})
    assert refusal.value.name == "DATABASE_URL"


def test_an_empty_environment_asks_for_everything_here() -> None:
    wished = wishes.read({})
    assert (wished.database_url, wished.broker_url, wished.port) == ("", "", None)
    assert wished.environment == "development"


def test_the_start_says_it_in_one_line(tmp_path: Path) -> None:
    environment = bare_environment(STATE_DIR=str(tmp_path), BROKER_URL="amqp://fila")
    done = subprocess.run(
        [sys.executable, "-m", "config", "run"],
        cwd=SOURCE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("sispmpi: BROKER_URL is not of the form redis://")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_named_in_one_line(tmp_path: Path) -> None:
    url = "postgresql://ana:segredo@127.0.0.1:9/rede"
    done = subprocess.run(
        [sys.executable, "-m", "config", "run"],
        cwd=SOURCE,
        env=bare_environment(STATE_DIR=str(tmp_path), DATABASE_URL=url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("sispmpi: DATABASE_URL cannot be used")
    assert "segredo" not in line
