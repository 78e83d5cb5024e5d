"""Rows of an archive into a fresh schema, in the order of references, and proof of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from psycopg2 import errors

from tenants.archive import tables
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import MANIFEST, Manifest, Table, copy_name
from tenants.archive.reading import Archive, check_version
from tenants.archive.streams import Outflow
from tenants.archive.tables import Layout, Shape
from tenants.provisioning.owner import quoted

# what the database says of rows that cannot be as they are
UNACCEPTABLE = (
    errors.DataError,
    errors.IntegrityError,
    errors.ProgramLimitExceeded,
    errors.StatementTooComplex,
)
HISTORY = "django_migrations"
WORD = re.compile(r"\w+")
LINE = re.compile(r"^COPY \S+, line (\d+)")


def load(cursor: Any, archive: Archive, schema: str) -> Layout:
    """Fill a schema that was just made from the template. Raises BadArchive."""
    check_version(archive.manifest, tables.migrations(cursor, schema))
    return fill(cursor, archive, schema)


def fill(cursor: Any, archive: Archive, schema: str) -> Layout:
    """Fill a schema that stands where the archive stands, over whatever lies in it.

    Raises BadArchive. The layout that comes back has the columns in the order of the archive. The
    rules of the triggers were kept when the rows were first written; they are for changes.
    """
    cursor.execute(tables.SAME_TEXT_EVERYWHERE)
    layout = as_listed(archive.manifest, tables.layout(cursor, schema))
    guarded = tables_with_triggers(cursor, schema)
    for_each(cursor, schema, guarded, "ALTER TABLE {} DISABLE TRIGGER USER")
    seeded = [shape.name for shape in reversed(layout.shapes)]
    for_each(cursor, schema, seeded, "DELETE FROM {}")
    for shape in layout.shapes:
        load_table(cursor, archive, schema, shape)
    with named():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    with named(MANIFEST):
        set_counters(cursor, archive.manifest, schema, layout.sequences)
    for_each(cursor, schema, guarded, "ALTER TABLE {} ENABLE TRIGGER USER")
    if tables.migrations(cursor, schema) != sorted(archive.manifest.migrations):
        raise BadArchive(MANIFEST, "não cita as migrações que as linhas trazem.")
    return layout


@contextmanager
def named(part: str = "") -> Iterator[None]:
    """What the database does not take is the fault of a part of the archive. Raises BadArchive.

    Without a part, the database names the table.
    """
    try:
        yield
    except UNACCEPTABLE as error:
        at = LINE.match(error.diag.context or "")
        where = part or copy_name(error.diag.table_name or "?")
        line = f" (linha {at.group(1)})" if at else ""
        kind = type(error).__name__
        raise BadArchive(where, f"o banco de dados não aceita o que traz{line}: {kind}.") from None


def for_each(cursor: Any, schema: str, names: list[str], statement: str) -> None:
    """One statement a table, all in one round trip."""
    if names:
        cursor.execute(
            ";".join(statement.format(f"{quoted(schema)}.{quoted(name)}") for name in names)
        )


def as_listed(manifest: Manifest, found: Layout) -> Layout:
    """The tables, each with its columns in the order in which the archive lists them.

    Raises BadArchive unless the archive has the tables and columns that there should be.
    """
    here = {each.name: each for each in found.shapes if each.name not in tables.LEFT_OUT}
    there = {each.name: each.columns for each in manifest.tables}
    for name in sorted(set(here) | set(there)):
        known = sorted(here[name].columns) if name in here else None
        if known is None or known != sorted(there.get(name, [])):
            raise BadArchive(MANIFEST, f"a tabela {name!r} não é a da versão {manifest.version}.")
    listed = {name: each.listed(there[name]) for name, each in here.items()}
    return replace(found, shapes=[listed.get(each.name, each) for each in found.shapes])


def tables_with_triggers(cursor: Any, schema: str) -> list[str]:
    """The tables whose own triggers would judge the rows."""
    cursor.execute(
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = quote_ident(%s)::regnamespace ORDER BY 1",
        [schema],
    )
    return [row[0] for row in cursor.fetchall()]


def load_table(cursor: Any, archive: Archive, schema: str, shape: Shape) -> None:
    """The rows of one table."""
    table = next((each for each in archive.manifest.tables if each.name == shape.name), None)
    if table is None:
        return
    with named(table.copy.name), archive.part(table.copy) as flow:
        cursor.copy_expert(f"COPY {shape.target(schema)} FROM STDIN", flow)
    if cursor.rowcount != table.rows:
        raise BadArchive(table.copy.name, "não tem as linhas que o manifesto promete.")


def set_counters(
    cursor: Any, manifest: Manifest, schema: str, known: dict[tuple[str, str], str]
) -> None:
    """Identity columns go on where they were."""
    values: list[Any] = []
    for each in manifest.counters:
        sequence = known.get((each.table, each.column))
        if sequence is None:
            raise BadArchive(MANIFEST, f"não há contador em {each.table}.{each.column}.")
        values += [f"{quoted(schema)}.{quoted(sequence)}", each.last_value, each.is_called]
    if values:
        cursor.execute(
            "SELECT "
            + ", ".join(["setval(%s::regclass, %s::bigint, %s)"] * len(manifest.counters)),
            values,
        )


def compare(cursor: Any, manifest: Manifest, schema: str, layout: Layout) -> list[str]:
    """The tables of a schema that are not, row by row, what the archive says."""
    found = {each.name: each for each in layout.shapes}
    differing = []
    for table in manifest.tables:
        flow = Outflow()
        cursor.copy_expert(f"COPY ({found[table.name].select(schema)}) TO STDOUT", flow)
        if (flow.lines, flow.sha256) != (table.rows, table.copy.sha256):
            differing.append(table.name)
    return differing


def check_untouched(cursor: Any, manifest: Manifest, schema: str, said: list[str]) -> None:
    """Raise BadArchive when a table that no migration named has other rows than the archive."""
    spoken = set(WORD.findall(" ".join(said)))
    kept = [each for each in manifest.tables if each.name not in spoken and each.name != HISTORY]
    for table, rows in counted(cursor, kept, schema):
        if rows != table.rows:
            raise BadArchive(table.copy.name, f"atualizada, a tabela ficou com {rows} linhas.")


def counted(cursor: Any, wanted: list[Table], schema: str) -> Iterator[tuple[Table, int]]:
    """How many rows each table has."""
    for table in wanted:
        cursor.execute(f"SELECT count(*) FROM {quoted(schema)}.{quoted(table.name)}")
        yield table, int(cursor.fetchone()[0])
