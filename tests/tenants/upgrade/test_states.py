"""Who is behind, who may ask, and how a way to the template is found."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app, shared_task
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from foundation.tasks import SchemaTask, TenantRefused, works_in
from foundation.tenancy import PUBLIC, TEMPLATE, inside
from tenants import hosts, queries
from tenants.models import Tenant, UpgradeScript
from tenants.upgrade import state
from tenants.upgrade.names import hash_of, on_disk
from tenants.upgrade.routes import Atlas, Leg
from tenants.upgrade.sql import FLUSH
from tests.people import Visitor
from tests.seed import FIRST, SECOND


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    hosts.forget()
    state.forget()
    yield
    hosts.forget()
    state.forget()


def lose_a_migration(schema: str) -> None:
    with inside(schema), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)"
        )


def test_the_names_of_this_release_are_those_that_django_would_load() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert on_disk() == set(loader.disk_migrations)


def test_python_and_the_database_make_the_same_hash(db: None) -> None:
    found = state.states([PUBLIC, TEMPLATE, FIRST.schema, "m0000000"])
    assert set(found) == {PUBLIC, TEMPLATE, FIRST.schema}
    assert set(found.values()) == {hash_of(on_disk())}


def test_a_born_organisation_knows_its_state(db: None) -> None:
    known = Tenant.objects.values_list("migration_hash", flat=True)
    assert set(known) == {hash_of(on_disk())}


def test_a_schema_without_one_migration_is_named(db: None) -> None:
    assert state.late() == []
    lose_a_migration(SECOND.schema)
    assert state.late() == [SECOND.schema]


def test_health_says_that_a_schema_is_behind_and_asks_seldom(portal: Visitor) -> None:
    assert portal.get("/saude/").json() == {"status": "ok", "schema": "current"}
    lose_a_migration(FIRST.schema)
    assert portal.get("/saude/").json()["schema"] == "current"
    state.forget()
    assert portal.get("/saude/").json()["schema"] == "behind"


def test_the_centre_may_ask_for_states_and_an_organisation_may_not(db: None) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with inside(FIRST.schema), refused, transaction.atomic():
        state.states([FIRST.schema])
    assert state.states([FIRST.schema])


def test_an_organisation_reads_no_recorded_script(in_first: None) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        UpgradeScript.objects.exists()


def test_one_state_that_is_behind_closes_only_the_schemas_in_it(db: None) -> None:
    lose_a_migration(FIRST.schema)
    found = state.states([FIRST.schema])[FIRST.schema]
    Tenant.objects.filter(schema_name=FIRST.schema).update(migration_hash=found)
    answer = Visitor(FIRST.host).get("/conta/entrar/")
    assert answer.status_code == 503
    assert "Em manutenção" in answer.content.decode()
    assert Visitor(SECOND.host).get("/conta/entrar/").status_code == 200
    assert not queries.is_served(FIRST.schema)
    assert queries.is_served(SECOND.schema)


def test_the_api_of_a_schema_that_waits_answers_in_json(db: None) -> None:
    lose_a_migration(FIRST.schema)
    found = state.states([FIRST.schema])[FIRST.schema]
    Tenant.objects.filter(schema_name=FIRST.schema).update(migration_hash=found)
    answer = Visitor(FIRST.host).get("/api/planos/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "manutenção" in answer.json()["detail"]
    assert Visitor(SECOND.host).get("/api/planos/").status_code == 401


@shared_task(base=SchemaTask)
def noted(*, schema: str) -> None:
    NOTED.append(schema)


NOTED: list[str] = []


def queued() -> int:
    """How many messages wait in the queue of the installation."""
    with current_app.connection_for_write() as link:
        return int(link.default_channel.client.llen(settings.CELERY_TASK_DEFAULT_QUEUE))


def test_a_task_of_a_schema_that_waits_comes_back_later_and_others_are_refused(db: None) -> None:
    task: Any = noted
    before = queued()
    Tenant.objects.filter(schema_name=SECOND.schema).update(life="suspended")
    refused = task.apply(kwargs={"schema": SECOND.schema})
    assert isinstance(refused.result, TenantRefused)
    assert queued() == before
    assert works_in(FIRST.schema)
    lose_a_migration(FIRST.schema)
    found = state.states([FIRST.schema])[FIRST.schema]
    Tenant.objects.filter(schema_name=FIRST.schema).update(migration_hash=found)
    assert task.apply(kwargs={"schema": FIRST.schema}).state == "IGNORED"
    assert (queued(), NOTED) == (before + 1, [])
    assert not works_in(FIRST.schema)  # and no sweep piles up more of them


def stored(before: str, after: str, text: str, *python: str) -> None:
    UpgradeScript.objects.create(
        from_hash=before,
        to_hash=after,
        statements=text,
        python_migrations=list(python),
        created_at=timezone.now(),
    )


def test_the_shortest_chain_of_scripts_is_taken(db: None) -> None:
    stored("a", "b", "ONE")
    stored("b", "c", "TWO")
    stored("c", "d", "THREE")
    stored("b", "d", "BOTH")
    stored("c", "a", "BACK")
    atlas = Atlas("d")
    assert atlas.route("a") == (Leg("a", "d", f"ONE\n;\n{FLUSH};\nBOTH"),)
    assert atlas.route("c") == (Leg("c", "d", "THREE"),)


def test_python_parts_the_way_into_legs_and_without_a_way_django_does_all(db: None) -> None:
    stored("a", "b", "ONE")
    stored("b", "c", "", "trial.0002_seed")
    stored("c", "d", "", "trial.0003_again")
    stored("d", "e", "TWO")
    stored("e", "f", "THREE")
    assert Atlas("f").route("a") == (
        Leg("a", "b", "ONE"),
        Leg("b", "d", python=("trial.0002_seed", "trial.0003_again")),
        Leg("d", "f", f"TWO\n;\n{FLUSH};\nTHREE"),
    )
    assert Atlas("f").route("elsewhere") == (Leg("elsewhere", "f"),)
