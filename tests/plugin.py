"""The test set-up that must stand before Django reads its settings: `-p tests.plugin`."""

import atexit
import gc
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from config.local import valkey
from tests import database
from tests.database import STATE, Session
from tests.services import PASSWORD, variables
from tests.sharing import ByUnit, place_of

BYTECODE = STATE / "bytecode"
SESSION = pytest.StashKey[Session]()
BROKER = pytest.StashKey[valkey.Broker]()
FOLDER = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the services of this process and name them in the environment."""
    keep_bytecode()
    session = database.open_session()
    folder = STATE / "run" / session.prefix
    folder.mkdir(parents=True, exist_ok=True)
    log = STATE / "log" / "valkey.log"
    broker = valkey.start(folder / "valkey", log, PASSWORD, keeps=False)
    early_config.stash[SESSION] = session
    early_config.stash[BROKER] = broker
    early_config.stash[FOLDER] = folder
    atexit.register(session.close)  # a fault while plugins load skips pytest_unconfigure
    os.environ.update(variables(session.own, broker, folder))


def keep_bytecode() -> None:
    """Compile each module once and not at every start, even where the environment forbids it.

    Hundreds of processes are started, and compiling is two thirds of what a start costs.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(BYTECODE)
    sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Register the fixtures after pytest-django, whose database set-up they replace."""
    from tests import fixtures

    config.pluginmanager.register(fixtures, "sispmpi-fixtures")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that both workers end together."""
    items.sort(key=place_of)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking through it for garbage was a tenth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByUnit:
    """However the tests are to be distributed, what shares a worker shares it."""
    return ByUnit(config, log)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the services of this process."""
    if FOLDER not in config.stash:
        return
    config.stash[BROKER].stop()
    config.stash[SESSION].close()
    shutil.rmtree(config.stash[FOLDER], ignore_errors=True)
