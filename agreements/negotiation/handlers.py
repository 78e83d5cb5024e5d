"""DCI learns that the partner returned or accepted the texts."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from agreements.negotiation.events import DraftsReturned, TextsAccepted
from agreements.negotiation.notices import CENTRE, PARTNER_ACTED
from agreements.negotiation.queries import acceptances_of
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from events.registry import Event, on
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify


@on(DraftsReturned)
def tell_of_the_return(event: DraftsReturned) -> None:
    """The texts are back, with what the partner would have changed."""
    tell(event, "{who} devolveu as minutas do {title} com ajustes.")


@on(TextsAccepted)
def tell_of_the_acceptance(event: TextsAccepted) -> None:
    """The partner accepts the texts; what the centre itself accepted it knows."""
    with inside(PUBLIC):
        last = acceptances_of(agreement_of(event)).first()
    if last is not None and last.side == Side.PARTNER:
        tell(event, "{who} aceitou as minutas do {title}.")


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
