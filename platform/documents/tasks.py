"""Housekeeping of the file store."""

from celery import shared_task
from django.utils import timezone

from documents import parking
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC


@shared_task(base=SchemaTask, public_ok=True)
def clear_parked(*, schema: str = PUBLIC) -> int:
    """Throw away the files of forms that were never finished, of every schema. Returns how many."""
    return parking.clear(timezone.now() - parking.LIFETIME)
