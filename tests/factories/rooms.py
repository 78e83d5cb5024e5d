"""Guests of rooms, invited and let in as in the product."""

from django.conf import settings
from django.utils import timezone

from agreements.registry.models import Agreement
from agreements.room import services
from agreements.room.models import Guest, Requirement
from agreements.room.rules import GuestRole, RequirementKind, RequirementState
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


def a_sent_document(agreement: Agreement) -> Requirement:
    """What DCI asked for and the partner has sent, as the room leaves it."""
    asked = services.ask_requirement(
        actor=ANALYST(),
        uid=agreement.uid,
        kind=RequirementKind.EXTERNAL_USER,
        text="Faça o cadastro no SEI!MG.",
        at=timezone.now(),
    )
    asked.state, asked.answer = RequirementState.SENT, "Feito."
    asked.answered_at, asked.answered_by_name = timezone.now(), "Flora Focal"
    asked.save()
    return asked


def fetched(browser: Visitor, uid: object) -> bytes:
    """The bytes of a file of the room."""
    answer = browser.get(f"/sala/arquivos/{uid}/")
    assert answer.status_code == 200
    found: bytes = answer.getvalue()
    return found
