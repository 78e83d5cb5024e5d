"""The worker reads SEI: what was linked, what did not answer, and each night all that waits."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from agreements.signatures import queries, services
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC

logger = logging.getLogger(__name__)


@shared_task(base=SchemaTask, public_ok=True)
def read(*, schema: str, uid: str) -> int:
    """One document; run twice it records nothing twice. Returns how many signatures came."""
    return services.read_sei(actor=SYSTEM, uid=UUID(uid), at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def reconcile(*, schema: str = PUBLIC) -> int:
    """Each night every document that still waits, by its number; what fails for one stops no other.

    Returns how many signatures came.
    """
    found = list(queries.still_waiting().values_list("uid", flat=True))
    return sum(read_one(uid) for uid in found)


@shared_task(base=SchemaTask, public_ok=True)
def fetch_lists(*, schema: str = PUBLIC) -> int:
    """The lists of revoked certificates that are a day old or about to end. Returns how many came.

    Run twice it asks for none twice.
    """
    return services.fetch_due(at=timezone.now())


def read_one(uid: UUID) -> int:
    """How many signatures came of one document."""
    try:
        return services.read_sei(actor=SYSTEM, uid=uid, at=timezone.now())
    except Exception:
        logger.exception("document of SEI %s was not read", uid)
        return 0
