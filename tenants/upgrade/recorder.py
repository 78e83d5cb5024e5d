"""What Django sends while it migrates the template, in the words another schema can replay."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, router
from django.db.migrations import Migration, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from foundation.tenancy import TEMPLATE

# statements that change nothing, or belong to Django's own handling of the transaction
QUIET = frozenset({"SELECT", "SHOW", "SET", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"})
KNOWN = ("django.db.migrations.operations.", "django.contrib.postgres.", "pgtrigger.migrations")
# a function that all schemas share: the template's migration has brought it up to date
SHARED = re.compile(
    r'CREATE OR REPLACE FUNCTION "public"\._pgtrigger_should_ignore\(.*?\$\$ LANGUAGE plpgsql;',
    re.DOTALL,
)


class Recorder:
    """Listens to one connection and keeps the statements that change something."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self._aloud = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        answer = execute(sql, params, many, context)
        for each in params if many else [params]:
            self.keep(context["cursor"].cursor, sql, each)
        return answer

    def keep(self, cursor: Any, sql: str, params: Any) -> None:
        """One statement, its values written in; queries only when they came from a migration."""
        text = sql if params is None else cursor.mogrify(sql, params).decode()
        text = SHARED.sub("", text).strip().rstrip(";")
        head = text.split(None, 1)[0].upper() if text else "SELECT"
        if text and (self._aloud or head not in QUIET):
            self.statements.append(text)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Everything the schema editor executes, and every other change."""
        held: Any = connection
        plain = held.SchemaEditorClass
        held.SchemaEditorClass = self._telling(plain)
        try:
            with connection.execute_wrapper(self):
                yield
        finally:
            held.SchemaEditorClass = plain

    def _telling(self, plain: Any) -> type:
        recorder = self

        class Telling(plain):
            def execute(self, sql: Any, params: Any = ()) -> Any:
                recorder._aloud = True
                try:
                    return super().execute(sql, params)
                finally:
                    recorder._aloud = False

        return Telling


def needs_django(migration: Migration, statements: Iterable[str]) -> bool:
    """Whether another schema cannot replay the statements and must run the migration itself.

    Python may look at the rows it finds, an operation of unknown make may do anything, and what
    is not atomic cannot share a transaction. Nothing of an app that lives in public only runs.
    """
    if any(TEMPLATE in each for each in statements):
        return True
    if not router.allow_migrate(connection.alias, migration.app_label):
        return False
    return not migration.atomic or not all(map(is_replayable, flat(migration.operations)))


def flat(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Operations, with those inside a separation of database and state."""
    for each in operations:
        if isinstance(each, SeparateDatabaseAndState):
            yield from flat(each.database_operations)
        else:
            yield each


def is_replayable(operation: Operation) -> bool:
    """Whether an operation does the same in every schema by the same statements."""
    kind = type(operation)
    return f"{kind.__module__}.".startswith(KNOWN) and kind.__name__ != "RunPython"
