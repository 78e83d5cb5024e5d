"""A virus is told to who sent the file and to the administration of the place."""

from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from documents.events import FileInfected
from documents.models import StoredFile
from events.registry import on
from foundation.tenancy import PUBLIC, current_schema
from identity.models import User
from notifications.services import notify
from tenants.files.notices import TO_ADMINISTRATION, TO_SENDER


@on(FileInfected)
def tell_of_virus(event: FileInfected) -> None:
    """The bytes stay locked away whether or not anybody reads this."""
    file = StoredFile.objects.get(uid=event.subject_uid)
    words = {"arquivo": file.name, "virus": file.scan_found, "quem": file.uploaded_by_name}
    here = Profile.NETWORK_ADMIN if current_schema() == PUBLIC else Profile.ORGANISATION_ADMIN
    key = f"{event.name}:{file.uid}"
    sent_by = [file.uploaded_by_uid] if file.uploaded_by_uid else []
    sender = User.objects.filter(uid__in=sent_by, is_active=True)
    notify(sender, kind=TO_SENDER, key=key, values=words)
    administration = users_holding(here, today=timezone.localdate(event.at))
    notify(
        administration.exclude(uid__in=sent_by),
        kind=TO_ADMINISTRATION,
        key=key,
        values=words,
    )
