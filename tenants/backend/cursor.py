"""A cursor that stands in its schema before it speaks: in the same message where that is sound.

PostgreSQL runs the statements of one message one after the other and answers with the last, so
role and path can travel in front of a query instead of in a round trip of their own. A message of
several statements is one transaction, though: only reading and writing of rows is sent like that.
"""

import re
from typing import Any

from psycopg2 import errors, extensions

ROWS = re.compile(r"[\s(]*(?:SELECT|INSERT|UPDATE|DELETE|WITH|VALUES|MERGE)\b", re.IGNORECASE)
# transactions begin and end wherever the connection stands
BOUNDS = re.compile(r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK|COMMIT|BEGIN)\b", re.IGNORECASE)


class PlacedCursor(extensions.cursor):
    """A client-side cursor whose `place` (the database wrapper) knows where it has to stand.

    Raises what the server says when the way there is refused; the statement is not executed then.
    """

    place: Any
    _added = 0

    def execute(self, query: Any, values: Any = None) -> None:
        self._added = 0
        way = self.place.way()
        if way and not (isinstance(query, str) and BOUNDS.match(query)):
            if isinstance(query, str) and ROWS.match(query) and "%" not in way:
                self._execute_on_arrival(way, query, values)
                return
            self._go(way)
        super().execute(query, values)

    def _execute_on_arrival(self, way: str, query: str, values: Any) -> None:
        """Both in one message; nothing is taken for granted unless all of it succeeded."""
        front = f"{way};\n"
        self._added = len(front)
        super().execute(front + query, values)
        self.place.arrived()

    def _go(self, way: str) -> None:
        """A round trip for the way alone; in an aborted transaction the statement fails itself."""
        try:
            super().execute(way)
        except errors.InFailedSqlTransaction:
            return
        self.place.arrived()

    def go(self) -> None:
        """Stand in place, in a round trip of its own."""
        self._added = 0
        way = self.place.way()
        if way:
            self._go(way)

    def executemany(self, query: Any, many: Any) -> None:
        self.go()
        super().executemany(query, many)

    def callproc(self, procname: Any, parameters: Any = None) -> Any:
        self.go()
        return super().callproc(procname, parameters)

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
        self.go()
        super().copy_expert(sql, file, size)

    def copy_from(self, file: Any, table: str, *more: Any, **named: Any) -> None:
        self.go()
        super().copy_from(file, table, *more, **named)

    def copy_to(self, file: Any, table: str, *more: Any, **named: Any) -> None:
        self.go()
        super().copy_to(file, table, *more, **named)

    @property
    def query(self) -> Any:
        """The statement that was asked for, as it was sent, without the way in front of it."""
        sent = super().query
        return sent[self._added :] if sent and self._added else sent
