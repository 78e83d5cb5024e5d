"""Documents go to the portal once a person has looked at the personal data in them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.models import PublicDocument
from agreements.publication.rules import PUBLIC_COPY, PublicKind
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from documents.clearance import Decision, in_words, keep_public_copy, sheet_of_file
from documents.models import StoredFile
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

NOT_PUBLISHED = "Os documentos vão para o portal depois que o extrato sai no diário do Estado."
NONE_KEPT = "Este documento ainda não foi registrado no acordo."
ALREADY = "Este documento já está no portal."


@transaction.atomic
def publish_document(
    *, actor: Actor, uid: UUID, kind: PublicKind, decision: Decision, at: datetime
) -> PublicDocument:
    """Show a document of an agreement; what is masked is not in the copy.

    Raises Denied, NotFound, NotAllowed (too early, shown already, not to be masked), or Invalid.
    """
    require(actor, permissions.PUBLISH_DOCUMENT)
    agreement = agreement_for_update(uid)
    original = showable(agreement, kind)
    copy = keep_public_copy(
        actor=actor,
        file=original,
        decision=decision,
        title=f"{kind.label} – {agreement.title}",
        purpose=PUBLIC_COPY,
        at=at,
    )
    document = PublicDocument.objects.create(
        agreement=agreement,
        kind=kind,
        original=original,
        original_sha256=original.sha256,
        copy=copy,
        name=copy.name,
        size=copy.size,
        sha256=copy.sha256,
        storage_key=copy.storage_key,
        clearing=in_words(sheet_of_file(original), decision)[:500],
        reason=decision.reason.strip(),
        published_at=at,
        published_by_name=actor.name,
    )
    changes = {
        "documento": ["", str(kind.label)],
        "dados pessoais": ["", document.clearing],
        "SHA-256 do original": ["", original.sha256],
        "SHA-256 da cópia pública": ["", copy.sha256],
    }
    emit(
        events.DocumentPublished.of(
            actor, agreement, at=at, changes=changes, reason=decision.reason.strip()
        )
    )
    return document


@transaction.atomic
def withdraw_document(
    *, actor: Actor, uid: UUID, document_uid: UUID, reason: str, at: datetime
) -> PublicDocument:
    """Take a document from the portal at once; it stays in the agreement.

    Raises Denied, NotFound, or Invalid without a reason.
    """
    require(actor, permissions.PUBLISH_DOCUMENT)
    agreement = agreement_for_update(uid)
    document = queries.document_for_update(agreement, document_uid)
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que o documento sai do portal."]})
    document.withdrawn_at, document.withdrawn_reason = at, reason.strip()
    document.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    changes = {"documento": [str(document), ""]}
    emit(
        events.DocumentWithdrawn.of(
            actor, agreement, at=at, changes=changes, reason=document.withdrawn_reason
        )
    )
    return document


def showable(agreement: Agreement, kind: PublicKind) -> StoredFile:
    """The file that would be shown. Raises NotAllowed."""
    if queries.extract_of(agreement) is None:
        raise NotAllowed(NOT_PUBLISHED)
    if any(each.kind == kind for each in queries.documents_of(agreement)):
        raise NotAllowed(ALREADY)
    original = queries.original_of(agreement, kind)
    if original is None:
        raise NotAllowed(NONE_KEPT)
    return original
