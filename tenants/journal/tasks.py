"""Every night the day that ended is published; a long chain is proven by a worker."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants.journal.services import keep_proof, prove_here, publish_roots


@shared_task(base=SchemaTask, public_ok=True)
def publish_yesterday(*, schema: str = PUBLIC) -> int:
    """Returns how many chains there are."""
    return publish_roots(day=timezone.localdate() - timedelta(days=1), at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def prove_chain(*, schema: str) -> int:
    """Prove the chain of a schema for its page. Returns how long it is."""
    return keep_proof(prove_here(), at=timezone.now()).proof.entries
