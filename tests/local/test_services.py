"""The set-up of the tests themselves: clones apart, and the programme as real processes."""

import pytest
from django.conf import settings
from django.db import connection

from config.local.processes import identity_of, members, wait_until
from config.local.supervisor import answers
from tests.database import Database
from tests.services import Services

CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"


@pytest.mark.django_db
def test_a_test_works_in_the_clone_of_its_process() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('server_version_num')::int")
        name, version = cursor.fetchone()
    assert name == settings.DATABASES["default"]["NAME"]
    assert name.startswith("run_")
    assert version >= 180000


def test_a_fresh_database_is_equal_and_apart(fresh_database: Database) -> None:
    schemas = "SELECT count(*) FROM information_schema.schemata WHERE schema_name ~ '^m[0-9]{7}$'"
    assert fresh_database.name != settings.DATABASES["default"]["NAME"]
    assert fresh_database.rows(schemas) == [(2,)]
    assert fresh_database.rows("CREATE TABLE public.apart (n int)") == []


@pytest.mark.slow
def test_the_programme_runs_on_a_clone_and_its_worker_may_be_killed(services: Services) -> None:
    assert answers(services.port, "cge.localhost")
    before = services.pid("worker")
    assert wait_until(lambda: len(members(before)) >= 3, seconds=30), services.log
    services.kill("worker")
    assert wait_until(lambda: members(before) == [], seconds=10)
    services.start("worker")
    assert identity_of(services.pid("worker")) is not None
    assert services.pid("worker") != before
    assert services.database.rows(CONNECTED, services.database.name) != [(0,)]
