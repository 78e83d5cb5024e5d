"""Delivery, at least once: a handler must bear being called twice."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from events.models import Outbox
from events.registry import dispatch
from events.rules import MOST_ATTEMPTS
from events.services import note_failure
from foundation.tasks import SchemaTask, works_in
from foundation.tenancy import PUBLIC

WAITS = timedelta(seconds=30)


@shared_task(base=SchemaTask, public_ok=True)
def deliver(*, schema: str, outbox_id: int) -> None:
    """Hand one fact to its handlers; what fails is kept with its error and tried again later."""
    try:
        with transaction.atomic():
            row = Outbox.objects.select_for_update().get(pk=outbox_id)
            if row.delivered_at is not None:
                return
            dispatch(row.name, row.body)
            row.delivered_at = timezone.now()
            row.save(update_fields=["delivered_at"])
    except Exception as error:
        note_failure(outbox_id, error, at=timezone.now())
        raise


@shared_task(base=SchemaTask, public_ok=True)
def sweep(*, schema: str = PUBLIC) -> int:
    """Send again what waits too long, in every schema: the broker may have lost it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schema_name, row_id FROM public.outbox_waiting(%s, %s)",
            [timezone.now() - WAITS, MOST_ATTEMPTS],
        )
        waiting = cursor.fetchall()
    open_now = {where for where in {where for where, _ in waiting} if works_in(where)}
    due = [(where, outbox_id) for where, outbox_id in waiting if where in open_now]
    for where, outbox_id in due:
        deliver.delay(schema=where, outbox_id=outbox_id)
    return len(due)


@shared_task(base=SchemaTask, public_ok=True)
def prune(*, schema: str = PUBLIC) -> int:
    """Take out what was delivered long ago, in every schema: the journal tells of it for ever."""
    before = timezone.now() - timedelta(days=settings.OUTBOX_RETENTION_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.outbox_prune(%s)", [before])
        return int(cursor.fetchone()[0])
