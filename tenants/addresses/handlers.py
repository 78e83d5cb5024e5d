"""Who is told of a host: the administrators of the organisation, or of the network."""

from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from events.registry import on
from foundation.tenancy import PUBLIC, current_schema
from notifications.services import notify
from tenants import events
from tenants.notices import HOST


@on(events.HostVerified)
def tell_of_verified(event: events.HostVerified) -> None:
    """A host opened."""
    here = f"O endereço {event.host} foi comprovado e já abre o sistema da organização."
    centre = f"{event.subject_label} passou a responder também em {event.host}."
    tell(event, centre=centre, here=here)


@on(events.HostWithdrawn)
def tell_of_withdrawn(event: events.HostWithdrawn) -> None:
    """A host closed."""
    why = f" Motivo: {event.reason}" if event.reason else ""
    text = f"O endereço {event.host} foi retirado e não abre mais o sistema.{why}"
    tell(event, centre=f"{event.subject_label}: {text}", here=text)


def tell(event: events.HostVerified | events.HostWithdrawn, *, centre: str, here: str) -> None:
    """One notice a person, with an e-mail."""
    is_centre = current_schema() == PUBLIC
    profile = Profile.NETWORK_ADMIN if is_centre else Profile.ORGANISATION_ADMIN
    notify(
        users_holding(profile, today=timezone.localdate()),
        kind=HOST,
        key=f"{event.name}:{event.host}:{event.at.isoformat()}",
        link=f"/organizacoes/{event.subject_uid}/" if is_centre else "/enderecos/",
        values={"endereco": event.host, "frase": centre if is_centre else here},
    )
