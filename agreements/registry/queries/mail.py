"""E-mails that the Cabinet read and that are no request yet."""

from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.registry import permissions
from agreements.registry.models import IncomingMail, MailAttachment
from foundation.refusals import NotFound


def waiting_mails(actor: Actor) -> QuerySet[IncomingMail]:
    """What was read and neither registered nor put away. Raises Denied."""
    require(actor, permissions.REGISTER_REQUEST)
    return IncomingMail.objects.filter(request=None, discarded_at=None)


def mail_by_uid(actor: Actor, uid: UUID) -> IncomingMail:
    """One e-mail. Raises Denied or NotFound."""
    require(actor, permissions.REGISTER_REQUEST)
    found = IncomingMail.objects.select_related("request").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def mail_for_update(actor: Actor, uid: UUID) -> IncomingMail:
    """The same, locked."""
    seen = mail_by_uid(actor, uid)
    return IncomingMail.objects.select_for_update().get(pk=seen.pk)


def mail_read_before(*, message_id: str, sha256: str) -> IncomingMail | None:
    """The same e-mail, when somebody sent it here already."""
    found = IncomingMail.objects.filter(sha256=sha256).first()
    if found is None and message_id:
        found = IncomingMail.objects.filter(message_id=message_id).first()
    return found


def attachments_of(mail: IncomingMail) -> QuerySet[MailAttachment]:
    """The files that came with it."""
    return MailAttachment.objects.filter(mail=mail).select_related("file")


def attachment_of(mail: IncomingMail, uid: str) -> MailAttachment | None:
    """One of them, by what the form sent."""
    return next((each for each in attachments_of(mail) if str(each.uid) == uid), None)
