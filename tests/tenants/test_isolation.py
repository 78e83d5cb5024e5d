"""Under the role of one organisation, by direct SQL: nothing of a neighbour or of the centre."""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from foundation.tenancy import PUBLIC, cast_any, inside
from tenants.models import Organisation
from tenants.provisioning import cluster
from tests.seed import FIRST, SECOND

REFUSED = (psycopg2.errors.InsufficientPrivilege, psycopg2.errors.UndefinedTable)


@pytest.fixture
def cursor(in_first: None) -> Iterator[Any]:
    with connection.cursor() as opened:
        opened.execute("SELECT 1")
        yield opened


def tables(cursor: Any, schema: str) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v')"
        " AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)",
        [schema],
    )
    return [row[0] for row in cursor.fetchall()]


def is_refused(cursor: Any, statement: str) -> bool:
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except ProgrammingError as error:
        return isinstance(error.__cause__, REFUSED)
    return False


def test_the_connection_works_under_the_role_of_the_organisation(cursor: Any) -> None:
    cursor.execute("SELECT current_user, current_setting('search_path')")
    role, path = cursor.fetchone()
    assert role == f"{settings.INSTALLATION_ID}_{FIRST.schema}"
    assert path.replace('"', "") == f"{FIRST.schema}, public, ext"


def test_every_table_of_a_neighbour_is_refused(cursor: Any) -> None:
    found = tables(cursor, SECOND.schema)
    assert len(found) > 20
    open_to_us = [
        name
        for name in found
        if not is_refused(cursor, f'SELECT 1 FROM "{SECOND.schema}"."{name}" LIMIT 1')
    ]
    assert open_to_us == []


def test_a_public_table_is_refused_or_shows_only_what_its_grant_says(cursor: Any) -> None:
    declared = cluster.declared_grants()
    for name in tables(cursor, PUBLIC):
        refused = is_refused(cursor, f'SELECT 1 FROM public."{name}" LIMIT 1')
        grant = declared.get(name)
        assert refused == (grant is None or "SELECT" not in grant.tenant), name


def test_an_organisation_sees_its_own_registry_row_only(cursor: Any) -> None:
    cursor.execute("SELECT name FROM public.tenants_organisation")
    assert [row[0] for row in cursor.fetchall()] == [FIRST.name]


def test_every_shared_table_with_a_tenant_grant_has_forced_row_security(cursor: Any) -> None:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relrowsecurity AND relforcerowsecurity"
    )
    guarded = {row[0] for row in cursor.fetchall()}
    shared = {name for name, grant in cluster.declared_grants().items() if grant.rows}
    assert shared
    assert shared <= guarded


def test_structure_is_out_of_reach(cursor: Any) -> None:
    for statement in (
        "DROP TABLE identity_user",
        "ALTER TABLE identity_user ADD COLUMN x int",
        f'CREATE TABLE "{FIRST.schema}".x (y int)',
        "CREATE TABLE public.x (y int)",
        f'DROP SCHEMA "{SECOND.schema}" CASCADE',
        "DELETE FROM public.tenants_domain",
        "TRUNCATE identity_user",
    ):
        assert is_refused(cursor, statement), statement


def test_the_journal_can_be_written_but_not_rewritten(cursor: Any) -> None:
    cursor.execute("SELECT count(*) FROM audit_entry")
    assert cursor.fetchone()[0] > 0
    for statement in ("UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            cursor.execute(statement)


def test_every_public_table_is_classified(db: None) -> None:
    with connection.cursor() as cursor:
        assert cluster.unclassified(cursor) == []


def test_a_path_changed_behind_our_back_is_noticed(in_first: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SET search_path = "{PUBLIC}"')
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        assert FIRST.schema in cursor.fetchone()[0]


def test_a_rollback_takes_role_and_path_back_together(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic(), inside(FIRST.schema):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raise RuntimeError
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")
        role, path = cursor.fetchone()
    assert role == f"{settings.INSTALLATION_ID}_centre"
    assert FIRST.schema not in path


def test_the_portal_reads_no_account(db: None) -> None:
    from tenants.middleware import PORTAL

    cast_any(connection).set_tenant(PORTAL)
    with connection.cursor() as cursor:
        for name in ("identity_user", "django_session", "access_assignment", "tenants_birth"):
            assert is_refused(cursor, f"SELECT 1 FROM public.{name} LIMIT 1"), name


@pytest.mark.parametrize(
    "name",
    ["information_schema", "ext", "$user", "%s", "-- x", "a b", "pg_x", "M3199901", "m319990", ""],
)
def test_a_name_that_is_no_schema_of_ours_is_refused(db: None, name: str) -> None:
    with pytest.raises(ValueError, match="not a schema"), inside(name):
        pass


def test_the_database_refuses_a_bad_schema_name_too(db: None) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="tenant_schema_name_safe"):
        cursor.execute(
            "INSERT INTO tenants_tenant (schema_name, organisation_id, life, born_at)"
            " VALUES ('public', %s, 'active', now())",
            [Organisation.objects.first().pk],  # type: ignore[union-attr]
        )
