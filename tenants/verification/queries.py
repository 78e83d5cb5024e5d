"""The doors to what the public may verify, and to the issued documents of a place."""

from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from documents.models import IssuedDocument
from foundation.refusals import Denied, NotFound
from tenants import permissions
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import Standing

WHOLE_ONLY = "Os documentos são da organização inteira: peça o perfil sem órgão definido."


def by_code(code: str) -> VerifiableDocument | None:
    """What the public learns of a code: the whole code, never a part of it."""
    return VerifiableDocument.objects.select_related("replaced_by").filter(code=code).first()


def of_document(document: IssuedDocument) -> VerifiableDocument | None:
    """The public row of a document; none of those that were issued before there were codes."""
    return VerifiableDocument.objects.filter(uid=document.uid).first()


def row_for_update(uid: UUID) -> VerifiableDocument:
    """The same, locked. Raises NotFound."""
    found = VerifiableDocument.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def pair_for_update(
    old: IssuedDocument, by: IssuedDocument
) -> tuple[VerifiableDocument, VerifiableDocument]:
    """The rows of a document and of its successor, both locked, always in one order.

    Raises NotFound.
    """
    pair = sorted((old.uid, by.uid))
    rows = VerifiableDocument.objects.select_for_update(of=("self",)).filter(uid__in=pair)
    found = {each.uid: each for each in rows.order_by("uid")}
    if set(found) != set(pair):
        raise NotFound
    return found[old.uid], found[by.uid]


def issued(actor: Actor) -> QuerySet[IssuedDocument]:
    """What was issued in this place, newest first. Raises Denied."""
    require(actor, permissions.SEE_ISSUED)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    return IssuedDocument.objects.select_related("file")


def issued_by_uid(actor: Actor, uid: UUID) -> IssuedDocument:
    """One of them. Raises Denied or NotFound."""
    found = issued(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def rows_of(documents: list[IssuedDocument]) -> dict[UUID, VerifiableDocument]:
    """The public rows of some documents."""
    found = VerifiableDocument.objects.filter(uid__in=[each.uid for each in documents])
    return {each.uid: each for each in found}


def successor(document: IssuedDocument, uid: UUID) -> IssuedDocument | None:
    """One of those that may take its place."""
    return successors(document).filter(uid=uid).first()


def successors(document: IssuedDocument) -> QuerySet[IssuedDocument]:
    """What may take its place: later ones of the same kind about the same object, still valid."""
    later = IssuedDocument.objects.filter(
        subject_type=document.subject_type,
        subject_uid=document.subject_uid,
        kind=document.kind,
        issued_at__gt=document.issued_at,
    )
    uids = list(later.values_list("uid", flat=True))
    valid = VerifiableDocument.objects.filter(uid__in=uids, standing=Standing.VALID)
    return later.filter(uid__in=list(valid.values_list("uid", flat=True)))
