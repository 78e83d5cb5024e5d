"""Show a document to the public, put another in its place, or take its validity away.

The row is public, so both journals tell of the verb: of the organisation and of the centre.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from access.rules import Actor, Capability, require
from documents.codes import spelled
from documents.events import DocumentReplaced, DocumentRevoked
from documents.models import IssuedDocument
from documents.registry import purpose_of
from documents.seals import Seal
from events.services import emit
from foundation.refusals import Invalid
from foundation.tenancy import PUBLIC, current_schema
from notifications.links import on_portal
from tenants import permissions
from tenants.models import Organisation
from tenants.verification import queries
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import STANDING_FLOW, Standing

CENTRE = "Controladoria-Geral do Estado de Minas Gerais"
PORTAL_ROUTES = "config.urls.portal"
LONGEST_REASON = 500
WHY = "Diga por que o documento deixa de valer."
NOT_A_SUCCESSOR = "Escolha um documento mais novo, da mesma espécie e sobre o mesmo assunto."


class PublicWindow:
    """What `documents` knows of this room."""

    def seal(self, code: str) -> Seal:
        """Code and addresses at the portal."""
        page = reverse("verification:page", urlconf=PORTAL_ROUTES)
        own = reverse("verification:code", args=[spelled(code)], urlconf=PORTAL_ROUTES)
        return Seal(code, on_portal(own), on_portal(page))

    def enter(self, document: IssuedDocument, *, kind: str) -> None:
        """A row with nothing personal in it: neither title nor author."""
        here = None if current_schema() == PUBLIC else Organisation.objects.get()
        VerifiableDocument.objects.create(
            uid=document.uid,
            code=document.code,
            organisation=here,
            issuer=here.name if here else CENTRE,
            kind=kind,
            media_type=document.file.media_type,
            sha256=document.sha256,
            issued_at=document.issued_at,
            is_training=here is not None and here.is_training,
        )

    def replace(
        self, old: IssuedDocument, *, actor: Actor, by: IssuedDocument, at: datetime
    ) -> None:
        """A newer version was issued; what was revoked, or never had a code, stays as it is."""
        row = queries.of_document(old)
        if row is not None and row.standing == Standing.VALID:
            put_in_place(actor, old, by, at, reason="Nova versão emitida.")


@transaction.atomic
def replace_document(
    *, actor: Actor, uid: UUID, by_uid: UUID, reason: str, at: datetime
) -> VerifiableDocument:
    """Say that a later document takes the place of this one.

    Raises Denied, NotFound, NotAllowed (replaced or revoked already) or Invalid.
    """
    document = queries.issued_by_uid(actor, uid)
    require(actor, to_revoke(document))
    successor = queries.successor(document, by_uid)
    faults = reason_faults(reason)
    if successor is None:
        faults["by"] = [NOT_A_SUCCESSOR]
    if faults or successor is None:
        raise Invalid(faults)
    return put_in_place(actor, document, successor, at, reason=reason.strip())


def put_in_place(
    actor: Actor, old: IssuedDocument, by: IssuedDocument, at: datetime, *, reason: str
) -> VerifiableDocument:
    """Lock, rule, save, tell. Raises NotAllowed, or Invalid where the successor holds no more."""
    row, successor = queries.pair_for_update(old, by)
    row.standing = STANDING_FLOW.after("replace", Standing(row.standing))
    if successor.standing != Standing.VALID:
        raise Invalid({"by": [NOT_A_SUCCESSOR]})
    row.standing_at, row.reason = at, reason
    row.replaced_by = successor
    row.save(update_fields=["standing", "standing_at", "reason", "replaced_by"])
    changes = {
        "Situação": [Standing.VALID.label, Standing.REPLACED.label],
        "Substituído por": ["", spelled(by.code)],
    }
    emit(DocumentReplaced.of(actor, row, at=at, changes=changes, reason=reason))
    return row


@transaction.atomic
def revoke_document(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> VerifiableDocument:
    """Take the validity of a document away; the portal tells when and why.

    Raises Denied, NotFound, NotAllowed (revoked already) or Invalid.
    """
    document = queries.issued_by_uid(actor, uid)
    require(actor, to_revoke(document))
    row = queries.row_for_update(document.uid)
    before = Standing(row.standing)
    after = STANDING_FLOW.after("revoke", before)
    if faults := reason_faults(reason):
        raise Invalid(faults)
    row.standing, row.standing_at, row.reason = after, at, reason.strip()
    row.save(update_fields=["standing", "standing_at", "reason"])
    changes = {"Situação": [str(before.label), str(after.label)]}
    emit(DocumentRevoked.of(actor, row, at=at, changes=changes, reason=reason.strip()))
    return row


def to_revoke(document: IssuedDocument) -> Capability:
    """Who takes its validity away: never who is evaluated by it."""
    purpose = purpose_of(document.file)
    if purpose is not None and purpose.is_of_control:
        return permissions.REVOKE_OF_CONTROL
    return permissions.REVOKE_ISSUED


def reason_faults(reason: str) -> dict[str, list[str]]:
    """What is wrong with the words that everybody will read."""
    if not reason.strip():
        return {"reason": [WHY]}
    if len(reason.strip()) > LONGEST_REASON:
        return {"reason": [f"Escreva no máximo {LONGEST_REASON} letras."]}
    return {}
