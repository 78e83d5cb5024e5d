"""Every event leaves an entry, in the transaction that made it."""

from audit.models import Entry
from events.registry import Event, on_every
from foundation.origin import origin

LONGEST_LABEL = 300


@on_every
def write_entry(event: Event) -> None:
    """Journal the fact with the origin of the request, task or command."""
    came = origin()
    body = event.body()
    Entry.objects.create(
        at=event.at,
        verb=event.name,
        title=event.title,
        actor_uid=event.actor_uid,
        actor_name=event.actor_name,
        actor_profile=event.actor_profile,
        channel=came.channel,
        address=came.address,
        host=came.host,
        request_id=came.request_id,
        subject_type=event.subject_type,
        subject_uid=event.subject_uid,
        subject_label=event.subject_label[:LONGEST_LABEL],
        changes=body["changes"],
        reason=event.reason,
    )
