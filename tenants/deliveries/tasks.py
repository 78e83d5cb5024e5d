"""Every other minute the centre learns what is stuck."""

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants.deliveries import services


@shared_task(base=SchemaTask, public_ok=True)
def note(*, schema: str = PUBLIC) -> int:
    """Returns how many are stuck."""
    return services.note(at=timezone.now())
