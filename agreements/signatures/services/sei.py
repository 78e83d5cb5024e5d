"""Documents of SEI: linked by a person, read by the worker until both sides have signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import Origin
from agreements.registry.values import Reading
from agreements.signatures import events, permissions, queries
from agreements.signatures.backends.sei import SeiAway, SeiBackend, is_configured
from agreements.signatures.models import SeiDocument
from agreements.signatures.rules import NO_HASH, NOT_KNOWN, OTHER_TEXT, LinkedDocument, due_after
from agreements.signatures.services.matching import record_all
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema
from foundation.words import joined

NOT_SIGNING = "Só se vincula documento do SEI enquanto os textos aguardam assinatura."
ALREADY = "Este texto já está vinculado a um documento do SEI: desvincule-o antes."
NOT_CONFIGURED = "Esta instalação não está ligada ao SEI: registre as assinaturas à mão."
NO_NUMBER = "Escreva o número do documento como aparece no SEI: só números, como 98765432."


@transaction.atomic
def link_sei(
    *, actor: Actor, uid: UUID, document: LinkedDocument, number: str, at: datetime
) -> SeiDocument:
    """Say in which document of SEI a text is signed; it is read at once, and then each night.

    Raises Denied, NotFound, NotAllowed, or Invalid.
    """
    require(actor, permissions.READ_SIGNATURES)
    agreement = agreement_for_update(uid)
    if not is_configured():
        raise NotAllowed(NOT_CONFIGURED)
    if agreement.state not in queries.OPEN:
        raise NotAllowed(NOT_SIGNING)
    if queries.linked_to(agreement).filter(document=document).exists():
        raise NotAllowed(ALREADY)
    if not (number.isascii() and number.isdigit()):
        raise Invalid({"number": [NO_NUMBER]})
    link = SeiDocument.objects.create(
        agreement=agreement,
        document=document,
        number=number,
        linked_at=at,
        linked_by_name=actor.name,
    )
    changes = {agreement.document_name(document): ["", number]}
    emit(events.SeiDocumentLinked.of(actor, agreement, at=at, changes=changes))
    read_later(link)
    return link


@transaction.atomic
def unlink_sei(*, actor: Actor, uid: UUID, link_uid: UUID, at: datetime) -> SeiDocument:
    """Stop watching a document; what was read from it stays. Raises Denied or NotFound."""
    require(actor, permissions.READ_SIGNATURES)
    agreement = agreement_for_update(uid)
    link = queries.link_for_update(link_uid)
    link.unlinked_at = at
    link.save(update_fields=["unlinked_at"])
    changes = {agreement.document_name(link.document): [link.number, ""]}
    emit(events.SeiDocumentUnlinked.of(actor, agreement, at=at, changes=changes))
    return link


def read_sei(*, actor: Actor, uid: UUID, at: datetime) -> int:
    """Ask SEI about one document and record what is new; a second time nothing.

    When SEI is away it is asked again later. Gives how many signatures came. Raises Denied.
    """
    require(actor, permissions.READ_SIGNATURES)
    link = queries.link_by_uid(uid)
    if link is None or not is_configured():
        return 0
    try:
        reading = SeiBackend(link.number).read()
    except SeiAway as error:
        postpone(uid, str(error), at)
        return 0
    return take_over(actor, link, reading, at)


@transaction.atomic
def take_over(actor: Actor, link: SeiDocument, reading: Reading, at: datetime) -> int:
    """Write down what SEI told, under the lock of the agreement."""
    agreement = agreement_for_update(link.agreement.uid)
    found = queries.link_for_update(link.uid)
    recorded, note = 0, ""
    text_hash = agreement.text_hash(LinkedDocument(found.document).signed)
    if agreement.state in queries.OPEN and reading.signatures:
        if reading.text_hash != text_hash:
            note = OTHER_TEXT if reading.text_hash else NO_HASH
        else:
            recorded, unknown = record_all(
                actor,
                agreement,
                LinkedDocument(found.document).signed,
                reading,
                origin=Origin.SEI.value,
                keep=lambda: None,
                at=at,
            )
            note = NOT_KNOWN.format(names=joined(unknown)) if unknown else ""
    if note and note != found.note:
        emit(events.SeiDiffers.of(actor, agreement, at=at, reason=note[:500]))
    found.note, found.checked_at = note[:500], at
    found.tries, found.trouble, found.due_at = 0, "", None
    found.save(update_fields=["note", "checked_at", "tries", "trouble", "due_at"])
    return recorded


@transaction.atomic
def postpone(uid: UUID, trouble: str, at: datetime) -> None:
    """SEI is away: once more later."""
    link = queries.link_for_update(uid)
    link.due_at = due_after(link.tries, at)
    link.tries, link.trouble = min(link.tries + 1, 30_000), trouble[:200]
    link.save(update_fields=["due_at", "tries", "trouble"])
    read_later(link, in_seconds=int((link.due_at - at).total_seconds()) + 1)


def read_later(link: SeiDocument, *, in_seconds: int = 0) -> None:
    """Have the worker read it once this transaction is certain."""
    send_after_commit(
        "agreements.signatures.tasks.read",
        in_seconds=in_seconds,
        schema=current_schema(),
        uid=str(link.uid),
    )
