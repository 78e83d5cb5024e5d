"""Every event leaves an entry, in the transaction that made it, wherever it is to be read."""

from uuid import uuid4

from audit.elsewhere import other_places
from audit.models import Entry
from events.registry import Event, on_every
from foundation.origin import origin
from foundation.tenancy import inside

LONGEST_LABEL = 300
DRAFT = "rascunho"


@on_every
def write_entry(event: Event) -> None:
    """Journal the fact with the origin of the request, task or command.

    The same entry, by the same uid, stands in each place that is to tell of it.
    """
    entry = entry_of(event)
    entry.save(force_insert=True)
    for place in other_places(event):
        entry.pk = None
        if event.is_draft:
            entry.changes = {name: [DRAFT, DRAFT] for name in event.changes}
        with inside(place):
            entry.save(force_insert=True)


def entry_of(event: Event) -> Entry:
    """An entry that is not stored yet."""
    came = origin()
    return Entry(
        uid=uuid4(),
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
        changes=event.body()["changes"],
        reason=event.reason,
    )
