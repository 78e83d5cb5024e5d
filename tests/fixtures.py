"""Fixtures of the whole suite: the database as it is, a further one, the programme running."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.database import Database, TemplateFault
from tests.plugin import FOLDER, SESSION
from tests.services import Services, running


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Clone the template as the database of this process; nothing is created by Django."""
    try:
        pytestconfig.stash[SESSION].clone(0)
    except TemplateFault as fault:
        pytest.exit(str(fault), 3)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def fresh_database(pytestconfig: pytest.Config) -> Iterator[Database]:
    """A clone of its own for a test that commits; Django's settings do not point there."""
    session = pytestconfig.stash[SESSION]
    database = session.clone()
    yield database
    session.drop(database.name)


@pytest.fixture(scope="session")
def services(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Services]:
    """The programme as people meet it: web server, worker and clock on a clone of their own."""
    session = pytestconfig.stash[SESSION]
    database = session.clone()
    folder: Path = pytestconfig.stash[FOLDER] / database.name
    with running(database, folder) as services:
        yield services
    session.drop(database.name)
