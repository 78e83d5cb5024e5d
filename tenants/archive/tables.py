"""The tables of a schema as an archive sees them: in what order, which columns, sorted how."""

from dataclasses import dataclass
from typing import Any

from tenants.archive.manifest import Counter
from tenants.provisioning import catalogue
from tenants.provisioning.catalogue import Catalogue
from tenants.provisioning.owner import quoted
from tenants.provisioning.render import in_order_of_references

LEFT_OUT = frozenset({"django_session"})  # a copy must not open anybody's session
SAME_TEXT_EVERYWHERE = (
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';"
    " SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex';"
    " SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'"
)
# what a column that keeps the moment looks like in the readable copy (RFC 3339 has no such form)
MOMENT = r"^\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$"
WORDS = ("character", "text", "citext", "name")
KINDS: dict[str, dict[str, Any]] = {
    "smallint": {"type": "integer"},
    "integer": {"type": "integer"},
    "bigint": {"type": "integer"},
    "boolean": {"enum": ["t", "f"]},
    "numeric": {"type": "number"},
    "double precision": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "timestamp with time zone": {"type": "string", "pattern": MOMENT},
    "jsonb": {"type": "string", "contentMediaType": "application/json"},
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: the columns that are copied, with type and nullability, and its key."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    required: tuple[bool, ...]
    key: tuple[str, ...]

    def select(self, schema: str) -> str:
        """The query of its rows, in an order that every server agrees on."""
        listed = ", ".join(map(quoted, self.columns))
        kinds = dict(zip(self.columns, self.kinds, strict=True))
        order = ", ".join(
            quoted(each) + (' COLLATE "C"' if kinds[each].startswith(WORDS) else "")
            for each in self.key
        )
        return f"SELECT {listed} FROM {quoted(schema)}.{quoted(self.name)} ORDER BY {order}"

    def listed(self, columns: list[str]) -> "Shape":
        """The same columns in another order."""
        at = [self.columns.index(each) for each in columns]
        return Shape(
            name=self.name,
            columns=tuple(columns),
            kinds=tuple(self.kinds[each] for each in at),
            required=tuple(self.required[each] for each in at),
            key=self.key if self.key != self.columns else tuple(columns),
        )

    def target(self, schema: str) -> str:
        """The table and its columns, as COPY wants them named."""
        listed = ", ".join(map(quoted, self.columns))
        return f"{quoted(schema)}.{quoted(self.name)} ({listed})"

    def json_schema(self) -> dict[str, Any]:
        """What a row of the readable copy looks like."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.name,
            "type": "object",
            "properties": {
                name: KINDS.get(kind.split("(")[0], {"type": "string"})
                for name, kind in zip(self.columns, self.kinds, strict=True)
            },
            "required": [
                name for name, must in zip(self.columns, self.required, strict=True) if must
            ],
        }


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a schema, each after those it refers to, and the sequence of each identity."""

    shapes: list[Shape]
    sequences: dict[tuple[str, str], str]


def layout(cursor: Any, schema: str) -> Layout:
    """The tables and sequences of a schema. LookupError without such a schema."""
    namespace = catalogue.namespace_of(cursor, schema)
    found = Catalogue(
        tables=catalogue.rows(cursor, catalogue.TABLES, namespace),
        columns=catalogue.grouped(catalogue.rows(cursor, catalogue.COLUMNS, namespace)),
        sequences={},
        constraints=catalogue.grouped(catalogue.rows(cursor, catalogue.CONSTRAINTS, namespace)),
        indexes=[],
        functions=[],
        triggers=[],
        comments=[],
    )
    names = {oid: name for oid, name, _ in found.tables}
    keys = primary_keys(cursor, schema)
    return Layout(
        shapes=[
            shape(names[oid], found.columns[oid], keys.get(names[oid], ()))
            for oid in in_order_of_references(found)
        ],
        sequences={
            (names[row[0]], row[1]): str(row[2])
            for row in catalogue.rows(cursor, catalogue.SEQUENCES, namespace)
        },
    )


def shape(name: str, columns: list[Any], key: tuple[str, ...]) -> Shape:
    """One table; generated columns are left out, as the database computes them."""
    kept = [row for row in columns if not row[4]]
    return Shape(
        name=name,
        columns=tuple(row[0] for row in kept),
        kinds=tuple(row[1] for row in kept),
        required=tuple(bool(row[2]) for row in kept),
        key=key or tuple(row[0] for row in kept),
    )


def primary_keys(cursor: Any, schema: str) -> dict[str, tuple[str, ...]]:
    """The columns of the primary key of each table."""
    cursor.execute(
        "SELECT c.relname, array_agg(a.attname::text ORDER BY array_position(i.indkey, a.attnum))"
        "  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        "  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
        " WHERE i.indisprimary AND c.relnamespace = quote_ident(%s)::regnamespace"
        " GROUP BY c.relname",
        [schema],
    )
    return {name: tuple(columns) for name, columns in cursor.fetchall()}


def counters(cursor: Any, schema: str, sequences: dict[tuple[str, str], str]) -> list[Counter]:
    """How far each sequence has come."""
    if not sequences:
        return []
    values = " UNION ALL ".join(
        f"SELECT %s, %s, last_value, is_called FROM {quoted(schema)}.{quoted(name)}"
        for name in sequences.values()
    )
    cursor.execute(f"{values} ORDER BY 1, 2", [each for pair in sequences for each in pair])
    return [Counter(*row) for row in cursor.fetchall()]


def migrations(cursor: Any, schema: str) -> list[list[str]]:
    """The migrations that a schema has been through."""
    cursor.execute(
        f"SELECT app, name FROM {quoted(schema)}.django_migrations"
        ' ORDER BY app COLLATE "C", name COLLATE "C"'
    )
    return [list(row) for row in cursor.fetchall()]
