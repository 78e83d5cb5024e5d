"""Births in the background: at once after publication, and swept up when a worker died."""

from datetime import datetime

from celery import shared_task
from django.db import connection
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants import queries, services, training


@shared_task(base=SchemaTask, public_ok=True)
def carry_out_birth(*, birth_id: int, schema: str = PUBLIC) -> None:
    """Every step that is left of one birth; another worker on the same birth steps aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('birth'), %s)", [birth_id])
        if not cursor.fetchone()[0]:
            return
    try:
        while services.next_step(birth_id, at=timezone.now()):
            pass
    except Exception as error:
        services.record_failure(birth_id, error)
        raise
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('birth'), %s)", [birth_id])


@shared_task(base=SchemaTask, public_ok=True)
def sweep_births(*, schema: str = PUBLIC) -> int:
    """Queue every unfinished birth again (a second try is harmless). Returns how many."""
    waiting = list(queries.unfinished_births().values_list("pk", flat=True))
    for birth_id in waiting:
        carry_out_birth.delay(birth_id=birth_id)
    return len(waiting)


@shared_task(base=SchemaTask, public_ok=True)
def prepare_training(*, place: str, asked_at: str, schema: str = PUBLIC) -> None:
    """The fictitious data of a place of training, made anew; a second worker steps aside."""
    training.prepare(place, asked_at=datetime.fromisoformat(asked_at), at=timezone.now())
