"""What comes out again, what stands at PNCP, and the second person who checks a publication."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.duties import is_same
from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.corrections import (
    ALREADY_CHECKED,
    CORRECTED,
    NOT_A_NUMBER,
    PNCP,
    SAME_PERSON,
    Motive,
    correction_faults,
    pncp_number,
)
from agreements.publication.models import Extract, Publication
from agreements.publication.rules import GazetteRecord, Vehicle, written
from agreements.publication.services.extracts import pncp_fields, tell_on_extract
from agreements.publication.services.gazettes import (
    NOT_SIGNED,
    check_record,
    keep_from_own_text,
    keep_publication,
)
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AgreementState
from documents.clearance import Decision, check, sheet_of_text, staying_of
from documents.personal import masked
from documents.rules import GAZETTE_PAGE
from documents.services import store
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed

PNCP_ALREADY = "A publicação no PNCP já está registrada: se mudou, registre a correção."
AFTER_SIGNING = (AgreementState.SIGNED, AgreementState.PUBLISHED, AgreementState.ENDED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What was wrong with a publication, and the text as it came out again."""

    motive: str
    reason: str
    text: str


@transaction.atomic
def correct_publication(
    *,
    actor: Actor,
    uid: UUID,
    publication_uid: UUID,
    correction: Correction,
    record: GazetteRecord,
    file: File[bytes] | None,
    at: datetime,
    accepted_reason: str = "",
    decision: Decision | None = None,
) -> Publication:
    """It came out again: the earlier stays and is named, no date moves, the portal tells of it.

    Raises Denied, NotFound, NotAllowed (corrected before), or Invalid.
    """
    require(actor, permissions.REGISTER_PUBLICATION)
    agreement = agreement_for_update(uid)
    earlier = queries.appearance_of(agreement, publication_uid)
    if hasattr(earlier, "corrected_by"):
        raise NotAllowed(CORRECTED)
    check_record(record, queries.facts_of(agreement), at)
    faults = correction_faults(
        reason=correction.reason,
        text=correction.text,
        published_date=record.published_date,
        earlier=earlier.published_date,
    )
    if earlier.vehicle == Vehicle.PNCP and not pncp_number(record.matter_code):
        faults["matter_code"] = [NOT_A_NUMBER]
    if faults:
        raise Invalid(faults)
    stays = cleared(correction, decision or Decision())
    keep_from_own_text(actor, agreement, accepted_reason, at)
    found = keep(actor, agreement, earlier, correction, record, file, at)
    if (extract := queries.extract_of(agreement)) is not None:
        show(extract, found, stays, at)
    return found


def keep(
    actor: Actor,
    agreement: Agreement,
    earlier: Publication,
    correction: Correction,
    record: GazetteRecord,
    file: File[bytes] | None,
    at: datetime,
) -> Publication:
    """Save and tell."""
    if file is None and earlier.vehicle != Vehicle.PNCP:
        raise Invalid({"file": ["Envie a página do diário em PDF."]})
    found = Publication.objects.create(
        agreement=agreement,
        vehicle=earlier.vehicle,
        motive=correction.motive,
        corrects=earlier,
        reason=correction.reason.strip(),
        text=correction.text.strip(),
        file=store(actor=actor, upload=file, purpose=GAZETTE_PAGE, at=at) if file else None,
        registered_by_name=actor.name,
        registered_by_uid=actor.user_uid,
        registered_at=at,
        **asdict(record) | {"gazette_name": earlier.gazette_name},
    )
    changes = {str(Vehicle(earlier.vehicle).label): [str(earlier), str(found)]}
    emit(
        events.PublicationCorrected.of(
            actor, agreement, at=at, changes=changes, reason=found.reason[:500]
        )
    )
    return found


def show(extract: Extract, found: Publication, stays: frozenset[str], at: datetime) -> None:
    """On the portal: what came out again, beside what it corrects."""
    assert found.corrects is not None
    motive, vehicle = Motive(found.motive), Vehicle(found.vehicle)
    told: dict[str, Any] = {
        "motive": str(motive.label),
        "vehicle": str(vehicle.label),
        "gazette": found.gazette_name,
        "date": found.published_date.isoformat(),
        "edition": found.edition,
        "page": found.page,
        "matter_code": found.matter_code,
        "url": found.url,
        "corrects": found.corrects.published_date.isoformat(),
        "reason": masked(found.reason, stays),
        "text": masked(found.text, stays),
    }
    extract.corrections = [*extract.corrections, told]
    extract.save(update_fields=["corrections"])
    if vehicle == Vehicle.PNCP:
        show_pncp(extract, found, at)
    day = written(found.corrects.published_date)
    tell_on_extract(
        agreement=extract.agreement,
        title=f"{motive.label} da publicação de {day}: {vehicle.label}",
        day=found.published_date,
        end_date=extract.end_date,
        at=at,
        url=found.url,
    )


def cleared(correction: Correction, decision: Decision) -> frozenset[str]:
    """What may stay of the personal data in a correction. Raises Invalid where nobody decided."""
    sheet = sheet_of_text(f"{correction.text}\n{correction.reason}")
    check(sheet, decision)
    return staying_of(sheet, decision)


@transaction.atomic
def register_pncp(
    *,
    actor: Actor,
    uid: UUID,
    number: str,
    published_date: date,
    url: str,
    at: datetime,
    accepted_reason: str = "",
) -> Publication:
    """The agreement stands at PNCP: its control number, day and link. Nothing hangs on it.

    Raises Denied, NotFound, NotAllowed (not signed by all, or registered already) or Invalid.
    """
    require(actor, permissions.REGISTER_PUBLICATION)
    agreement = agreement_for_update(uid)
    if agreement.state not in AFTER_SIGNING:
        raise NotAllowed(NOT_SIGNED)
    if queries.publication_of(agreement, Vehicle.PNCP) is not None:
        raise NotAllowed(PNCP_ALREADY)
    found = pncp_number(number)
    if not found:
        raise Invalid({"number": [NOT_A_NUMBER]})
    facts = queries.facts_of(agreement)
    record = GazetteRecord(PNCP, published_date, matter_code=found, url=url)
    check_record(record, facts, at)
    keep_from_own_text(actor, agreement, accepted_reason, at)
    publication = keep_publication(actor, agreement, Vehicle.PNCP, record, facts, None, at)
    if (extract := queries.extract_of(agreement)) is not None:
        show_pncp(extract, publication, at)
    return publication


def show_pncp(extract: Extract, found: Publication, at: datetime) -> None:
    """What the extract repeats of PNCP: as it stands there now."""
    for name, value in pncp_fields(found).items():
        setattr(extract, name, value)
    extract.updated_at = at
    extract.save(update_fields=[*pncp_fields(found), "updated_at"])


@transaction.atomic
def check_publication(
    *, actor: Actor, uid: UUID, publication_uid: UUID, at: datetime
) -> Publication:
    """Another person than who registered it compared the record with the page.

    Raises Denied (the same person too), NotFound, or NotAllowed (checked before).
    """
    require(actor, permissions.CHECK_PUBLICATION)
    agreement = agreement_for_update(uid)
    found = queries.appearance_of(agreement, publication_uid)
    if found.checked_at is not None:
        raise NotAllowed(ALREADY_CHECKED)
    if is_same(found.registered_by_uid, actor.user_uid):
        raise Denied(SAME_PERSON)
    found.checked_at, found.checked_by_name = at, actor.name
    found.save(update_fields=["checked_at", "checked_by_name"])
    changes = {str(Vehicle(found.vehicle).label): ["", str(found)]}
    emit(events.PublicationChecked.of(actor, agreement, at=at, changes=changes))
    return found
