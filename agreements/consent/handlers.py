"""What follows from an acceptance."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from agreements.consent import notices
from agreements.consent.events import TextAccepted
from agreements.consent.models import Acceptance
from agreements.room.handlers import words_of
from agreements.room.notices import DCI
from events.registry import on
from notifications.services import notify


@on(TextAccepted)
def tell_dci(event: TextAccepted) -> None:
    """DCI knows that the partner agrees."""
    found = Acceptance.objects.select_related("agreement__organisation", "agreement__request")
    made = found.get(uid=event.subject_uid)
    notify(
        users_holding(*DCI, today=timezone.localdate(event.at)),
        kind=notices.ACCEPTED,
        key=f"{event.name}:{event.subject_uid}",
        link=reverse("registry:agreement", args=[made.agreement.uid], urlconf="config.urls.centre"),
        values={**words_of(made.agreement), "texto": event.subject_label},
    )
