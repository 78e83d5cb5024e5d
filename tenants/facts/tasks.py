"""Pushes a moment after events, what was lost swept up, and the nightly recount in batches."""

from celery import shared_task
from django.utils import timezone

from access.rules import SYSTEM
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants.facts import queries, services
from tenants.facts.rules import GRACE

BATCH = 50
BATCH_SECONDS = 5  # between two batches, so that a recount never fills the queue
ONE_NIGHT = 12 * 3600


@shared_task(base=SchemaTask)
def push(*, schema: str) -> None:
    """Under the role of the organisation: what changed there reaches the row of its own facts."""
    services.push(schema=schema, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def count(*, place: str, schema: str = PUBLIC) -> None:
    """The first count of an organisation that was opened, or came back from its archive."""
    services.count(schema=place, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def sweep(*, schema: str = PUBLIC) -> int:
    """Queue again what was asked for long ago: the broker may have lost it. Returns how many."""
    waiting = queries.asked_before(timezone.now() - GRACE / 10)
    for place in waiting:
        push.delay(schema=place)
    return len(waiting)


@shared_task(base=SchemaTask, public_ok=True)
def recount_all(*, schema: str = PUBLIC) -> None:
    """Every night, by the clock."""
    services.start_recount(actor=SYSTEM, at=timezone.now())


@shared_task(base=SchemaTask, public_ok=True)
def recount(*, recount_id: int, schema: str = PUBLIC) -> int:
    """One task an organisation, so that one that fails stops no other. Returns how many."""
    organisation = queries.recount_by_id(recount_id).organisation
    places = list(queries.to_recount(organisation).values_list("schema_name", flat=True))
    for number, place in enumerate(places):
        recount_one.apply_async(
            kwargs={"place": place}, countdown=number // BATCH * BATCH_SECONDS, expires=ONE_NIGHT
        )
    return len(places)


@shared_task(base=SchemaTask, public_ok=True)
def recount_one(*, place: str, schema: str = PUBLIC) -> int:
    """One organisation in a transaction of its own, suspended and closed ones too."""
    tenant = queries.to_recount().filter(schema_name=place).first()
    if tenant is None:
        return 0
    return len(services.recount_or_say_why(tenant=tenant, at=timezone.now()))
