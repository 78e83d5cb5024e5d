"""By direct SQL, generated from the catalogue: what portal, centre and the bare login reach."""

from collections.abc import Iterator

import pytest

from foundation.tenancy import PUBLIC
from tests.database import Database
from tests.seed import FIRST, SECOND
from tests.tenants import reach
from tests.tenants.reach import Standing, under
from tests.tenants.test_isolation_by_sql import WHOSE

OF_CENTRE = WHOSE | {
    "let_write(text,boolean)": "takes and gives the privilege to write, of organisations only",
    "let_visit(text,text)": "lets guests of a support session in and out",
    "set_aside(text,text,boolean)": "renames the schema of a closed organisation, back and forth",
    "emails_waiting(timestamp with time zone,integer)": "tells where e-mails wait, by number",
    "summaries_waiting(timestamp with time zone,integer)": "tells where notices wait, by number",
    "outbox_waiting(timestamp with time zone,integer)": "tells where events wait, by number",
    "outbox_stuck(timestamp with time zone)": "tells name and error of what is stuck",
    "outbox_prune(timestamp with time zone)": "takes out what was delivered before an instant",
    "journal_heads(timestamp with time zone)": "tells length and hash of each journal",
    "tenant_migration_state(text[])": "tells the hash of each schema's migrations",
}


@pytest.fixture
def carlos(planted: Database) -> Iterator[Standing]:
    """Direct SQL under the role of the centre."""
    with under(planted, PUBLIC) as standing:
        yield standing


@pytest.fixture
def vera(planted: Database) -> Iterator[Standing]:
    """Direct SQL under the role of the portal."""
    with under(planted, PUBLIC, "portal") as standing:
        yield standing


def test_the_portal_and_the_centre_reach_no_schema_of_an_organisation(
    carlos: Standing, vera: Standing
) -> None:
    for who in (carlos, vera):
        for schema in reach.other_schemas(who):
            assert reach.reached_in(who, schema) == [], schema


def test_the_portal_sees_of_an_organisation_only_what_was_accepted(
    planted: Database, vera: Standing
) -> None:
    seen, accepted = "SELECT id FROM improvements_improvement", "state = 'accepted'"
    planted.rows(
        "SET session_replication_role = replica;"
        f"UPDATE improvements_improvement SET state = 'accepted' WHERE id = ({seen} LIMIT 1);"
        "SET session_replication_role = origin"
    )
    expected = planted.rows(f"{seen} WHERE {accepted}")
    assert 0 < len(expected) < len(planted.rows(seen))
    assert vera.rows(seen) == expected


def test_the_centre_calls_the_known_functions_and_they_refuse_what_is_no_organisation(
    carlos: Standing,
) -> None:
    assert reach.definers(carlos) == set(OF_CENTRE)
    raised = "P0001"
    trash = f"zz_trash_20260101_{FIRST.schema}"
    for statement in (
        "SELECT public.let_write('public', true)",
        "SELECT public.let_write('zz_template', true)",
        "SELECT public.let_visit('public', 'read')",
        f"SELECT public.let_visit('{FIRST.schema}', 'read')",
        f"SELECT public.let_visit('{FIRST.schema}', 'write')",
        f"SELECT public.let_visit('{FIRST.schema}', 'all')",
        f"SELECT public.set_aside('{FIRST.schema}', '{trash}', false)",
        f"SELECT public.set_aside('{FIRST.schema}', '{trash}', true)",
        f"SELECT public.set_aside('{FIRST.schema}', 'ext', false)",
    ):
        assert carlos.tried(statement) == raised, statement


def test_the_login_alone_reaches_neither_organisations_nor_the_registry(planted: Database) -> None:
    with under(planted, PUBLIC) as who:
        who.cursor.execute("RESET ROLE")
        assert reach.definers(who) == set()
        for schema in (PUBLIC, FIRST.schema, SECOND.schema):
            assert reach.reached_in(who, schema) == [], schema


def test_the_account_host_reaches_nothing_at_all(planted: Database) -> None:
    with under(planted, PUBLIC, "account") as nobody:
        schemas = [*reach.other_schemas(nobody), PUBLIC]
        assert FIRST.schema in schemas
        assert [each for each in schemas if reach.reached_in(nobody, each)] == []
        assert reach.definers(nobody) == set()
