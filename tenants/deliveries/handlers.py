"""What follows from the wish to send a delivery again, in the place where it waits."""

from dataclasses import replace

from audit.models import Entry
from events.registry import on
from events.services import begin_anew, emit
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants.events import DeliveryReplayed


@on(DeliveryReplayed)
def send_again(event: DeliveryReplayed) -> None:
    """Crosses deliberately: the outbox and the journal of the organisation, once for each wish."""
    if current_schema() != PUBLIC:
        return
    with inside(event.place):
        known = Entry.verbs.filter(
            verb=event.name, subject_uid=event.subject_uid, at=event.at
        ).exists()
        if event.place != PUBLIC and not known:
            emit(replace(event))
        begin_anew(event.outbox_id)
