"""Role and path travel with the first statement, stand before any other, and never stay behind."""

import io
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, ProgrammingError, connection, transaction
from psycopg2 import extensions, extras
from psycopg2 import sql as composed
from pytest_django import Settings

from foundation.tenancy import PUBLIC, cast_any, inside
from identity.models import User
from tenants.middleware import CENTRE, PORTAL
from tests.database import Database
from tests.seed import FIRST, SECOND

WHERE = "SELECT current_user, current_setting('search_path')"


def role(suffix: str) -> str:
    return f"{settings.INSTALLATION_ID}_{suffix}"


def where() -> tuple[str, str]:
    """Role and first schema, as the server knows them."""
    with connection.cursor() as cursor:
        cursor.execute(WHERE)
        user, path = cursor.fetchone()
    return user, path.replace('"', "").split(",")[0]


def sent(cursor: Any) -> str:
    """The last message of a cursor, the way in front of it included."""
    whole: bytes = extensions.cursor.query.__get__(cursor.cursor)
    return whole.decode()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM identity_user",
        "\n  select 1",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "VALUES (1)",
        "UPDATE identity_user SET post = post",
        "DELETE FROM identity_user WHERE false",
    ],
)
def test_the_way_travels_with_the_first_statement_about_rows(
    in_first: None, statement: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert sent(cursor).startswith(f'SET ROLE "{role(FIRST.schema)}"; SET search_path')
        assert sent(cursor).endswith(statement)
        cursor.execute(statement)
        assert sent(cursor) == statement
    assert where() == (role(FIRST.schema), FIRST.schema)


@pytest.mark.parametrize(
    "statement",
    ["EXPLAIN SELECT 1", "SHOW search_path", "SET LOCAL work_mem = '4MB'", "-- x\nSELECT 1"],
)
def test_before_any_other_statement_the_way_goes_alone(in_first: None, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert sent(cursor) == statement
    assert where() == (role(FIRST.schema), FIRST.schema)


def test_result_count_and_text_are_those_of_the_statement(in_first: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n, %s, '%%' FROM generate_series(1, 3) n", ["100 %"])
        assert cursor.query == b"SELECT n, '100 %', '%' FROM generate_series(1, 3) n"
        assert [each[0] for each in cursor.description] == ["n", "?column?", "?column?"]
        assert cursor.fetchall() == [(n, "100 %", "%") for n in (1, 2, 3)]
    with inside(SECOND.schema), connection.cursor() as cursor:
        cursor.execute("UPDATE identity_user SET post = 'x'")
        changed = cursor.rowcount
        cursor.execute("SELECT count(*) FROM identity_user")
        assert changed == cursor.fetchone()[0] > 0


def test_one_cursor_follows_from_place_to_place(db: None) -> None:
    with connection.cursor() as cursor:
        found = []
        for schema in (FIRST.schema, SECOND.schema, PUBLIC):
            with inside(schema):
                cursor.execute("SELECT current_schema()")
                found.append(cursor.fetchone()[0])
    assert found == [FIRST.schema, SECOND.schema, PUBLIC]


def test_coming_back_without_a_word_sends_nothing(in_first: None) -> None:
    assert where()[1] == FIRST.schema
    with inside(PUBLIC):
        pass
    with connection.cursor() as cursor:
        cursor.execute(WHERE)
        assert sent(cursor) == WHERE


def test_portal_and_centre_share_a_path_but_no_role(db: None) -> None:
    for place, name in ((PORTAL, "portal"), (CENTRE, "centre"), (PORTAL, "portal")):
        cast_any(connection).set_tenant(place)
        assert where() == (role(name), PUBLIC)


def test_many_statements_copies_and_calls_find_their_schema(in_first: None) -> None:
    change = "UPDATE identity_user SET post = %s"
    with connection.cursor() as cursor:
        cursor.executemany(change, [["a"], ["b"]])
    for schema, post in ((SECOND.schema, "c"), (FIRST.schema, "b")):
        with inside(schema), connection.cursor() as cursor:
            flow = io.StringIO()
            cursor.copy_expert("COPY (SELECT current_schema()) TO STDOUT", flow)
            assert flow.getvalue().strip() == schema
            cursor.execute(change + " WHERE post <> 'b'", [post])
    with inside(SECOND.schema), connection.cursor() as cursor:
        cursor.callproc("current_schema")
        assert cursor.fetchone() == (SECOND.schema,)
    with inside(FIRST.schema), connection.cursor() as cursor:
        cursor.copy_to(io.StringIO(), "identity_user", columns=["post"])
        rows = extras.execute_values(
            cursor.cursor, "SELECT current_schema(), x FROM (VALUES %s) v (x)", [(1,)], fetch=True
        )
        assert rows == [(FIRST.schema, 1)]
    with inside(SECOND.schema), connection.cursor() as cursor:
        cursor.cursor.execute(composed.SQL("SELECT {}").format(composed.Literal("x")))
        assert where()[1] == SECOND.schema


def test_a_cursor_of_the_server_reads_in_its_schema(in_first: None) -> None:
    with inside(SECOND.schema):
        User.objects.create(email="so.la@exemplo.test", name="Só Lá", password="!")
    assert "so.la@exemplo.test" not in {u.email for u in User.objects.iterator(chunk_size=1)}
    with inside(SECOND.schema):
        assert "so.la@exemplo.test" in {u.email for u in User.objects.iterator(chunk_size=1)}


def test_an_error_of_the_first_statement_is_its_own_and_the_next_one_finds_the_way(
    own: Database,
) -> None:
    with inside(FIRST.schema):
        for _ in range(2):
            with pytest.raises(ProgrammingError, match="no_such_table"):
                User.objects.raw("SELECT 1 AS id FROM no_such_table")[0]
        assert where() == (role(FIRST.schema), FIRST.schema)
        assert connection.get_autocommit()
    assert where() == (role("centre"), PUBLIC)


def test_a_refused_role_is_an_error_and_nothing_is_executed_elsewhere(own: Database) -> None:
    for statement in ("SELECT 1", "SHOW search_path"):
        with inside("m3100099"), pytest.raises(DatabaseError, match="sispmpi_m3100099"):
            connection.cursor().execute(statement)
    with inside("m3100099"), pytest.raises(DatabaseError, match="sispmpi_m3100099"):
        connection.connection.cursor()  # the connection lives on
        list(User.objects.iterator())
    assert where() == (role("centre"), PUBLIC)


def test_a_statement_that_must_be_alone_is_alone(own: Database) -> None:
    with inside(FIRST.schema), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as refused:
            cursor.execute("CREATE DATABASE elsewhere")
        assert "transaction block" not in str(refused.value)
        assert "permission denied" in str(refused.value)
        cursor.execute("VACUUM (ONLY_DATABASE_STATS)")


def test_a_path_left_by_the_statement_itself_is_not_believed(in_first: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'public', false)")
        assert sent(cursor).startswith("SET ROLE")
    assert where() == (role(FIRST.schema), FIRST.schema)


def test_each_rollback_takes_the_place_back_and_it_is_noticed(own: Database) -> None:
    def fail_in(schema: str) -> None:
        with transaction.atomic(), inside(schema):
            assert where()[1] == schema
            raise LookupError

    with pytest.raises(LookupError):
        fail_in(FIRST.schema)
    assert where() == (role("centre"), PUBLIC)
    with transaction.atomic(), inside(SECOND.schema):
        assert where()[1] == SECOND.schema
        with pytest.raises(LookupError):
            fail_in(FIRST.schema)
        assert where() == (role(SECOND.schema), SECOND.schema)
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.raw("SELECT broken")[0]
        assert where() == (role(SECOND.schema), SECOND.schema)
    assert where() == (role("centre"), PUBLIC)


def test_in_an_aborted_transaction_the_statement_fails_by_itself(in_first: None) -> None:
    for again in ("SELECT 1", "SHOW search_path"):
        with pytest.raises(DatabaseError, match="transaction is aborted"), transaction.atomic():
            cursor = connection.cursor()
            try:
                cursor.execute("SELECT broken")
            except DatabaseError:
                connection.set_rollback(False)
            with inside(SECOND.schema):
                cursor.execute(again)
    assert where() == (role(FIRST.schema), FIRST.schema)


def test_what_is_no_schema_is_refused_before_a_cursor_is_given(db: None) -> None:
    cast_any(connection).set_schema("ext")
    try:
        with pytest.raises(ImproperlyConfigured, match="ext"):
            connection.cursor()
    finally:
        cast_any(connection).set_tenant(CENTRE)


def test_between_two_requests_nothing_is_taken_for_granted(own: Database) -> None:
    with inside(FIRST.schema):
        assert where()[0] == role(FIRST.schema)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        connection.close_if_unusable_or_obsolete()
        assert where() == (role(FIRST.schema), FIRST.schema)


def test_a_connection_ends_after_it_entered_enough_schemas(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def backend() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    connection.close()
    for most, is_ended in ((0, False), (3, False), (2, True)):
        settings.SCHEMAS_PER_CONNECTION = most
        before = backend()
        for schema in (FIRST.schema, SECOND.schema, FIRST.schema):
            with inside(schema):
                assert backend() == before  # never in the middle of the work
        connection.close_if_unusable_or_obsolete()
        assert (backend() != before) is is_ended
