"""What follows a proposal of own data in the other place."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Actor, Profile
from agreements.registry import notices
from agreements.registry.events import ChangeAccepted, ChangeJudged, ChangeProposed, ChangeRefused
from agreements.registry.models import ChangeProposal
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


@on(ChangeProposed)
def tell_centre(event: ChangeProposed) -> None:
    """DCI has something to decide."""
    with inside(PUBLIC):
        notify(
            users_holding(*notices.JUDGES, today=timezone.localdate()),
            kind=notices.PROPOSED,
            key=f"own-data-proposed:{event.subject_uid}",
            values={
                "organizacao": proposal_of(event).organisation.name,
                "dados": event.changes["dados"][1],
            },
            link=reverse(
                "registry:proposal", args=[event.subject_uid], urlconf="config.urls.centre"
            ),
        )


@on(ChangeAccepted)
def tell_of_acceptance(event: ChangeAccepted) -> None:
    """The organisation learns that its data are changed."""
    tell_organisation(event, "aceitou", "")


@on(ChangeRefused)
def tell_of_refusal(event: ChangeRefused) -> None:
    """The organisation learns why they are not."""
    tell_organisation(event, "recusou", f": {event.reason.rstrip('.')}")


def tell_organisation(event: Event, decision: str, why: str) -> None:
    """In its journal and notices."""
    with inside(PUBLIC):
        found = proposal_of(event)
        schema = schema_of(found.organisation_id)
    if schema is None:
        return
    actor = Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )
    with inside(schema):
        emit(ChangeJudged.of(actor, found, at=event.at, changes=event.changes, reason=event.reason))
        notify(
            users_holding(*notices.PROPOSERS, today=timezone.localdate()),
            kind=notices.JUDGED,
            key=f"own-data-judged:{found.uid}",
            values={"decisao": decision, "motivo": why},
            link=reverse("registry:own_data", urlconf="config.urls.organisation"),
        )


def proposal_of(event: Event) -> ChangeProposal:
    """What an event is about."""
    return ChangeProposal.objects.select_related("organisation").get(uid=event.subject_uid)
