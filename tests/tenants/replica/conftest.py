"""A primary with something to show, its standby, and web servers that know both."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from agreements.improvements.models import Improvement
from config.local.processes import wait_until
from tests.database import Database, Session
from tests.deploy import given
from tests.factories import publication
from tests.plugin import BROKER, SESSION
from tests.seed import SECOND
from tests.services import variables
from tests.tenants.own import standing_in
from tests.tenants.replica.standby import Standby, Web, standby_of, web

RENAME = (
    "SET LOCAL synchronous_commit = on;"  # sent before it is said to be done
    " SET LOCAL session_replication_role = replica;"  # published extracts are final
    " UPDATE publication_extract SET partner = %s"
)


@dataclass(frozen=True)
class Pair:
    """The database of these tests on both servers."""

    database: Database
    standby: Standby
    token: str
    folder: Path
    environment: dict[str, str]

    def rename(self, partner: str) -> None:
        """What the pages of the portal say, changed on the primary."""
        self.database.rows(RENAME, partner)

    def pause(self, *, is_paused: bool = True) -> None:
        """The standby receives and replays nothing any more, or goes on."""
        name = "pg_wal_replay_pause" if is_paused else "pg_wal_replay_resume"
        self.standby.rows(self.database, f"SELECT {name}()")
        query = "SELECT pg_get_wal_replay_pause_state() = 'paused'"  # after a moment
        assert wait_until(
            lambda: self.standby.rows(self.database, query) == [(is_paused,)], seconds=10
        )

    def reads(self) -> int:
        """How often the standby was asked for extracts so far."""
        return len(self.standby.statements(of='FROM "publication_extract"'))


def shown(database: Database) -> str:
    """Two published agreements, a delivery not answered yet, an improvement not accepted."""
    with standing_in(database):
        report = publication.open_report(SECOND)
        Improvement.objects.create(
            report=report,
            organisation=report.organisation,
            credit=SECOND.name,
            created_at=timezone.now(),
            **publication.IMPROVEMENT,
        )
        delivery = publication.contacted()
        return publication.token_sent(delivery)


@pytest.fixture(scope="module")
def pair(pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker) -> Iterator[Pair]:
    session: Session = pytestconfig.stash[SESSION]
    with given.folder() as folder, django_db_blocker.unblock():
        database = session.clone()
        token = shown(database)
        connection.close()
        with standby_of(session, folder) as standby:
            environment = {
                **variables(database, pytestconfig.stash[BROKER], folder / "web"),
                "ENVIRONMENT": "development",  # connections outlive their request
                "DATABASE_REPLICA_URL": standby.url_of(database.url),
            }
            yield Pair(database, standby, token, folder, environment)
    session.drop(database.name)


@pytest.fixture(scope="module")
def patient(pair: Pair) -> Iterator[Web]:
    """A web server that takes any standby of the last five minutes."""
    assert pair.standby.is_level(pair.database)
    more = {"REPLICA_LAG_SECONDS": "300"}
    with web({**pair.environment, **more}, pair.folder / "patient") as served:
        yield served
