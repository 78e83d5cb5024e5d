"""What is written to the guests of a room after what was done."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import SYSTEM, Profile
from agreements.registry.events import ChangeAccepted, ChangeRefused
from agreements.registry.models import Agreement, ChangeProposal
from agreements.registry.queries import live_agreement_of
from agreements.room import notices, queries, services
from agreements.room.events import (
    CodeAsked,
    GuestInvited,
    OfGuest,
    RemarkMade,
    RequirementAccepted,
    RequirementAsked,
    RequirementReopened,
    RequirementReturned,
    RequirementSent,
)
from agreements.room.models import Guest, Remark, Requirement
from agreements.room.secrets import code_of, link_token
from events.registry import Event, on
from foundation.tenancy import PUBLIC, inside
from notifications.links import on_host
from notifications.services import notify, write
from tenants.events import OrganisationOpened


def guest_of(event: OfGuest) -> Guest:
    """The guest that an event names."""
    return Guest.objects.select_related("agreement__organisation", "agreement__request").get(
        uid=event.guest
    )


def in_rooms(name: str, *args: object) -> str:
    """The full address of a page of the rooms."""
    path = reverse(f"room:{name}", args=args, urlconf="config.urls.account")
    return on_host(settings.ACCOUNT_HOST, path)


@on(GuestInvited)
def send_link(event: GuestInvited) -> None:
    """The link, unless a newer one took its place or the invitation was taken back."""
    guest = guest_of(event)
    if guest.revoked_at is not None:
        return
    write(
        kind=notices.INVITED,
        key=f"{event.name}:{guest.uid}:{guest.link_number}",
        to=guest.email,
        name=guest.name.split(" ", 1)[0],
        link=in_rooms("link", link_token(guest.uid, guest.link_number)),
        values=words_of(guest.agreement),
    )


@on(CodeAsked)
def send_code(event: CodeAsked) -> None:
    """The newest code; an older one is void, so it is not sent any more."""
    guest = guest_of(event)
    if guest.revoked_at is not None or guest.code_expires_at is None:
        return
    write(
        kind=notices.CODE,
        key=f"{event.name}:{guest.uid}:{guest.code_number}",
        to=guest.email,
        name=guest.name.split(" ", 1)[0],
        link=in_rooms("code"),
        values={"codigo": code_of(guest)},
    )


def ask_partner(event: Event) -> None:
    """The guests have something to send."""
    asked = requirement_of(event)
    tell_partner(asked.agreement, event, f"a CGE-MG pede “{asked}”.")


for asking in (RequirementAsked, RequirementReturned, RequirementReopened):
    on(asking)(ask_partner)


@on(RequirementAccepted)
def tell_partner_of_acceptance(event: Event) -> None:
    """What they sent will do."""
    asked = requirement_of(event)
    tell_partner(asked.agreement, event, f"a CGE-MG conferiu “{asked}”.")


@on(RequirementSent)
def tell_dci_of_document(event: Event) -> None:
    """DCI has something to look at."""
    asked = requirement_of(event)
    tell_dci(asked.agreement, event, f"“{asked}” espera conferência.")


@on(RemarkMade)
def tell_other_side(event: Event) -> None:
    """Who was spoken to learns of it; the words are read in the room."""
    agreement = (
        Remark.objects.select_related("agreement__organisation")
        .get(uid=event.subject_uid)
        .agreement
    )
    if event.actor_profile == Profile.PARTNER:
        tell_dci(agreement, event, f"{event.actor_name} comentou.")
    else:
        tell_partner(agreement, event, "a CGE-MG comentou.")


@on(ChangeAccepted)
def tell_partner_of_new_data(event: ChangeAccepted) -> None:
    """What they proposed of their own data is so now."""
    tell_of_data(event, "a CGE-MG aceitou a alteração dos dados da organização.")


@on(ChangeRefused)
def tell_partner_of_old_data(event: ChangeRefused) -> None:
    """What they proposed of their own data is not."""
    why = event.reason.rstrip(". ")
    tell_of_data(event, f"a CGE-MG não aceitou a alteração dos dados da organização: {why}.")


def tell_of_data(event: Event, novelty: str) -> None:
    """The guests of a room that is worked in; a place of its own has notices of its own."""
    with inside(PUBLIC):
        found = ChangeProposal.objects.select_related("organisation").get(uid=event.subject_uid)
        agreement = live_agreement_of(found.organisation)
        if agreement is not None and not queries.closed_at_centre(agreement):
            tell_partner(agreement, event, novelty)


@on(OrganisationOpened)
def lead_on(event: OrganisationOpened) -> None:
    """The organisation has its own place: the people of its room go there."""
    with inside(PUBLIC):
        services.hand_over(actor=SYSTEM, organisation_uid=event.subject_uid, at=event.at)


def requirement_of(event: Event) -> Requirement:
    """What an event is about."""
    found = Requirement.objects.select_related("agreement__organisation", "agreement__request")
    return found.get(uid=event.subject_uid)


def words_of(agreement: Agreement) -> dict[str, str]:
    """What messages say of an agreement."""
    return {
        "organizacao": agreement.organisation.name,
        "acordo": agreement.title,
        "protocolo": agreement.request.protocol,
    }


def tell_partner(agreement: Agreement, event: Event, novelty: str) -> None:
    """One message to each guest whose invitation stands."""
    for guest in Guest.objects.filter(agreement=agreement, revoked_at=None):
        write(
            kind=notices.TO_PARTNER,
            key=f"{event.name}:{event.subject_uid}:{event.at.isoformat()}:{guest.pk}",
            to=guest.email,
            name=guest.name.split(" ", 1)[0],
            link=in_rooms("door"),
            values={**words_of(agreement), "novidade": novelty},
        )


def tell_dci(agreement: Agreement, event: Event, sentence: str) -> None:
    """A notice to DCI, leading to the room."""
    notify(
        users_holding(*notices.DCI, today=timezone.localdate(event.at)),
        kind=notices.TO_DCI,
        key=f"{event.name}:{event.subject_uid}:{event.at.isoformat()}",
        link=reverse("room_centre:room", args=[agreement.uid], urlconf="config.urls.centre"),
        values={**words_of(agreement), "frase": sentence},
    )
