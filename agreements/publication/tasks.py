"""The clock of production: who works in a place of this service is seen to use the system."""

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.publication import queries, services
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC


@shared_task(base=SchemaTask, public_ok=True)
def see_productions(*, schema: str = PUBLIC) -> int:
    """Once a day, after the figures were counted; a second time nothing. Returns how many."""
    now = timezone.now()
    noted = 0
    for agreement in queries.to_be_seen():
        since = queries.seen_in_place(agreement)
        if since is not None:
            made = services.note_seen(actor=SYSTEM, uid=agreement.uid, start_date=since, at=now)
            noted += made is not None
    return noted
