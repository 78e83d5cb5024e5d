"""The clock of requests: once a day, who is reminded of a diligence, and which are archived."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.registry import queries, services
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC

logger = logging.getLogger(__name__)


@shared_task(base=SchemaTask, public_ok=True)
def watch_requests(*, schema: str = PUBLIC) -> int:
    """Run twice or late it does nothing twice; what fails for one stops no other.

    Returns how many were archived.
    """
    waiting = list(queries.awaiting_answer().values_list("uid", flat=True))
    return sum(watch_one(uid) for uid in waiting)


def watch_one(uid: UUID) -> bool:
    """Whether this request was archived."""
    try:
        return services.remind_or_archive(actor=SYSTEM, uid=uid, at=timezone.now()) is not None
    except Exception:
        logger.exception("request %s was not looked at", uid)
        return False
