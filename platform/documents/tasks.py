"""Housekeeping of the file store."""

from celery import shared_task
from django.utils import timezone

from documents import parking, quarantine, retention
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC


@shared_task(base=SchemaTask, public_ok=True)
def clear_parked(*, schema: str = PUBLIC) -> int:
    """Throw away the files of forms that were never finished, of every schema. Returns how many."""
    return parking.clear(timezone.now() - parking.LIFETIME)


@shared_task(base=SchemaTask, public_ok=True)
def scan(*, schema: str, file_id: int) -> None:
    """Have one file judged; when the scanner is away it comes back by itself."""
    quarantine.judge(file_id, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def scan_waiting(*, schema: str) -> int:
    """What the broker lost, and what came before there was a scanner. Returns how many."""
    return quarantine.judge_waiting(at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def destroy_due(*, schema: str) -> int:
    """The bytes of files that were removed long ago. Returns how many."""
    return retention.destroy_due(at=timezone.now())
