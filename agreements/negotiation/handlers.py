"""Who hears that texts were sent or returned; what the partner accepted counts here too."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from agreements.consent.events import TextAccepted
from agreements.consent.models import Acceptance
from agreements.negotiation import services
from agreements.negotiation.events import DraftsReturned, DraftsSent, TextReceived
from agreements.negotiation.notices import CENTRE, PARTNER_ACTED
from agreements.registry.models import Agreement
from agreements.room.handlers import tell_partner
from events.registry import Event, on
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify


@on(DraftsSent)
def tell_guests(event: DraftsSent) -> None:
    """There is a new version to read: before it was sent nobody of the partner hears of it."""
    with inside(PUBLIC):
        found = Agreement.objects.select_related("organisation", "request")
        agreement = found.get(uid=event.subject_uid)
        tell_partner(agreement, event, "há uma nova versão das minutas para ler e aceitar.")


@on(DraftsReturned)
def tell_of_the_return(event: DraftsReturned) -> None:
    """The texts are back, with what the partner would have changed."""
    tell(event, "{who} devolveu as minutas do {title} com ajustes.")


@on(TextReceived)
def tell_of_the_file(event: TextReceived) -> None:
    """The partner keeps a version of its own with the texts; what DCI brings in it knows."""
    if event.actor_profile == Profile.PARTNER:
        tell(event, "{who} enviou uma versão em arquivo da minuta do {title}.")


@on(TextAccepted)
def go_on(event: TextAccepted) -> None:
    """The partner accepted one of the texts in its room."""
    with inside(PUBLIC):
        found = Acceptance.objects.select_related("agreement").get(uid=event.subject_uid)
        services.settle(uid=found.agreement.uid, at=event.at)


def tell(event: Event, sentence: str) -> None:
    """A notice to DCI, leading to the negotiation."""
    agreement = agreement_of(event)
    with inside(PUBLIC):
        notify(
            users_holding(*CENTRE, today=timezone.localdate()),
            kind=PARTNER_ACTED,
            key=f"{event.name}:{agreement.uid}:{event.at.isoformat()}",
            values={"frase": sentence.format(who=agreement.organisation, title=agreement.title)},
            link=reverse("negotiation:page", args=[agreement.uid], urlconf="config.urls.centre"),
        )


def agreement_of(event: Event) -> Agreement:
    """What an event is about, with its organisation."""
    with inside(PUBLIC):
        return Agreement.objects.select_related("organisation").get(uid=event.subject_uid)
