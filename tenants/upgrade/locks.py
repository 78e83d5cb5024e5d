"""Who waits for whom: one upgrade at a time, and no birth while the template changes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from tenants.provisioning.owner import owner_connection

UPGRADE = "sispmpi:upgrade"
JOURNEY = "sispmpi:journey:{}"  # of one schema
BIRTH = "sispmpi:birth"  # what tenants.provisioning.birth takes for each birth


@contextmanager
def holding(name: str) -> Iterator[None]:
    """Hold a lock of the database, on a connection of its own: it ends with the process."""
    with closing(owner_connection("upgrade")) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        yield


@contextmanager
def trying(name: str) -> Iterator[bool]:
    """Hold a lock if nobody else does; says whether it is held."""
    with closing(owner_connection("upgrade")) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
            is_mine = bool(cursor.fetchone()[0])
        yield is_mine
