"""What a role can reach, walked from the catalogue and tried by direct SQL."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2

from foundation.grants import Grant
from foundation.tenancy import PUBLIC
from tenants.backend.base import role_of
from tests.database import Database

REFUSED = "42501"
BY_COLUMN = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
BY_TABLE = ("DELETE", "TRUNCATE", "TRIGGER", "MAINTAIN")
DECLARED = re.compile(r"([A-Z]+)(?:\s*\(([^)]*)\))?")
OWN_ROWS = re.compile(r"\((\w+) = (organisation_of|tenant_of)\(CURRENT_USER\)\)")
OF_AGREEMENT = re.compile(
    r"\((agreement_id) IN \( SELECT registry_agreement\.id\s+FROM registry_agreement\s+"
    r"WHERE \(registry_agreement\.organisation_id = (organisation_of)\(CURRENT_USER\)\)\)\)"
)
DEFINERS = """
SELECT p.oid::regprocedure::text
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND has_function_privilege(p.oid, 'EXECUTE') AND has_schema_privilege(n.oid, 'USAGE')
"""


@dataclass
class Standing:
    """A connection that works under one of the installation's roles."""

    cursor: Any

    def tried(self, statement: str) -> str:
        """The code with which the server refuses a statement, or nothing; its effect is undone."""
        self.cursor.execute("SAVEPOINT tried")
        try:
            self.cursor.execute(statement)
        except psycopg2.Error as error:
            return error.pgcode or "unknown"
        else:
            return ""
        finally:
            self.cursor.execute("ROLLBACK TO tried")

    def touched(self, statement: str) -> int:
        """How many rows a statement reaches; its effect is undone."""
        self.cursor.execute("SAVEPOINT touched")
        self.cursor.execute(statement)
        found = int(self.cursor.rowcount)
        self.cursor.execute("ROLLBACK TO touched")
        return found

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query answers."""
        self.cursor.execute(query, values or None)
        return list(self.cursor.fetchall())

    def column(self, query: str, *values: object) -> list[Any]:
        """The first column of what a query answers."""
        return [row[0] for row in self.rows(query, *values)]


def enter(cursor: Any, schema: str, audience: str = "centre") -> Standing:
    """Role and path as the application sets them before its first statement."""
    path = schema if schema == PUBLIC else f'"{schema}", public'
    cursor.execute(f'SET ROLE "{role_of(schema, audience)}"; SET search_path = {path}, ext')
    return Standing(cursor)


@contextmanager
def under(database: Database, schema: str, audience: str = "centre") -> Iterator[Standing]:
    """The application's own login, under the role of a schema; nothing of it is kept."""
    link = psycopg2.connect(database.url)
    try:
        yield enter(link.cursor(), schema, audience)
    finally:
        link.rollback()
        link.close()


@contextmanager
def under_after(database: Database, planted: str, schema: str) -> Iterator[Standing]:
    """The same in a transaction in which the superuser did something before."""
    link = psycopg2.connect(database.admin_url)
    try:
        cursor = link.cursor()
        login = psycopg2.extensions.parse_dsn(database.url)["user"]
        cursor.execute(planted)
        cursor.execute(f'SET SESSION AUTHORIZATION "{login}"')
        yield enter(cursor, schema)
    finally:
        link.rollback()
        link.close()


def relations(who: Standing, schema: str, kinds: str = "rpvmf") -> list[str]:
    """The names of what lies in a schema."""
    return who.column(
        "SELECT relname::text FROM pg_class WHERE relkind = ANY(%s) AND relnamespace ="
        " (SELECT oid FROM pg_namespace WHERE nspname = %s) ORDER BY 1",
        list(kinds),
        schema,
    )


def privileges(who: Standing, schema: str, name: str) -> dict[str, set[str]]:
    """Verb by verb, the columns open to the role (`*` where a verb takes the whole table)."""
    found: dict[str, set[str]] = {}
    in_question = (
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE n.nspname = %s AND c.relname = %s"
    )
    for verb in BY_COLUMN:
        query = f"SELECT attname::text {in_question} AND has_column_privilege(c.oid, attnum, %s)"
        columns = set(who.column(query, schema, name, verb))
        if columns:
            found[verb] = columns
    for verb in BY_TABLE:
        if who.column(
            f"SELECT 1 {in_question} AND has_table_privilege(c.oid, %s)", schema, name, verb
        ):
            found[verb] = {"*"}
    return found


def declared(who: Standing, schema: str, name: str, words: str) -> dict[str, set[str]]:
    """What a sentence of grants.py gives, in the shape of `privileges`."""
    every = set(
        who.column(
            "SELECT attname::text FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
            " AND attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s)",
            schema,
            name,
        )
    )
    found = {}
    for verb, columns in DECLARED.findall(words):
        named = {each.strip().strip('"') for each in columns.split(",") if each.strip()}
        found[verb] = (named or every) if verb in BY_COLUMN else {"*"}
    return found


def attempts(place: str, column: str) -> dict[str, str]:
    """A statement for every verb on a table or view."""
    return {
        "SELECT": f'SELECT "{column}" FROM {place} LIMIT 1',
        "INSERT": f'INSERT INTO {place} ("{column}") SELECT NULL WHERE false',
        "UPDATE": f'UPDATE {place} SET "{column}" = NULL WHERE false',
        "DELETE": f"DELETE FROM {place} WHERE false",
        "TRUNCATE": f"TRUNCATE {place}",
        "LOCK": f"LOCK TABLE {place} IN ACCESS EXCLUSIVE MODE",
        "COPY": f'COPY {place} ("{column}") TO STDOUT',
        "TRIGGER": f"CREATE TRIGGER x BEFORE INSERT ON {place} EXECUTE FUNCTION"
        " public._pgtrigger_should_ignore()",
    }


def first_column(who: Standing, schema: str, name: str) -> str:
    """The name of any column of a table."""
    return str(
        who.column(
            "SELECT attname::text FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
            " AND attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s)"
            " ORDER BY attnum LIMIT 1",
            schema,
            name,
        )[0]
    )


def reached_in(who: Standing, schema: str) -> list[str]:
    """Everything in a foreign schema that the role has a privilege on or is not refused."""
    found = [f"{schema}: {verb}" for verb in ("USAGE", "CREATE") if may_in(who, schema, verb)]
    for name in relations(who, schema):
        found += [f"{name}: {verb} granted" for verb in privileges(who, schema, name)]
        place, column = f'"{schema}"."{name}"', first_column(who, schema, name)
        for verb, statement in attempts(place, column).items():
            if who.tried(statement) != REFUSED:
                found.append(f"{name}: {verb} not refused")
    return found + counted_in(who, schema)


def may_in(who: Standing, schema: str, verb: str) -> bool:
    """Whether the role may use a schema, or create in it."""
    return bool(who.column("SELECT has_schema_privilege(%s, %s)", schema, verb)[0])


def counted_in(who: Standing, schema: str) -> list[str]:
    """The sequences of a schema that the role can read, advance or set."""
    found = []
    for name in relations(who, schema, "S"):
        place = f'"{schema}"."{name}"'
        oid = (
            "(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            f" WHERE n.nspname = '{schema}' AND c.relname = '{name}')"
        )
        query = f"SELECT has_sequence_privilege({oid}, 'USAGE, SELECT, UPDATE')"
        statements = (
            f"SELECT nextval('{place}')",
            f"SELECT setval('{place}', 1)",
            f"SELECT last_value FROM {place}",
        )
        if who.column(query)[0] or any(who.tried(each) != REFUSED for each in statements):
            found.append(name)
    return found


def definers(who: Standing) -> set[str]:
    """Functions with the rights of their owner that the role may execute."""
    return set(who.column(DEFINERS))


# rows that are the same for every organisation, and none of which is anybody's own
CATALOGUES = {"library_exemplar": "(published_at IS NOT NULL)"}


def shared_tables(who: Standing) -> dict[str, tuple[str, str]]:
    """Public tables with rows of each organisation: the column that says whose, by which key.

    What belongs to an agreement comes last, after the agreements themselves.
    """
    found, of_agreements = {}, {}
    for name, rule, check in who.rows(
        "SELECT tablename::text, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public' AND policyname = 'own'"
    ):
        assert check == rule, name
        if CATALOGUES.get(str(name)) == rule:
            continue
        if match := OF_AGREEMENT.fullmatch(rule):
            of_agreements[str(name)] = (match[1], "agreement")
            continue
        match = OWN_ROWS.fullmatch(rule)
        assert match, f"{name}: a policy of a kind this walk does not know: {rule}"
        found[str(name)] = (match[1], match[2])
    return found | of_agreements


def said_of(grant: Grant | None, audience: str) -> str:
    """The sentence of grants.py for a role on one table; nothing where nobody said any."""
    return str(getattr(grant, audience)) if grant else ""


def other_schemas(who: Standing) -> list[str]:
    """Every schema of an organisation, of the template, of what waits to be dropped."""
    return who.column("SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^(m[0-9]|o_?|zz_)'")
