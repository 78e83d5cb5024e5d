"""The clock of the cycles: a new one opens for each side as each year of an agreement begins."""

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.improvements import queries, services
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC


@shared_task(base=SchemaTask, public_ok=True)
def open_cycles(*, schema: str = PUBLIC) -> int:
    """Every cycle that has begun and is not there yet; once a day. Returns how many reports."""
    now = timezone.now()
    return sum(
        services.open_reports(
            actor=SYSTEM, agreement=agreement, today=timezone.localdate(now), at=now
        )
        for agreement in queries.agreements_in_force()
    )
