"""Which of the two databases a model is read from and written to."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from tenants.replica import REPLICA
from tenants.replica.reading import current

BOTH = {DEFAULT_DB_ALIAS, REPLICA}


class PortalReads:
    """Reads of a portal page go to the replica; everything else, and every write, to the primary.

    It always names a database: an object read from the replica would otherwise be saved there.
    """

    def db_for_read(self, model: Any, **hints: Any) -> str:
        answer = current()
        if answer is None or connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        return REPLICA if answer.goes_to_replica() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: Any, **hints: Any) -> str:
        answer = current()
        if answer is not None:
            answer.wrote()
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        return True if {one._state.db, other._state.db} <= BOTH else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None
