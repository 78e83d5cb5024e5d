"""Rows of an archive into a fresh schema, in the order of references, and proof of it."""

from typing import Any

from tenants.archive import tables
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import MANIFEST, Manifest
from tenants.archive.reading import Archive, check_version
from tenants.archive.streams import Outflow
from tenants.archive.tables import Layout, Shape
from tenants.provisioning.owner import quoted


def load(cursor: Any, archive: Archive, schema: str) -> Layout:
    """Fill a schema that was just made from the template. Raises BadArchive.

    The rules of the triggers were kept when the rows were first written; they are for changes.
    """
    cursor.execute(tables.SAME_TEXT_EVERYWHERE)
    check_version(archive.manifest, tables.migrations(cursor, schema))
    layout = tables.layout(cursor, schema)
    check_tables(archive.manifest, layout.shapes)
    guarded = tables_with_triggers(cursor, schema)
    for_each(cursor, schema, guarded, "ALTER TABLE {} DISABLE TRIGGER USER")
    seeded = [shape.name for shape in reversed(layout.shapes)]
    for_each(cursor, schema, seeded, "DELETE FROM {}")
    for shape in layout.shapes:
        load_table(cursor, archive, schema, shape)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for_each(cursor, schema, guarded, "ALTER TABLE {} ENABLE TRIGGER USER")
    set_counters(cursor, archive.manifest, schema, layout.sequences)
    return layout


def for_each(cursor: Any, schema: str, names: list[str], statement: str) -> None:
    """One statement a table, all in one round trip."""
    if names:
        cursor.execute(
            ";".join(statement.format(f"{quoted(schema)}.{quoted(name)}") for name in names)
        )


def check_tables(manifest: Manifest, found: list[Shape]) -> None:
    """Raise BadArchive unless the archive has the tables and columns of this version."""
    here = {each.name: list(each.columns) for each in found if each.name not in tables.LEFT_OUT}
    there = {each.name: each.columns for each in manifest.tables}
    for name in sorted(set(here) | set(there)):
        if here.get(name) != there.get(name):
            raise BadArchive(MANIFEST, f"a tabela {name!r} não é a desta versão.")


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
    with archive.part(table.copy) as flow:
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
            "SELECT " + ", ".join(["setval(%s::regclass, %s, %s)"] * len(manifest.counters)), values
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
