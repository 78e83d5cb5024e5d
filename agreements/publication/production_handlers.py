"""What follows a declaration of production in the other place."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Actor, Profile
from agreements.publication import events
from agreements.publication.models import Production
from agreements.publication.notices import (
    CONFIRMERS,
    DECLARERS,
    PRODUCTION_DECLARED,
    PRODUCTION_JUDGED,
)
from agreements.publication.production import Source
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


@on(events.ProductionDeclared)
def tell_centre(event: events.ProductionDeclared) -> None:
    """CGE-MG has something to look at."""
    with inside(PUBLIC):
        found = production_of(event)
        notify(
            users_holding(*CONFIRMERS, today=timezone.localdate()),
            kind=PRODUCTION_DECLARED,
            key=f"production-declared:{found.uid}",
            values={"organizacao": found.organisation.name},
            link=reverse(
                "registry:agreement", args=[found.agreement.uid], urlconf="config.urls.centre"
            ),
        )


@on(events.ProductionConfirmed)
def tell_of_confirmation(event: events.ProductionConfirmed) -> None:
    """The organisation learns that its declaration was confirmed."""
    tell_organisation(event, "A CGE-MG confirmou a entrada em produção do SisPMPI.")


@on(events.ProductionReturned)
def tell_of_return(event: events.ProductionReturned) -> None:
    """The organisation learns what is missing."""
    tell_organisation(event, f"A CGE-MG devolveu a declaração de produção: {event.reason}")


def tell_organisation(event: Event, text: str) -> None:
    """In its journal and notices; nothing where the system itself saw it."""
    with inside(PUBLIC):
        found = production_of(event)
        schema = schema_of(found.organisation_id)
    if found.source == Source.SERVICE or schema is None:
        return
    with inside(schema):
        emit(
            events.ProductionJudged.of(
                actor_of(event), found, at=event.at, changes=event.changes, reason=event.reason
            )
        )
        notify(
            users_holding(*DECLARERS, today=timezone.localdate()),
            kind=PRODUCTION_JUDGED,
            key=f"production-judged:{found.uid}",
            values={"frase": text},
            link=reverse(
                "registry:agreement",
                args=[found.agreement.uid],
                urlconf="config.urls.organisation",
            ),
        )


def production_of(event: Event) -> Production:
    """What an event is about."""
    found = Production.objects.select_related("agreement", "organisation")
    return found.get(uid=event.subject_uid)


def actor_of(event: Event) -> Actor:
    """Who did it, as the event tells."""
    return Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )
