"""Made-up rows of two organisations in every table they share, to be looked for afterwards."""

from itertools import count

from foundation.tenancy import PUBLIC
from tests.database import Database
from tests.seed import FIRST, SECOND
from tests.tenants.reach import shared_tables, under

WHOLE_NUMBERS = {"int2": 30_000, "int4": 2**31 - 1, "int8": 2**63 - 1}
SAMPLES = {
    "bool": "false",
    "date": "current_date",
    "inet": "'127.0.0.1'",
    "jsonb": "'{}'",
    "timestamptz": "now()",
    "uuid": "gen_random_uuid()",
}


def plant(database: Database) -> None:
    """A row of each of both organisations in every shared table."""
    for statement in dropped_checks(database):
        database.rows(statement)
    with under(database, FIRST.schema) as anna:
        shared = shared_tables(anna)
    numbers = count(900_000)
    for table, (column, key) in shared.items():
        for place in (FIRST, SECOND):
            value = key_of(database, place.schema, key)
            row = sample(database, table, next(numbers)) | {column: str(value)}
            unchecked = "SET session_replication_role = replica; "
            database.rows(unchecked + inserted(table, row, "ON CONFLICT DO NOTHING"))


def dropped_checks(database: Database) -> list[str]:
    """Statements without which made-up rows would not pass; privileges do not hang on them."""
    found = database.rows(
        "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
        "  FROM pg_constraint WHERE contype = 'c' AND connamespace = %s::regnamespace",
        PUBLIC,
    )
    return [str(row[0]) for row in found]


def key_of(database: Database, schema: str, key: str) -> int:
    """The number by which shared rows belong to a schema."""
    if key == "agreement":
        return agreement_of(database, schema)
    wanted = {"organisation_of": "organisation_id", "tenant_of": "id"}[key]
    found = database.rows(f"SELECT {wanted} FROM tenants_tenant WHERE schema_name = %s", schema)
    return int(str(found[0][0]))


def agreement_of(database: Database, schema: str) -> int:
    """An agreement of the organisation."""
    found = database.rows(
        "SELECT min(a.id) FROM registry_agreement a JOIN tenants_tenant t USING (organisation_id)"
        " WHERE t.schema_name = %s",
        schema,
    )
    return int(str(found[0][0]))


def sample(database: Database, table: str, number: int, kept: str = "true") -> dict[str, str]:
    """A value, as SQL, for every column of a public table that is to be kept."""
    columns = database.rows(
        "SELECT attname, t.typname, format_type(atttypid, atttypmod)"
        "  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        f"   AND attgenerated = '' AND {kept}",
        f"public.{table}",
    )
    return {str(name): value(str(kind), str(whole), number) for name, kind, whole in columns}


def value(kind: str, whole: str, number: int) -> str:
    """A value of a type; a text is cut to what its column holds, its end first."""
    if kind in WHOLE_NUMBERS:
        return str(number % WHOLE_NUMBERS[kind])
    return SAMPLES.get(kind, f"'{str(number)[::-1]}'::{whole}")


def inserted(table: str, row: dict[str, str], after: str = "") -> str:
    """The statement that adds a row, whatever would number it otherwise."""
    names = ", ".join(f'"{each}"' for each in row)
    return (
        f'INSERT INTO public."{table}" ({names}) OVERRIDING SYSTEM VALUE'
        f" VALUES ({', '.join(row.values())}) {after}"
    )
