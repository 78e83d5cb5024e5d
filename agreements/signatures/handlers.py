"""What DCI finds good in the room is ticked on the list of who signs."""

from django.utils import timezone

from access.rules import Actor, Profile
from agreements.registry.queries import missing_of
from agreements.room.events import RequirementAccepted
from agreements.room.models import Requirement
from agreements.room.rules import RequirementKind
from agreements.signatures import queries, services
from agreements.signatures.checklist import OPEN_STATES, Item, partner_has_to_sign
from events.registry import on

TICKED = {
    RequirementKind.INVESTITURE.value: Item.INVESTITURE,
    RequirementKind.EXTERNAL_USER.value: Item.REGISTERED,
}


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
        actor=Actor(
            name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
        ),
        uid=agreement.uid,
        item=item,
        checked_date=timezone.localdate(event.at),
        note="Documento enviado na sala do partícipe e conferido pela DCI.",
        at=event.at,
    )
