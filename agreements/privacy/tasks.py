"""What is looked up for who asks, and the addresses that are forgotten each night."""

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM, requester
from agreements.privacy import services
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC

WHO = "Titular dos dados"


@shared_task(base=SchemaTask, public_ok=True)
def send_way(*, address: str, schema: str = PUBLIC) -> None:
    """The link goes to the address, if anything is held under it."""
    services.send_way(actor=requester(WHO), address=address, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def forget_addresses(*, schema: str = PUBLIC) -> int:
    """Run twice it forgets nothing twice. Returns how many."""
    return services.forget_addresses(actor=SYSTEM, at=timezone.now())
