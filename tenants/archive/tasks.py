"""Every night a backup of each organisation; departures step by step; what was left, cleared."""

from collections.abc import Iterator
from contextlib import contextmanager

from celery import shared_task
from django.db import connection
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants import queries
from tenants.archive import backups, departure, stored

ONE_NIGHT = 12 * 3600


@contextmanager
def alone(kind: str, name: str) -> Iterator[bool]:
    """Whether this worker is the only one at it; the lock goes with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s), hashtext(%s))", [kind, name])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_unlock(hashtext(%s), hashtext(%s))", [kind, name]
                )


@shared_task(base=SchemaTask, public_ok=True)
def backup_all(*, schema: str = PUBLIC) -> int:
    """One task an organisation, so that one that fails stops no other. Returns how many."""
    stored.sweep()
    backups.clear_strays(at=timezone.now())
    backups.clear_unused(at=timezone.now())
    schemas = queries.schemas_to_back_up()
    for place in schemas:
        backup_one.apply_async(kwargs={"place": place}, expires=ONE_NIGHT)
    return len(schemas)


@shared_task(base=SchemaTask, public_ok=True)
def backup_one(*, place: str, schema: str = PUBLIC) -> None:
    """Export, prove, forget the oldest; suspended and closed organisations too."""
    with alone("backup", place) as mine:
        if mine and place in queries.schemas_to_back_up():
            backups.nightly(place, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def carry_out_departure(*, departure_id: int, schema: str = PUBLIC) -> None:
    """Every step that is the worker's, one after the other."""
    with alone("departure", str(departure_id)) as mine:
        if not mine:
            return
        try:
            while departure.next_step(departure_id, at=timezone.now()):
                pass
        except Exception as error:
            departure.record_failure(departure_id, error)
            raise


@shared_task(base=SchemaTask, public_ok=True)
def sweep_departures(*, schema: str = PUBLIC) -> int:
    """Queue again every departure that waits for a worker. Returns how many."""
    waiting = list(queries.departures_to_carry_out().values_list("pk", flat=True))
    for departure_id in waiting:
        carry_out_departure.delay(departure_id=departure_id)
    return len(waiting)
