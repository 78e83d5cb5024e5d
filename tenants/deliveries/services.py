"""The verbs: note what is stuck, and send it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import NotAllowed
from tenants import events, permissions
from tenants.deliveries import queries
from tenants.deliveries.models import StuckDelivery
from tenants.deliveries.rules import told

SEEN = ("name", "emitted_at", "attempts", "error", "due_at", "noted_at")


@transaction.atomic
def note(*, at: datetime) -> int:
    """Bring the mirror up to date with every outbox. Returns how many are stuck."""
    found = [
        StuckDelivery(
            schema_name=schema,
            outbox_id=outbox_id,
            name=name,
            emitted_at=emitted_at,
            attempts=attempts,
            error=told(error),
            due_at=due_at,
            noted_at=at,
        )
        for schema, outbox_id, name, emitted_at, attempts, error, due_at in (
            queries.waiting_everywhere(at)
        )
    ]
    StuckDelivery.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["schema_name", "outbox_id"],
        update_fields=SEEN,
    )
    StuckDelivery.objects.filter(noted_at__lt=at).delete()
    return len(found)


@transaction.atomic
def replay(*, actor: Actor, uid: UUID, at: datetime) -> StuckDelivery:
    """Have it delivered anew, as if it had never been tried; a worker does it in its place.

    What is told here is itself delivered until it succeeds, so the wish is not lost.
    Raises Denied, NotFound, or NotAllowed where nothing is delivered at present.
    """
    require(actor, permissions.REPLAY_DELIVERY)
    found = queries.stuck_for_update(uid)
    if not queries.takes_deliveries(found.schema_name):
        raise NotAllowed("Esta organização não está ativa: nada é entregue nela agora.")
    changes = {"tentativas": [found.attempts, 0]}
    found.attempts, found.due_at = 0, at
    found.save(update_fields=["attempts", "due_at"])
    emit(
        events.DeliveryReplayed.of(
            actor,
            found,
            at=at,
            changes=changes,
            place=found.schema_name,
            outbox_id=found.outbox_id,
        )
    )
    return found
