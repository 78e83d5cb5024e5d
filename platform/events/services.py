"""Say that something happened; let others react, once it is certain that it did."""

from datetime import datetime

from django.db import connection

from events.models import Outbox
from events.registry import Event, at_once, is_awaited
from events.rules import wait_after
from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema

LONGEST_ERROR = 2000


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


def note_failure(outbox_id: int, error: Exception, *, at: datetime) -> None:
    """Keep why a delivery failed, and when it is due again."""
    row = Outbox.objects.get(pk=outbox_id)
    row.attempts += 1
    row.error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    row.due_at = at + wait_after(row.attempts)
    row.save(update_fields=["attempts", "error", "due_at"])


def begin_anew(outbox_id: int) -> bool:
    """Deliver as if it had never been tried; False where it was delivered meanwhile."""
    waiting = Outbox.objects.filter(pk=outbox_id, delivered_at=None)
    if not waiting.update(attempts=0, due_at=None):
        return False
    send_after_commit("events.tasks.deliver", schema=current_schema(), outbox_id=outbox_id)
    return True
