"""Say that something happened; let others react, once it is certain that it did."""

from django.db import connection

from events.models import Outbox
from events.registry import Event, at_once, is_awaited
from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema


def emit(event: Event) -> None:
    """Record the fact with the change that made it; deliver it after commit.

    Raises RuntimeError outside a transaction: a fact without its change would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.name} was emitted outside a transaction")
    for handler in at_once():
        handler(event)
    if is_awaited(event.name):
        row = Outbox.objects.create(name=event.name, body=event.body())
        send_after_commit("events.tasks.deliver", schema=current_schema(), outbox_id=row.pk)
