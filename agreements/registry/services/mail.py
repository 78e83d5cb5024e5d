"""An e-mail becomes a request: read first, then registered by the Cabinet, or put away."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import connection, transaction

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import MailDiscarded, MailRead
from agreements.registry.mail import NOT_A_MESSAGE, Part, Unreadable, read_mail
from agreements.registry.models import IncomingMail, MailAttachment, Request
from agreements.registry.rules import LARGEST_MAIL, MAIL_ATTACHMENT
from agreements.registry.services.requests import submit_request
from documents.rules import readable_size
from documents.services import open_file, store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

LOCK = "SELECT pg_advisory_xact_lock(hashtext('agreements.registry.mail'))"
TOO_LARGE = f"A mensagem passa de {readable_size(LARGEST_MAIL)}. Registre o pedido à mão."
REGISTERED = "Esta mensagem já foi registrada no pedido {protocol}."
PUT_AWAY = "Esta mensagem já foi descartada."
NO_LETTER = "Escolha qual anexo é o ofício, ou envie o arquivo."


@transaction.atomic
def read_message(*, actor: Actor, upload: File[bytes], at: datetime) -> IncomingMail:
    """Read a saved e-mail and keep what was understood, with its attachments.

    The same e-mail again gives what was read before. Raises Denied, or Invalid for what is no
    message, is too large, or is a request already.
    """
    require(actor, permissions.REGISTER_REQUEST)
    raw = bytes_of(upload)
    try:
        found = read_mail(raw, at=at)
    except Unreadable as error:
        raise Invalid({"file": [str(error)]}) from None
    with connection.cursor() as cursor:
        cursor.execute(LOCK)  # the same e-mail sent twice at once
    digest = sha256(raw).hexdigest()
    refuse_registered(found.message_id)
    if known := queries.mail_read_before(message_id=found.message_id, sha256=digest):
        refuse_closed(known)
        return known
    mail = IncomingMail.objects.create(
        sha256=digest,
        message_id=found.message_id,
        sender=found.sender,
        sender_name=found.sender_name,
        subject=found.subject,
        received_at=found.received_at,
        body=found.body,
        doubts=list(found.doubts),
        read_at=at,
        read_by_name=actor.name,
    )
    mail.refused = [each for part in found.attachments if (each := keep(actor, mail, part, at))]
    mail.save(update_fields=["refused"])
    emit(MailRead.of(actor, mail, at=at, changes={"SHA-256": ["", digest]}))
    return mail


def bytes_of(upload: File[bytes]) -> bytes:
    """The whole file. Raises Invalid when it is empty or too large."""
    if (upload.size or 0) > LARGEST_MAIL:
        raise Invalid({"file": [TOO_LARGE]})
    upload.seek(0)
    raw = bytes(upload.read(LARGEST_MAIL + 1))
    if len(raw) > LARGEST_MAIL:
        raise Invalid({"file": [TOO_LARGE]})
    if not raw.strip():
        raise Invalid({"file": [NOT_A_MESSAGE]})
    return raw


def keep(actor: Actor, mail: IncomingMail, part: Part, at: datetime) -> dict[str, str] | None:
    """Store an attachment as any upload is; what is not acceptable is named with its reason."""
    try:
        file = store(
            actor=actor,
            upload=ContentFile(part.content, name=part.name),
            purpose=MAIL_ATTACHMENT,
            at=at,
        )
    except Invalid as refusal:
        reasons = [text for texts in refusal.errors.values() for text in texts]
        return {"name": part.name[:150], "reason": " ".join(reasons)}
    MailAttachment.objects.create(mail=mail, file=file)
    return None


@transaction.atomic
def register_mail(
    *,
    actor: Actor,
    uid: UUID,
    attachment: str,
    letter: File[bytes] | None,
    at: datetime,
    **typed: Any,
) -> Request:
    """Make the request of an e-mail that was read; its letter is an attachment, or sent now.

    Raises Denied, NotFound, NotAllowed (registered or put away before), or Invalid.
    """
    require(actor, permissions.REGISTER_REQUEST)
    mail = queries.mail_for_update(actor, uid)
    check_open(mail)
    chosen = queries.attachment_of(mail, attachment) if attachment else None
    if letter is None and chosen is not None:
        with open_file(chosen.file) as opened:
            letter = ContentFile(opened.read(), name=chosen.file.name)
    if letter is None:
        raise Invalid({"letter": [NO_LETTER]})
    request = submit_request(actor=actor, letter=letter, at=at, **typed)
    mail.request = request
    mail.save(update_fields=["request"])
    return request


@transaction.atomic
def discard_mail(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> IncomingMail:
    """Put away what is no request. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.REGISTER_REQUEST)
    mail = queries.mail_for_update(actor, uid)
    check_open(mail)
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que a mensagem não é um pedido."]})
    mail.discarded_at, mail.discard_reason = at, reason.strip()
    mail.save(update_fields=["discarded_at", "discard_reason"])
    emit(MailDiscarded.of(actor, mail, at=at, reason=reason.strip()))
    return mail


def refuse_registered(message_id: str) -> None:
    """Raise Invalid when a request was made from this e-mail, typed by hand perhaps."""
    if message_id and (request := queries.request_with_message(message_id)):
        raise Invalid({"file": [REGISTERED.format(protocol=request.protocol)]})


def refuse_closed(mail: IncomingMail) -> None:
    """Raise Invalid for an e-mail that is done with."""
    try:
        check_open(mail)
    except NotAllowed as refusal:
        raise Invalid({"file": [str(refusal)]}) from None


def check_open(mail: IncomingMail) -> None:
    """Raise NotAllowed for an e-mail that is a request already, or was put away."""
    if mail.request is not None:
        raise NotAllowed(REGISTERED.format(protocol=mail.request.protocol))
    if mail.discarded_at is not None:
        raise NotAllowed(PUT_AWAY)
