"""What is written to the guests of a room after what was done."""

from django.conf import settings
from django.urls import reverse

from agreements.room import notices
from agreements.room.events import CodeAsked, GuestInvited, OfGuest
from agreements.room.models import Guest
from agreements.room.secrets import code_of, link_token
from events.registry import on
from notifications.links import on_host
from notifications.services import write


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
        values={
            "organizacao": guest.agreement.organisation.name,
            "acordo": guest.agreement.title,
            "protocolo": guest.agreement.request.protocol,
        },
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
