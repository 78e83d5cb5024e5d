"""One good archive for all the bad ones that are made of it."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tenants.archive.writing import export
from tests.seed import FIRST
from tests.tenants.own import files_in, fill, standing_in


@pytest.fixture(scope="module")
def whole(
    pytestconfig: pytest.Config,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """One database, one good archive, one empty folder for all the bad ones."""
    from tests.plugin import SESSION

    session = pytestconfig.stash[SESSION]
    database = session.clone()
    folder = tmp_path_factory.mktemp("bad")
    with django_db_blocker.unblock(), standing_in(database), files_in(folder):
        fill()
        export(FIRST.schema, folder / "boa.zip", at=timezone.now())
        yield database, folder
    session.drop(database.name)
