"""What PostgreSQL's catalogue knows of one schema, row by row."""

from dataclasses import dataclass
from typing import Any

UNKNOWN_RELATIONS = """
SELECT relkind::text || ' ' || relname FROM pg_class
 WHERE relnamespace = %(ns)s
   AND (relkind NOT IN ('r', 'i', 'S') OR relispartition OR relrowsecurity)
UNION ALL
SELECT 'type ' || typname FROM pg_type t
 WHERE typnamespace = %(ns)s AND typtype <> 'b'
   AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.reltype = t.oid)
UNION ALL
SELECT 'sequence ' || c.relname FROM pg_class c
 WHERE c.relnamespace = %(ns)s AND c.relkind = 'S'
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')
UNION ALL
SELECT 'rule ' || rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
 WHERE c.relnamespace = %(ns)s
UNION ALL
SELECT 'statistics ' || stxname FROM pg_statistic_ext WHERE stxnamespace = %(ns)s
"""
TABLES = """
SELECT oid, relname, reloptions FROM pg_class
 WHERE relnamespace = %(ns)s AND relkind = 'r' ORDER BY oid
"""
COLUMNS = """
SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) AS kind, a.attnotnull,
       a.attidentity::text, a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid) AS standard,
       (SELECT quote_ident(n.nspname) || '.' || quote_ident(o.collname)
          FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
         WHERE o.oid = a.attcollation AND o.oid <> t.typcollation) AS collation
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = %(ns)s AND c.relkind = 'r'
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum
"""
SEQUENCES = """
SELECT d.refobjid, a.attname, s.relname, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
       q.seqcycle
  FROM pg_depend d
  JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' AND s.relnamespace = %(ns)s
  JOIN pg_sequence q ON q.seqrelid = s.oid
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 WHERE d.deptype = 'i'
"""
CONSTRAINTS = """
SELECT conrelid, conname, contype::text, pg_get_constraintdef(oid) AS text, confrelid
  FROM pg_constraint
 WHERE connamespace = %(ns)s AND conrelid <> 0 AND contype IN ('p', 'u', 'c', 'x', 'f')
 ORDER BY contype <> 'p', oid
"""
INDEXES = """
SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid AND c.relnamespace = %(ns)s
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k
                    WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
 ORDER BY i.indexrelid
"""
FUNCTIONS = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = %(ns)s ORDER BY oid"
TRIGGERS = """
SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid AND c.relnamespace = %(ns)s
 WHERE NOT t.tgisinternal ORDER BY t.oid
"""
COMMENTS = """
SELECT format('COMMENT ON TABLE %%I IS %%L', c.relname, d.description)
  FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
 WHERE c.relnamespace = %(ns)s AND c.relkind = 'r' AND d.objsubid = 0
UNION ALL
SELECT format('COMMENT ON COLUMN %%I.%%I IS %%L', c.relname, a.attname, d.description)
  FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
 WHERE c.relnamespace = %(ns)s AND c.relkind = 'r' AND d.objsubid > 0
UNION ALL
SELECT format('COMMENT ON TRIGGER %%I ON %%I IS %%L', t.tgname, c.relname, d.description)
  FROM pg_description d
  JOIN pg_trigger t ON t.oid = d.objoid AND d.classoid = 'pg_trigger'::regclass
  JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = %(ns)s
"""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything needed to write a schema again, keyed by table oid where it belongs to a table."""

    tables: list[Any]
    columns: dict[int, list[Any]]
    sequences: dict[tuple[int, str], Any]
    constraints: dict[int, list[Any]]
    indexes: list[str]
    functions: list[str]
    triggers: list[str]
    comments: list[str]


def rows(cursor: Any, query: str, namespace: int) -> list[Any]:
    """The answer to one of the questions above."""
    cursor.execute(query, {"ns": namespace})
    return list(cursor.fetchall())


def grouped(found: list[Any]) -> dict[int, list[Any]]:
    """Rows by their first column."""
    by_table: dict[int, list[Any]] = {}
    for row in found:
        by_table.setdefault(row[0], []).append(row[1:])
    return by_table


def namespace_of(cursor: Any, schema: str) -> int:
    """The oid of a schema. Raises LookupError when there is none."""
    cursor.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [schema])
    found = cursor.fetchone()
    if found is None:
        raise LookupError(f"there is no schema {schema}")
    return int(found[0])


def read(cursor: Any, namespace: int) -> Catalogue:
    """The catalogue of one schema."""
    return Catalogue(
        tables=rows(cursor, TABLES, namespace),
        columns=grouped(rows(cursor, COLUMNS, namespace)),
        sequences={(row[0], row[1]): row[2:] for row in rows(cursor, SEQUENCES, namespace)},
        constraints=grouped(rows(cursor, CONSTRAINTS, namespace)),
        indexes=[row[0] for row in rows(cursor, INDEXES, namespace)],
        functions=[row[0] for row in rows(cursor, FUNCTIONS, namespace)],
        triggers=[row[0] for row in rows(cursor, TRIGGERS, namespace)],
        comments=[row[0] for row in rows(cursor, COMMENTS, namespace)],
    )
