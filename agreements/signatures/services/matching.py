"""From what was found outside to what is recorded: whose it is, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from access.rules import Actor
from agreements.registry.models import Agreement
from agreements.registry.queries import missing_of
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.services import enter_signature
from agreements.registry.values import Given, Read, Reading
from agreements.signatures import queries
from agreements.signatures.rules import mandate_of, seal_of
from documents.models import StoredFile


def record_all(
    actor: Actor,
    agreement: Agreement,
    document: SignedDocument,
    reading: Reading,
    *,
    origin: str,
    keep: Callable[[], StoredFile | None],
    at: datetime,
) -> tuple[int, list[str]]:
    """Record what is new, once; gives how many, and the names that nobody in office bears.

    The caller holds the lock of the agreement. Raises NotAllowed or Invalid.
    """
    recorded, unknown = 0, []
    for each in reading.signatures:
        given = given_by(agreement, each, reading, origin)
        if given is None:
            unknown.append(each.name)
            continue
        side, what = given
        if (document, side) not in missing_of(agreement):
            continue
        enter_signature(
            actor=actor,
            agreement=agreement,
            document=document,
            side=side,
            given=what,
            keep=keep,
            at=at,
        )
        recorded += 1
    return recorded, unknown


def given_by(
    agreement: Agreement, read: Read, reading: Reading, origin: str
) -> tuple[Side, Given] | None:
    """For which side somebody signed; None when nobody of that name was in office then."""
    day = timezone.localdate(read.signed_at)
    mandate = mandate_of(read, queries.mandates_of(agreement, day), day)
    if mandate is None:
        return None
    seal = seal_of(mandate, day, reading.document_number)
    return mandate.side, Given(
        seal=seal, text_hash=reading.text_hash, origin=origin, evidence=read.evidence
    )
