"""What DCI finds good in the room is ticked on the list of who signs; a new head is asked anew."""

from django.utils import timezone

from access.rules import Actor, Profile
from agreements.registry.events import HeadReplaced
from agreements.registry.models import Agreement
from agreements.registry.queries import missing_of
from agreements.room.events import RequirementAccepted
from agreements.room.models import Requirement
from agreements.room.rules import RequirementKind
from agreements.signatures import queries, services
from agreements.signatures.checklist import OPEN_STATES, Item, partner_has_to_sign
from agreements.signatures.services.signatories import ask_again
from events.registry import Event, on

TICKED = {
    RequirementKind.INVESTITURE.value: Item.INVESTITURE,
    RequirementKind.EXTERNAL_USER.value: Item.REGISTERED,
}


@on(HeadReplaced)
def ask_of_the_new_head(event: HeadReplaced) -> None:
    """Who heads the partner before it signs shows the same papers; asked twice it asks once."""
    found = Agreement.objects.select_related("organisation", "head")
    agreement = found.get(uid=event.subject_uid)
    if agreement.state in OPEN_STATES and partner_has_to_sign(missing_of(agreement)):
        ask_again(actor_of(event), agreement, agreement.head.name, event.at)


def actor_of(event: Event) -> Actor:
    """Who did what an event tells of."""
    return Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )


@on(RequirementAccepted)
def tick(event: RequirementAccepted) -> None:
    """Of the head of today, unless it is ticked already or another came meanwhile."""
    asked = Requirement.objects.select_related("agreement__head", "agreement__organisation").get(
        uid=event.subject_uid
    )
    agreement, item = asked.agreement, TICKED.get(asked.kind)
    if item is None or item in queries.checked_days(agreement):
        return
    if agreement.state not in OPEN_STATES or not partner_has_to_sign(missing_of(agreement)):
        return
    if agreement.head.created_at > event.at:
        return
    services.check_item(
        actor=actor_of(event),
        uid=agreement.uid,
        item=item,
        checked_date=timezone.localdate(event.at),
        note="Documento enviado na sala do partícipe e conferido pela DCI.",
        at=event.at,
    )
