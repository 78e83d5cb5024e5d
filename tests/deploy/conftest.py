"""One PostgreSQL server of its own, with the logins of deploy/postgres/roles.sql."""

from collections.abc import Iterator

import pytest

from tests.deploy import given


@pytest.fixture(scope="session")
def outside() -> Iterator[given.Postgres]:
    """The server, before anybody has prepared it."""
    with given.postgres() as started:
        yield started


@pytest.fixture(scope="session")
def prepared(outside: given.Postgres) -> given.Postgres:
    """The server with both logins and the database."""
    done = outside.roles(OWNER_PASSWORD=given.OWNER_PASSWORD, APP_PASSWORD=given.APP_PASSWORD)
    assert done.returncode == 0, done.stderr
    return outside
