"""Support sessions whose time is over, or whose person may support no more, are closed."""

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants.support import queries, services
from tenants.support.models import SupportSession
from tenants.support.rules import Ending


@shared_task(base=SchemaTask, public_ok=True)
def sweep_support(*, schema: str = PUBLIC) -> int:
    """Close what nobody came back to. Returns how many."""
    now = timezone.now()
    ended = 0
    for session in SupportSession.objects.filter(ended_at=None).select_related("tenant"):
        cause = queries.why_over(session, at=now)
        if cause is not None:
            place = session.tenant.schema_name
            services.end(schema=place, uid=session.uid, cause=Ending(cause), at=now)
            ended += 1
    return ended
