"""Signatures given elsewhere (SEI) and recorded here with their proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, Capability, require
from agreements.registry import permissions, queries
from agreements.registry.before_signing import faults_before
from agreements.registry.events import AgreementSigned, SignatureRecorded
from agreements.registry.models import Agreement, Signature
from agreements.registry.rules import (
    AgreementState,
    Origin,
    Side,
    SignedDocument,
    signature_faults,
)
from agreements.registry.services.agreements import move
from agreements.registry.values import Given, Seal
from documents.models import StoredFile
from documents.rules import SIGNED_DOCUMENT
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

TEXT_CHANGED = "O texto mudou depois que esta página foi aberta. Confira a versão atual."
ALREADY = "Esta assinatura já está registrada."


@transaction.atomic
def record_signature(
    *,
    actor: Actor,
    uid: UUID,
    document: SignedDocument,
    side: Side,
    text_hash: str,
    seal: Seal,
    file: File[bytes],
    at: datetime,
) -> Signature:
    """Record that one side signed one text; with the fourth the agreement is signed.

    Raises Denied, NotFound, NotAllowed (state, text replaced, recorded before), or Invalid.
    """
    require(actor, permission_for(side))
    agreement = queries.agreement_for_update(uid)
    given = Given(seal=seal, text_hash=text_hash)

    def keep() -> StoredFile:
        return store(actor=actor, upload=file, purpose=SIGNED_DOCUMENT, at=at)

    return enter_signature(
        actor=actor,
        agreement=agreement,
        document=document,
        side=side,
        given=given,
        keep=keep,
        at=at,
    )


@transaction.atomic
def enter_signature(
    *,
    actor: Actor,
    agreement: Agreement,
    document: SignedDocument,
    side: Side,
    given: Given,
    keep: Callable[[], StoredFile | None],
    at: datetime,
) -> Signature:
    """The same rules for every road (G07, G08); the caller asked who may and holds the lock.

    Raises NotAllowed (state, text replaced, recorded before), or Invalid.
    """
    seal = given.seal
    before, after = move(agreement, "sign")
    if (document, side) not in queries.missing_of(agreement):
        raise NotAllowed(ALREADY)
    if given.text_hash != agreement.text_hash(document):
        raise NotAllowed(TEXT_CHANGED)
    faults = signature_faults(
        signed_date=seal.signed_date,
        mandate_start=seal.mandate_start,
        mandate_end=seal.mandate_end,
        today=timezone.localdate(at),
    )
    if given.origin == Origin.MANUAL:
        faults = faults or faults_before(agreement, side, seal)
    if faults:
        raise Invalid(faults)
    signature = Signature.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        document=document,
        side=side,
        text_hash=given.text_hash,
        origin=given.origin,
        evidence=dict(given.evidence),
        file=keep(),
        recorded_at=at,
        **seal.fields(),
    )
    agreement.save(update_fields=["state", "updated_at"])
    changes = {
        "situação": [before.label, after.label],
        agreement.document_name(document): [
            "",
            f"{side.label}: {seal.signer_name}, {seal.signed_date:%d/%m/%Y}",
        ],
    }
    if given.origin != Origin.MANUAL:
        changes["origem"] = ["", str(Origin(given.origin).label)]
    emit(SignatureRecorded.of(actor, agreement, at=at, changes=changes))
    complete_when_all_signed(actor, agreement, at)
    return signature


def complete_when_all_signed(actor: Actor, agreement: Agreement, at: datetime) -> None:
    """With every signature there the agreement is signed, on the day of the last one (G08)."""
    if queries.missing_of(agreement):
        return
    before, after = move(agreement, "complete")
    days = queries.signatures_of(agreement).values_list("signed_date", flat=True)
    agreement.signed_date = max(days)
    agreement.save(update_fields=["state", "signed_date", "updated_at"])
    changes = {
        "situação": [before.label, after.label],
        "data da última assinatura": ["", f"{agreement.signed_date:%d/%m/%Y}"],
    }
    emit(AgreementSigned.of(actor, agreement, at=at, changes=changes))


def permission_for(side: Side) -> Capability:
    """Who records the signatures of a side."""
    if side == Side.CGE:
        return permissions.SIGN_FOR_CGE
    return permissions.RECORD_PARTNER_SIGNATURE


def may_record(actor: Actor, agreement: Agreement, side: Side) -> bool:
    """Whether the page offers the actor the signature of a side now."""
    open_states = (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED)
    return agreement.state in open_states and actor.may(permission_for(side))
