"""Who hears a reminder: people at the own place, or the contacts of who has none yet."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from agreements.desk.events import PartnerReminded
from agreements.desk.reminder_notices import HEADS, REMINDED, REMINDED_HERE
from agreements.registry.models import Agreement, Contact
from agreements.room.handlers import in_rooms
from events.registry import on
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify, write
from tenants.queries import schema_of


@on(PartnerReminded)
def tell_partner(event: PartnerReminded) -> None:
    """Told twice it is once: the key is of the event."""
    with inside(PUBLIC):
        found = Agreement.objects.select_related("organisation")
        agreement = found.get(uid=event.subject_uid)
        schema = schema_of(agreement.organisation_id)
        if schema is None:
            tell_contacts(event, agreement)
            return
    values = {"acordo": agreement.title, "pendencias": event.said}
    link = reverse("registry:agreement", args=[agreement.uid], urlconf="config.urls.organisation")
    with inside(schema):
        notify(
            users_holding(*HEADS, today=timezone.localdate()),
            kind=REMINDED_HERE,
            key=f"reminder:{agreement.uid}:{event.at.isoformat()}",
            values=values,
            link=link,
        )


def tell_contacts(event: PartnerReminded, agreement: Agreement) -> None:
    """One message to each address."""
    contacts = Contact.objects.filter(organisation_id=agreement.organisation_id).order_by("pk")
    for address, name in {each.email.lower(): each.name for each in contacts}.items():
        write(
            kind=REMINDED,
            key=f"reminder:{agreement.uid}:{event.at.isoformat()}:{address}",
            to=address,
            name=name.split(" ", 1)[0],
            link=in_rooms("page"),
            values={
                "acordo": agreement.title,
                "organizacao": agreement.organisation.name,
                "pendencias": event.said,
            },
        )
