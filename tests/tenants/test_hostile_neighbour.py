"""By direct SQL: what an organisation could leave behind, or hold, to the harm of the others."""

from collections.abc import Iterator
from types import SimpleNamespace

import psycopg2
import pytest

from config import locks
from foundation.tenancy import PUBLIC
from tenants.archive.departure import drop_role
from tenants.backend.base import role_of
from tests.database import Database
from tests.seed import FIRST, SECOND
from tests.tenants.reach import REFUSED, Standing, under, under_after

LARGE_OBJECTS = (
    "SELECT lo_creat(-1)",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/etc/hostname')",
    "SELECT lo_import('/etc/hostname', 7)",
)
LOCK_OF_A_NEIGHBOUR = f"hashtextextended('sispmpi:journal:{SECOND.schema}', 0)"
LEFT = (
    "SELECT lo_from_bytea(4242, 'segredo')",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    "ALTER ROLE CURRENT_USER SET work_mem = '1GB'",
)


@pytest.fixture
def anna(planted: Database) -> Iterator[Standing]:
    """Direct SQL under the role of the first organisation."""
    with under(planted, FIRST.schema) as standing:
        yield standing


@pytest.fixture
def owner(planted: Database) -> Iterator[psycopg2.extensions.cursor]:
    """The owner's connection; nothing of it is kept."""
    link = psycopg2.connect(planted.owner_url)
    try:
        yield link.cursor()
    finally:
        link.rollback()
        link.close()


@pytest.mark.parametrize("statement", LARGE_OBJECTS)
def test_no_large_object_is_made(planted: Database, anna: Standing, statement: str) -> None:
    assert anna.tried(statement) == REFUSED
    with under(planted, PUBLIC, "portal") as vera:
        assert vera.tried(statement) == REFUSED


def test_a_large_object_of_a_neighbour_cannot_be_read_or_written(planted: Database) -> None:
    make = f"SELECT lo_from_bytea(4242, 'segredo'); ALTER LARGE OBJECT 4242 OWNER TO {neighbour()}"
    with under_after(planted, make, FIRST.schema) as who:
        assert who.column("SELECT 1 FROM pg_largeobject_metadata WHERE oid = 4242") == [1]
        for statement in (
            "SELECT lo_get(4242)",
            "SELECT lo_put(4242, 0, 'x')",
            "SELECT lo_open(4242, 262144)",
            "SELECT lo_unlink(4242)",
            "SELECT data FROM pg_largeobject",
            "SELECT lo_export(4242, '/tmp/x')",
        ):
            assert who.tried(statement) == REFUSED, statement


def neighbour() -> str:
    """The role of the second organisation."""
    return role_of(SECOND.schema)


def test_no_lock_is_taken_that_others_wait_for(anna: Standing) -> None:
    functions = anna.column(
        "SELECT format('%s(%s)', proname, (SELECT string_agg('0::' || format_type(each, NULL),"
        "                                  ', ') FROM unnest(proargtypes) each))"
        "  FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ 'advisory'"
    )
    assert len(functions) == 21
    for function in functions:
        assert anna.tried(f"SELECT {function}") == REFUSED, function
    assert anna.tried(f"SELECT pg_advisory_lock({LOCK_OF_A_NEIGHBOUR})") == REFUSED


@pytest.mark.parametrize("room", ["portal", "centre"])
def test_the_shared_rooms_take_their_locks(planted: Database, room: str) -> None:
    with under(planted, PUBLIC, room) as who:
        assert who.tried(f"SELECT pg_advisory_xact_lock({LOCK_OF_A_NEIGHBOUR})") == ""


def test_what_others_do_is_neither_ended_nor_listened_to(planted: Database, anna: Standing) -> None:
    """Sessions of all organisations belong to one login, which an organisation's role is not."""
    with under(planted, SECOND.schema) as other:
        pid = other.column("SELECT pg_backend_pid()")[0]
        for verb in ("pg_terminate_backend", "pg_cancel_backend"):
            assert anna.tried(f"SELECT {verb}({pid})") == REFUSED
        assert anna.tried(f"SELECT pg_log_backend_memory_contexts({pid})") == REFUSED
    assert anna.tried("SELECT pg_create_restore_point('x')") == REFUSED
    assert anna.column("SHOW max_prepared_transactions") == ["0"]


def test_a_role_that_left_things_behind_is_removed_all_the_same(
    owner: psycopg2.extensions.cursor, planted: Database
) -> None:
    """Where functions could not be closed, and what no privilege stands against."""
    schema = "m3777001"
    name = role_of(schema)
    owner.execute(f"CREATE ROLE {name}; GRANT {name} TO CURRENT_USER WITH SET TRUE")
    for statement in LEFT:
        owner.execute("SAVEPOINT made")
        try:
            owner.execute(f"SET LOCAL ROLE {name}")
            owner.execute(statement)
        except psycopg2.errors.InsufficientPrivilege:
            owner.execute("ROLLBACK TO made")
        owner.execute("RESET ROLE")
    owner.execute("SAVEPOINT before")
    with pytest.raises(psycopg2.errors.DependentObjectsStillExist):
        owner.execute(f"DROP ROLE {name}")
    owner.execute("ROLLBACK TO before")
    for _ in range(2):
        drop_role(owner, schema)
        owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        assert owner.fetchone() is None


def test_a_server_where_everybody_may_lock_is_told_of(planted: Database) -> None:
    link = psycopg2.connect(planted.admin_url)
    try:
        opened = SimpleNamespace(cursor=link.cursor)
        assert locks.looseness_of(opened) == ""
        link.cursor().execute("GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC")
        assert "roles.sql" in locks.looseness_of(opened)
    finally:
        link.rollback()
        link.close()
