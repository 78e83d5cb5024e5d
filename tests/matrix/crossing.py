"""Whether a request touched the schema of an organisation: what was sent, and what was read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from foundation.tenancy import PUBLIC, cast_any, current_schema, is_tenant_schema

TOUCHED = """
SELECT schema || '.' || coalesce(indexed, own), sum(times)
  FROM (SELECT n.nspname AS schema, c.relname AS own, t.relname AS indexed,
               pg_stat_get_xact_numscans(c.oid)
               + pg_stat_get_xact_tuples_inserted(c.oid)
               + pg_stat_get_xact_tuples_updated(c.oid)
               + pg_stat_get_xact_tuples_deleted(c.oid) AS times
          FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_index i ON i.indexrelid = c.oid
          LEFT JOIN pg_class t ON t.oid = i.indrelid
         WHERE c.relkind IN ('r', 't', 'm', 'i')
           AND n.nspname !~ '^(pg_|information_schema$|public$|ext$)') seen
 WHERE times > 0
 GROUP BY 1
"""


@dataclass
class Watch:
    """What was seen of other schemas: statements sent from there, tables the server touched.

    The server counts for itself, so a qualified name or a function of the owner is seen as well.
    """

    sent: list[str] = field(default_factory=list)
    touched: Counter[str] = field(default_factory=Counter)

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        if is_tenant_schema(current_schema()):
            self.sent.append(f"{current_schema()}: {statement}"[:200])
        return execute(statement, params, many, context)

    @property
    def crossings(self) -> list[str]:
        """Everything that is not of the public schema."""
        return [*self.sent, *(f"touched {name}" for name in sorted(self.touched))]


def touched() -> Counter[str]:
    """How often each table outside the public schema was touched in this transaction so far."""
    cast_any(connection).set_schema(PUBLIC)
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        return Counter({name: int(times) for name, times in cursor.fetchall()})


@contextmanager
def watched() -> Iterator[Watch]:
    """Look on; inside a transaction, for the server counts by transaction."""
    watch, before = Watch(), touched()
    with connection.execute_wrapper(watch):
        yield watch
    watch.touched = touched() - before
