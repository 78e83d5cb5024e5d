"""Every night the day that ended is published."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants.journal.services import publish_roots


@shared_task(base=SchemaTask, public_ok=True)
def publish_yesterday(*, schema: str = PUBLIC) -> int:
    """Returns how many chains there are."""
    return publish_roots(day=timezone.localdate() - timedelta(days=1), at=timezone.now())
