"""The world of the matrix, built once in each process and taken back at the end."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from foundation.tenancy import PUBLIC, cast_any
from tests.matrix.world import World, build


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Objects and people; every test here works inside this one transaction."""
    logging.disable(logging.ERROR)  # every refusal is a line of the log
    with django_db_blocker.unblock():
        cast_any(connection).set_schema(PUBLIC)
        with transaction.atomic():
            built = build()
            # it is looked through at the end of each request; files of the world hang on it
            aside, connection.run_on_commit = connection.run_on_commit, []
            yield built
            connection.run_on_commit = aside
            transaction.set_rollback(True)
        cast_any(connection).set_schema(PUBLIC)
        connection.close()
    logging.disable(logging.NOTSET)
