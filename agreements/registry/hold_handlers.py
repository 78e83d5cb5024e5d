"""The organisation hears that a step of its agreement waits, and when it goes on."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Actor, Profile
from agreements.registry import notices
from agreements.registry.events import HoldTold, StepHeld, StepReleased
from agreements.registry.models import Agreement, Hold
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


@on(StepHeld)
def tell_of_hold(event: StepHeld) -> None:
    """What waits, and why."""
    with inside(PUBLIC):
        agreement = Agreement.objects.get(uid=event.subject_uid)
    step = event.changes["etapa suspensa"][1]
    tell(event, agreement, f"A CGE-MG suspendeu a etapa “{step}”: {event.reason}")


@on(StepReleased)
def tell_of_release(event: StepReleased) -> None:
    """What goes on."""
    with inside(PUBLIC):
        hold = Hold.objects.select_related("agreement").get(uid=event.subject_uid)
    step = event.changes["etapa suspensa"][0]
    tell(event, hold.agreement, f"A CGE-MG retomou a etapa “{step}”: {event.reason}")


def tell(event: Event, agreement: Agreement, text: str) -> None:
    """In the journal and the notices of the organisation, where it has its place."""
    with inside(PUBLIC):
        schema = schema_of(agreement.organisation_id)
    if schema is None:
        return
    actor = Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )
    with inside(schema):
        emit(HoldTold.of(actor, agreement, at=event.at, changes=event.changes, reason=event.reason))
        notify(
            users_holding(*notices.PROPOSERS, today=timezone.localdate()),
            kind=notices.HELD,
            key=f"hold:{agreement.uid}:{event.at.isoformat()}",
            values={"frase": text},
            link=reverse(
                "registry:agreement", args=[agreement.uid], urlconf="config.urls.organisation"
            ),
        )
