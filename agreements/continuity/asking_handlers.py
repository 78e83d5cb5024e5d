"""What follows, in the other place, from what a partner asks for its agreement."""

from django.urls import reverse

from access.rules import Actor, Profile
from agreements.continuity import events
from agreements.continuity.models import Asking
from agreements.continuity.services.notices import tell_centre, tell_organisation
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from tenants.queries import schema_of


@on(events.ExtensionAsked)
def tell_of_request(event: events.ExtensionAsked) -> None:
    """DCI has something to answer."""
    found = asking_of(event)
    text = f"{found.organisation} pede, no {found.agreement.title}: {found.wanted}. Responda."
    with inside(PUBLIC):
        tell_centre(found.agreement, f"asked:{found.uid}", text)


@on(events.ExtensionWithdrawn)
def tell_of_withdrawal(event: events.ExtensionWithdrawn) -> None:
    """DCI has nothing to answer any more."""
    found = asking_of(event)
    text = f"{found.organisation} desistiu do pedido no {found.agreement.title}: {found.wanted}."
    with inside(PUBLIC):
        tell_centre(found.agreement, f"asking-withdrawn:{found.uid}", text)


@on(events.ExtensionTaken)
def tell_of_amendment(event: events.ExtensionTaken) -> None:
    """The organisation learns what comes of it."""
    found = asking_of(event)
    text = f"A CGE-MG aceitou o pedido “{found.wanted}”"
    judged(
        event, found, f"{text}: falta assinar o termo aditivo." if found.is_amended else f"{text}."
    )


@on(events.ExtensionRefused)
def tell_of_refusal(event: events.ExtensionRefused) -> None:
    """The organisation learns why not."""
    why = event.reason.rstrip(".")
    found = asking_of(event)
    judged(event, found, f"A CGE-MG recusou o pedido “{found.wanted}”: {why}.")


def judged(event: Event, found: Asking, text: str) -> None:
    """In the journal of the organisation, and among its notices."""
    with inside(PUBLIC):
        schema = schema_of(found.organisation_id)
    if schema is None:
        return
    actor = Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )
    with inside(schema):
        emit(
            events.ExtensionJudged.of(
                actor, found, at=event.at, changes=event.changes, reason=event.reason
            )
        )
    page = reverse(
        "registry:agreement", args=[found.agreement.uid], urlconf="config.urls.organisation"
    )
    tell_organisation(found.agreement, f"asking-judged:{found.uid}", text, page)


def asking_of(event: Event) -> Asking:
    """What an event is about."""
    with inside(PUBLIC):
        found = Asking.objects.select_related("agreement__organisation", "organisation")
        return found.get(uid=event.subject_uid)
