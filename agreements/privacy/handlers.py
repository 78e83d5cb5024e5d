"""Who is told that somebody wants the own data erased."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import SYSTEM
from agreements.privacy import notices
from agreements.privacy.events import ErasureWished, ErasureWishTold
from agreements.privacy.held import held_of, hindrance_of
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import due_day
from agreements.registry.models import Contact
from audit.models import Entry
from events.registry import on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


@on(ErasureWished)
def tell_centre(event: ErasureWished) -> None:
    """Who answers has something to do."""
    found = SubjectRequest.objects.get(uid=event.subject_uid)
    today = timezone.localdate(event.at)
    kind = notices.TO_ANSWER
    notify(
        users_holding(*kind.profiles, today=today),
        kind=kind,
        key=f"privacy-asked:{found.uid}",
        link=reverse("privacy:subject", args=[found.uid], urlconf="config.urls.centre"),
        values={"numero": found.number, "prazo": f"{due_day(today):%d/%m/%Y}"},
    )


@on(ErasureWished)
def tell_organisations(event: ErasureWished) -> None:
    """Their journal knows, and where the person is still needed they name another; twice is once.

    A person is still needed where nobody came after as contact of a living agreement.
    """
    with inside(PUBLIC):
        found = SubjectRequest.objects.get(uid=event.subject_uid)
        held = held_of(found.address)
        needed = {each.organisation_id: each for each in held.contacts if hindrance_of(each)}
        places = {each: schema_of(each) for each in sorted(held.organisations)}
    for pk, schema in places.items():
        if schema is not None:
            with inside(schema):
                note(event, found)
                if pk in needed:
                    ask_for_another(found, needed[pk])


def note(event: ErasureWished, found: SubjectRequest) -> None:
    """One entry in the journal of the organisation."""
    told = Entry.objects.filter(verb=ErasureWishTold.name, subject_uid=found.uid)
    if not told.exists():
        emit(ErasureWishTold.of(SYSTEM, found, at=event.at))


def ask_for_another(found: SubjectRequest, contact: Contact) -> None:
    """A notice to who may name another contact."""
    kind = notices.REPLACE
    notify(
        users_holding(*kind.profiles, today=timezone.localdate()),
        kind=kind,
        key=f"privacy-replace:{found.uid}",
        link=reverse("registry:own_data", urlconf="config.urls.organisation"),
        values={"nome_do_contato": contact.name},
    )
