"""Guests of rooms, invited and let in as in the product."""

from django.conf import settings
from django.utils import timezone

from agreements.registry.models import Agreement
from agreements.room import services
from agreements.room.models import Guest
from agreements.room.rules import GuestRole
from agreements.room.secrets import code_of, link_token
from agreements.room.web import door_views
from tests.factories.agreements import ANALYST
from tests.people import Visitor

CALLER = "127.0.0.1"


def a_guest(
    agreement: Agreement,
    role: GuestRole = GuestRole.FOCAL,
    name: str = "Flora Focal",
    email: str = "flora@municipio.test",
) -> Guest:
    """Somebody whom DCI invited to the room of an agreement."""
    return services.invite_guest(
        actor=ANALYST(),
        uid=agreement.uid,
        role=role,
        name=name,
        email=email,
        at=timezone.now(),
    )


def link_of(guest: Guest) -> str:
    """The path of the link that the guest received."""
    return f"/sala/convite/{link_token(guest.uid, guest.link_number)}/"


def visitor() -> Visitor:
    """A browser at the account host that has tried nothing yet."""
    for limit in (door_views.OF_CALLER, door_views.TRIES):
        limit.forget(CALLER)
    return Visitor(settings.ACCOUNT_HOST)


def in_room(guest: Guest) -> Visitor:
    """The guest's browser, inside the room."""
    browser = visitor()
    browser.post(link_of(guest))
    guest.refresh_from_db()
    answer = browser.post("/sala/codigo/", {"code": code_of(guest)})
    assert answer.status_code == 302, answer.content.decode()
    guest.refresh_from_db()
    return browser
