"""What is read where, what is never written, and what a replica must not be."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import InternalError, connection, connections, transaction
from pytest_django import DjangoDbBlocker

from config.environment import Refused, replica
from config.local.places import SOURCE
from config.local.ports import free_port
from config.local.programs import command
from config.start import SHARED
from tenants.models import Organisation
from tenants.replica import REPLICA
from tenants.replica.fitness import Fitness
from tenants.replica.reading import current, reading
from tenants.replica.router import PortalReads
from tests.database import Database
from tests.deploy.bouncer import bouncer
from tests.tenants.own import standing_in

Alias = Callable[[str], Any]


@pytest.fixture
def alias(fresh_database: Database, django_db_blocker: DjangoDbBlocker) -> Iterator[Alias]:
    """`alias(url)`: the replica is there; the primary is a database of its own."""

    @contextmanager
    def leads_to(url: str) -> Iterator[Any]:
        connections.settings[REPLICA] = {
            **connections.settings["default"],
            **replica(url, settings.DATABASES["default"]),
        }
        try:
            yield connections[REPLICA]
        finally:
            connections[REPLICA].close()
            del connections[REPLICA], connections.settings[REPLICA]

    with django_db_blocker.unblock(), standing_in(fresh_database):
        yield leads_to


def test_a_mistaken_write_is_refused_by_the_database(
    alias: Alias, fresh_database: Database
) -> None:
    found = Organisation.objects.first()
    assert found is not None
    with alias(fresh_database.url):
        for _ in range(2):  # after a transaction too
            with pytest.raises(InternalError, match="read-only transaction"):
                found.save(using=REPLICA)
            with transaction.atomic(using=REPLICA):
                assert Organisation.objects.using(REPLICA).count() == 2
    found.save()


def test_a_server_that_is_no_standby_is_not_fit(
    alias: Alias, fresh_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    judged = Fitness()
    with alias(fresh_database.url):
        assert [judged.is_fit() for _ in range(3)] == [False] * 3
    assert judged.has_own_sessions
    assert [each.message for each in caplog.records] == [
        "the portal is read from the primary, not the replica: it is not a standby"
    ]


def test_a_server_that_is_down_is_not_fit_and_not_asked_again_at_once(
    alias: Alias, fresh_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    port = fresh_database.url.rpartition(":")[2].partition("/")[0]
    judged = Fitness()
    with alias(fresh_database.url.replace(f":{port}/", f":{free_port()}/")):
        assert not judged.is_fit()
        due = judged._next_look
        assert not judged.is_fit()
        assert judged._next_look == due
    (line,) = caplog.messages
    assert "Connection refused" in line


def test_a_pooler_that_shares_sessions_is_never_read_from(
    alias: Alias, fresh_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with bouncer(fresh_database.url, pool_mode="transaction") as pooler:
        judged = Fitness()
        with alias(pooler.url(fresh_database.url)):
            assert not judged.is_fit()
        assert not judged.has_own_sessions
        assert "a pooler shares its sessions" in caplog.text


def outcome(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """A start of the programme."""
    return subprocess.run(
        words,
        env={**os.environ, **environment},
        cwd=SOURCE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_no_process_starts_on_a_replica_whose_sessions_are_shared(fresh_database: Database) -> None:
    url = fresh_database.url
    with bouncer(url, pool_mode="transaction") as pooler:
        environment = {
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": fresh_database.owner_url,
            "DATABASE_REPLICA_URL": pooler.url(url),
        }
        done = outcome(environment, sys.executable, "-c", "import config.wsgi")
        assert done.returncode == 3, done.stderr
        assert SHARED.format(name="DATABASE_REPLICA_URL") in done.stderr
        done = outcome(environment, *command("migrate", "--check"))
        assert done.returncode == 0, done.stderr  # the owner's work knows no replica


def test_the_replica_is_reached_with_the_login_of_the_application() -> None:
    primary = {"USER": "sispmpi_app", "CONN_MAX_AGE": 300}
    found = replica("postgres://sispmpi_app:x@standby:5433/sispmpi", primary)
    assert (found["HOST"], found["PORT"], found["CONN_MAX_AGE"]) == ("standby", "5433", 300)
    with pytest.raises(Refused):
        replica("postgres://sispmpi_owner:x@standby/sispmpi", primary)


def test_without_the_variable_there_is_one_database_and_no_router() -> None:
    assert list(settings.DATABASES) == ["default"]
    assert settings.DATABASE_ROUTERS == ["django_tenants.routers.TenantSyncRouter"]
    assert not [each for each in settings.MIDDLEWARE if "replica" in each]


@pytest.mark.django_db
def test_only_reads_of_a_page_in_hand_go_to_the_replica() -> None:
    router, read = PortalReads(), Organisation()
    read._state.db = REPLICA
    assert current() is None
    assert router.db_for_read(Organisation, instance=read) == "default"
    assert router.db_for_write(Organisation, instance=read) == "default"
    with reading() as answer:
        answer.is_allowed = True
        assert connection.in_atomic_block  # as every test is
        assert router.db_for_read(Organisation) == "default"
        assert not answer.has_read
    assert current() is None


def test_after_a_write_the_rest_of_the_page_is_read_where_it_was_written() -> None:
    router, read = PortalReads(), Organisation()
    read._state.db = REPLICA
    with reading() as answer:
        answer.is_allowed = True
        assert router.db_for_read(Organisation) == REPLICA
        assert answer.rests_on_replica
        assert router.db_for_write(Organisation, instance=read) == "default"
        assert router.db_for_read(Organisation, instance=read) == "default"
        assert not answer.rests_on_replica  # so it is not answered again


def test_objects_of_both_belong_together_and_nothing_is_migrated_there() -> None:
    router = PortalReads()
    one, other, stranger = Organisation(), Organisation(), Organisation()
    one._state.db, other._state.db, stranger._state.db = "default", REPLICA, "elsewhere"
    assert router.allow_relation(one, other) is True
    assert router.allow_relation(one, stranger) is None
    assert router.allow_migrate(REPLICA, "tenants") is False
    assert router.allow_migrate("default", "tenants") is None
