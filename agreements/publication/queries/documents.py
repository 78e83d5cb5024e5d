"""Documents of an agreement: what may be shown, what is shown."""

from uuid import UUID

from django.db.models import QuerySet

from agreements.publication.models import Extract, PublicDocument
from agreements.publication.queries.extracts import publication_of
from agreements.publication.rules import PublicKind, Vehicle
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from documents.models import StoredFile
from foundation.refusals import NotFound

SIGNED = {
    PublicKind.AGREEMENT: SignedDocument.AGREEMENT,
    PublicKind.WORK_PLAN: SignedDocument.WORK_PLAN,
}
PRINTED = {
    PublicKind.STATE_GAZETTE: Vehicle.STATE,
    PublicKind.PARTNER_GAZETTE: Vehicle.PARTNER,
}
SHOWN = (
    "uid",
    "kind",
    "name",
    "size",
    "sha256",
    "original_sha256",
    "storage_key",
    "clearing",
    "published_at",
)


def original_of(agreement: Agreement, kind: PublicKind) -> StoredFile | None:
    """The kept file: the newest with a signature on it, or the page of the gazette."""
    if kind in SIGNED:
        found = agreement.signatures.filter(document=SIGNED[kind], file__isnull=False)
        newest = found.select_related("file").order_by("recorded_at", "pk").last()
        return newest.file if newest else None
    printed = publication_of(agreement, PRINTED[kind])
    return printed.file if printed else None


def to_show(agreement: Agreement) -> list[PublicKind]:
    """What could be shown and is not."""
    shown = {each.kind for each in documents_of(agreement)}
    return [kind for kind in PublicKind if kind not in shown and original_of(agreement, kind)]


def documents_of(agreement: Agreement) -> QuerySet[PublicDocument]:
    """What the portal hands out of an agreement, for the centre."""
    return PublicDocument.objects.filter(agreement=agreement, withdrawn_at=None)


def shown_of(extract: Extract) -> QuerySet[PublicDocument]:
    """The same, with the columns that the portal may read."""
    found = PublicDocument.objects.filter(agreement_id=extract.agreement_id, withdrawn_at=None)
    return found.only(*SHOWN)


def shown_document(extract: Extract, uid: UUID) -> PublicDocument:
    """One of them. Raises NotFound."""
    found = shown_of(extract).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def document_for_update(agreement: Agreement, uid: UUID) -> PublicDocument:
    """One that is shown, locked. Raises NotFound."""
    found = documents_of(agreement).select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found
