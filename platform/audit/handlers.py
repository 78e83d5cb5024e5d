"""Every event leaves an entry, in the transaction that made it, wherever it is to be read.

What is personal is sealed, under the keys of the journal in which the entry stands.
"""

from typing import Any
from uuid import UUID, uuid4

from audit.elsewhere import other_places
from audit.models import Entry
from audit.personal import Sealer, each_text, names_a_person, pseudonym
from events.registry import Event, OfPerson, on_every
from foundation.origin import origin
from foundation.tenancy import inside

LONGEST_LABEL = 300
DRAFT = "rascunho"


@on_every
def write_entry(event: Event) -> None:
    """Journal the fact with the origin of the request, task or command.

    The same entry, by the same uid, stands in each place that is to tell of it.
    """
    uid, changes = uuid4(), event.body()["changes"]
    entry_of(event, uid, changes).save(force_insert=True)
    for place in other_places(event):
        if event.is_draft:
            changes = {name: [DRAFT, DRAFT] for name in event.changes}
        with inside(place):
            entry_of(event, uid, changes).save(force_insert=True)


def people_in(value: Any) -> set[UUID]:
    """Whose values stand among the changes."""
    if isinstance(value, OfPerson):
        return {value.uid} if value.uid else set()
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(people_in, value)) if isinstance(value, list) else set()


def entry_of(event: Event, uid: UUID, changes: dict[str, Any]) -> Entry:
    """An entry that is not stored yet, sealed for where the thread works.

    Who acts without an account, as somebody who asks on the portal, is sealed with the object.
    """
    came = origin()
    label = event.subject_label[:LONGEST_LABEL]
    subject = event.subject_uid if names_a_person(event.subject_type) else None
    is_visitor = event.actor_uid is None and bool(came.address)
    actor = event.subject_uid if is_visitor else event.actor_uid
    sealed = Sealer({actor, subject, *people_in(changes)})

    def held(text: str) -> str:
        return sealed(str(text), (text.uid if isinstance(text, OfPerson) else None) or subject)

    return Entry(
        uid=uid,
        at=event.at,
        verb=event.name,
        title=event.title,
        actor_uid=event.actor_uid,
        actor_name=sealed(event.actor_name, actor, pseudonym(actor) if actor else ""),
        actor_profile=event.actor_profile,
        channel=came.channel,
        address=sealed(came.place, actor),
        host=came.host,
        request_id=came.request_id,
        subject_type=event.subject_type,
        subject_uid=event.subject_uid,
        subject_label=sealed(label, subject, label),
        changes=each_text(changes, held),
        reason=sealed(event.reason, subject, event.reason),
    )
