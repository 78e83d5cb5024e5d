"""A signed PDF: its signatures are recorded when each is intact, trusted, and of the text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, Origin, SignedDocument
from agreements.signatures import events, permissions, queries
from agreements.signatures.backends.pades import PadesBackend, Paper
from agreements.signatures.rules import NOT_KNOWN
from agreements.signatures.services.matching import record_all
from documents.inspection import inspect
from documents.rules import SIGNED_DOCUMENT
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid
from foundation.words import counted, joined

NOTHING_NEW = "As assinaturas deste PDF já estão registradas."


@transaction.atomic
def read_signed_pdf(
    *, actor: Actor, uid: UUID, document: SignedDocument, file: File[bytes], at: datetime
) -> int:
    """Record the signatures in a PDF; gives how many.

    Raises Denied, NotFound, NotAllowed (state), or Invalid beside the file.
    """
    require(actor, permissions.READ_SIGNATURES)
    agreement = agreement_for_update(uid)
    AGREEMENT_FLOW.after("sign", AgreementState(agreement.state))
    try:
        content = inspect(file, SIGNED_DOCUMENT).content
    except ValueError as error:
        raise Invalid({"file": [str(error)]}) from None
    papers = [
        Paper(each.sha256, each.size, agreement.text_hash(document))
        for each in queries.papers_of(agreement, document)
    ]
    roots = [bytes.fromhex(each.certificate) for each in queries.trusted()]
    rule = queries.policy()
    reading = PadesBackend(
        content, roots, papers, at, queries.lists_of, is_binding=bool(rule and rule.is_binding)
    ).read()
    kept = store(actor=actor, upload=file, purpose=SIGNED_DOCUMENT, at=at)
    recorded, unknown = record_all(
        actor, agreement, document, reading, origin=Origin.PADES.value, keep=lambda: kept, at=at
    )
    if unknown:
        raise Invalid({"file": [NOT_KNOWN.format(names=joined(unknown))]})
    if not recorded:
        raise Invalid({"file": [NOTHING_NEW]})
    told = counted(recorded, "assinatura registrada", "assinaturas registradas")
    changes = {agreement.document_name(document): ["", told], "SHA-256": ["", kept.sha256]}
    emit(events.SignedPdfRead.of(actor, agreement, at=at, changes=changes))
    return recorded
