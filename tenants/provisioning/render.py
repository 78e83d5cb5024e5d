"""The template schema as one script: run under another search_path it makes an equal schema.

Foreign keys stand inside CREATE TABLE, tables in the order of their references, so that the server
validates none of them on its own. Kinds of objects that are not known here are refused by name.
"""

from typing import Any

from tenants.provisioning import catalogue
from tenants.provisioning.catalogue import Catalogue
from tenants.provisioning.owner import quoted
from tenants.upgrade.sql import FLUSH

GENERATED = {"s": " GENERATED ALWAYS AS ({}) STORED", "v": " GENERATED ALWAYS AS ({})"}
IDENTITY = {"a": "ALWAYS", "d": "BY DEFAULT"}


class CannotRender(RuntimeError):
    """The template holds objects that this module does not know how to write."""


def render(cursor: Any, template: str) -> str:
    """The script of `template`: structure, the rows it holds, its sequences, then its triggers.

    Triggers come last: they watch what people do, not what every organisation is born with.

    Raises CannotRender for unknown kinds of objects and LookupError without such a schema.
    """
    namespace = catalogue.namespace_of(cursor, template)
    unknown = [row[0] for row in catalogue.rows(cursor, catalogue.UNKNOWN_RELATIONS, namespace)]
    if unknown:
        raise CannotRender(f"unknown objects in {template}: {', '.join(unknown)}")
    cursor.execute(f"SET LOCAL search_path = {quoted(template)}, public, ext")
    found = catalogue.read(cursor, namespace)
    structure = [unqualified(each, template) for each in statements(found)]
    watching = [unqualified(each, template) for each in found.triggers + found.comments]
    leaked = next((each for each in structure + watching if f"{template}." in each), None)
    if leaked:
        raise CannotRender(f"a statement still names the template: {leaked[:200]}")
    rows = [*seed(cursor, found, template), FLUSH]
    return ";\n".join([*structure, *rows, *watching]) + ";\n"


def unqualified(statement: str, template: str) -> str:
    """The statement without the template's name in front of functions and tables."""
    for word in ("FUNCTION", "ON"):
        statement = statement.replace(f"{word} {template}.", f"{word} ")
    return statement


def statements(found: Catalogue) -> list[str]:
    """Functions, tables, late foreign keys of cycles, indexes."""
    names = {oid: name for oid, name, _ in found.tables}
    made: set[int] = set()
    tables: list[str] = []
    late: list[str] = []
    options = {oid: given for oid, _, given in found.tables}
    for oid in in_order_of_references(found):
        made.add(oid)
        inline, after = constraints_of(found, oid, names, made)
        parts = [*(column(found, oid, each) for each in found.columns[oid]), *inline]
        extra = f" WITH ({', '.join(options[oid])})" if options[oid] else ""
        tables.append(f"CREATE TABLE {quoted(names[oid])} ({', '.join(parts)}){extra}")
        late += [f"ALTER TABLE {quoted(names[oid])} ADD {each}" for each in after]
    return [
        *found.functions,
        *tables,
        *late,
        *found.indexes,
    ]


def in_order_of_references(found: Catalogue) -> list[int]:
    """Table oids, each after those it refers to; a cycle is cut at its oldest table."""
    names = {row[0] for row in found.tables}
    needs = {
        oid: {
            row[3]
            for row in found.constraints.get(oid, [])
            if row[1] == "f" and row[3] in names and row[3] != oid
        }
        for oid in names
    }
    order: list[int] = []
    done: set[int] = set()
    while len(order) < len(names):
        waiting = [row[0] for row in found.tables if row[0] not in done]
        ready = [oid for oid in waiting if needs[oid] <= done] or waiting[:1]
        order += ready
        done |= set(ready)
    return order


def constraints_of(
    found: Catalogue, oid: int, names: dict[int, str], made: set[int]
) -> tuple[list[str], list[str]]:
    """The constraints of a table: those inside CREATE TABLE, and those that must wait."""
    inline: list[str] = []
    after: list[str] = []
    for name, kind, text, target in found.constraints.get(oid, []):
        if kind == "f" and target not in names:
            raise CannotRender(f"{names[oid]}.{name} refers to a table outside the schema")
        waits = kind == "f" and target not in made
        (after if waits else inline).append(f"CONSTRAINT {quoted(name)} {text}")
    return inline, after


def column(found: Catalogue, oid: int, row: Any) -> str:
    """One column as CREATE TABLE wants it."""
    name, kind, not_null, identity, generated, standard, collation = row
    text = f"{quoted(name)} {kind}"
    if collation:
        text += f" COLLATE {collation}"
    if generated:
        text += GENERATED[generated].format(standard)
    elif identity:
        text += identity_clause(found.sequences[oid, name], identity)
    elif standard:
        text += f" DEFAULT {standard}"
    return text + (" NOT NULL" if not_null else "")


def identity_clause(sequence: Any, identity: str) -> str:
    """How an identity column names and sets its sequence."""
    name, start, increment, least, most, cache, cycle = sequence
    return (
        f" GENERATED {IDENTITY[identity]} AS IDENTITY (SEQUENCE NAME {quoted(name)}"
        f" START {start} INCREMENT {increment} MINVALUE {least} MAXVALUE {most} CACHE {cache}"
        f"{' CYCLE' if cycle else ''})"
    )


def seed(cursor: Any, found: Catalogue, template: str) -> list[str]:
    """Copy the rows that the template holds (its migrations and catalogues), ids included."""
    names = {oid: name for oid, name, _ in found.tables}
    copies: list[str] = []
    for oid in in_order_of_references(found):
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {quoted(template)}.{quoted(names[oid])})")
        if not cursor.fetchone()[0]:
            continue
        table = quoted(names[oid])
        columns = ", ".join(quoted(row[0]) for row in found.columns[oid] if not row[4])
        copies.append(
            f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"
            f" SELECT {columns} FROM {quoted(template)}.{table}"
        )
        copies += [
            f"SELECT setval('{quoted(sequence[0])}', (SELECT max({quoted(name)}) FROM {table}))"
            for (owner, name), sequence in found.sequences.items()
            if owner == oid
        ]
    return copies
