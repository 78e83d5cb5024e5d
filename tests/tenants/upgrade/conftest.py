"""An installation at the trial app's first release, once a process; a copy of it for each test."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.database import Session
from tests.plugin import SESSION
from tests.tenants.upgrade.places import GROW, MORE, Installation


@pytest.fixture(scope="session")
def first_release(pytestconfig: pytest.Config) -> Iterator[tuple[Session, Installation]]:
    """Five organisations, brought to the first release as any release is: by `migrate`."""
    session = pytestconfig.stash[SESSION]
    place = Installation(session.clone(), session.cluster.binaries)
    place.python("first", GROW.format(schemas=MORE))
    code, said = place.migrate("first")
    assert code == 0, said
    yield replace(session, template=place.database.name, made=[]), place
    session.drop(place.database.name)


@pytest.fixture
def installation(first_release: tuple[Session, Installation]) -> Iterator[Installation]:
    """A copy of its own."""
    session, place = first_release
    database = session.clone(1000 + len(session.made))
    yield replace(place, database=database)
    session.drop(database.name)
