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

SUBJECT = "Vírus encontrado em um arquivo"
TO_SENDER = (
    "O arquivo “{name}”, que você enviou, tem um vírus ({virus}) e foi bloqueado: ninguém consegue"
    " baixá-lo. Verifique o seu computador com um antivírus e envie o arquivo de novo."
)
TO_ADMINISTRATION = (
    "O arquivo “{name}”, enviado por {sender}, tem um vírus ({virus}) e foi bloqueado: ninguém"
    " consegue baixá-lo. Procure quem o enviou e peça outro arquivo."
)


@on(FileInfected)
def tell_of_virus(event: FileInfected) -> None:
    """The bytes stay locked away whether or not anybody reads this."""
    file = StoredFile.objects.get(uid=event.subject_uid)
    words = {"name": file.name, "virus": file.scan_found, "sender": file.uploaded_by_name}
    here = Profile.NETWORK_ADMIN if current_schema() == PUBLIC else Profile.ORGANISATION_ADMIN
    key = f"{event.name}:{file.uid}"
    sent_by = [file.uploaded_by_uid] if file.uploaded_by_uid else []
    sender = User.objects.filter(uid__in=sent_by, is_active=True)
    notify(sender, key=key, text=TO_SENDER.format(**words), email_subject=SUBJECT)
    administration = users_holding(here, today=timezone.localdate(event.at))
    notify(
        administration.exclude(uid__in=sent_by),
        key=key,
        text=TO_ADMINISTRATION.format(**words),
        email_subject=SUBJECT,
    )
