"""Fixtures for tests that commit: a database, folders and an organisation of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.database import Database
from tests.plugin import SESSION
from tests.tenants.own import born, files_in, own_code, standing_in
from tests.tenants.planting import plant


@pytest.fixture
def own(
    fresh_database: Database, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """Django works in a database of this test, with files and backups in its folder."""
    with django_db_blocker.unblock(), standing_in(fresh_database), files_in(tmp_path):
        yield fresh_database
        fresh_database.rows(f'DROP SCHEMA IF EXISTS "m{own_code()}" CASCADE')
        fresh_database.rows(f'DROP OWNED BY "{"sispmpi_m" + own_code()}"') if fresh_database.rows(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", f"sispmpi_m{own_code()}"
        ) else None
        fresh_database.rows(f'DROP ROLE IF EXISTS "sispmpi_m{own_code()}"')


@pytest.fixture
def nascent(own: Database) -> str:
    """The schema of an organisation born in the test, whose role nobody else uses."""
    return born(own_code())


@pytest.fixture(scope="module")
def planted(pytestconfig: pytest.Config) -> Iterator[Database]:
    """A database in which every shared table holds a row of each of both organisations."""
    session = pytestconfig.stash[SESSION]
    database = session.clone()
    plant(database)
    yield database
    session.drop(database.name)
