"""Publication: the state gazette makes the agreement effective, the partner's own is beside it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.duties import Pair
from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.models import Extract, Publication
from agreements.publication.rules import (
    STATE_GAZETTE,
    ExtractFacts,
    GazetteRecord,
    Vehicle,
    extract_text,
    gazette_faults,
    written,
)
from agreements.publication.services.extracts import (
    cleared,
    masked_facts,
    open_extract,
    partner_fields,
)
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update, hold_of, refuse_held
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState
from agreements.registry.services import mark_published
from documents.clearance import Decision
from documents.rules import GAZETTE_PAGE
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from people.services import keep_apart
from tenants.services import request_birth

NOT_SIGNED = "O acordo ainda não foi assinado por todos: publique depois da última assinatura."
ALREADY = "A publicação no diário do partícipe já está registrada."
SIGNED = frozenset({AgreementState.SIGNED, AgreementState.PUBLISHED})


@transaction.atomic
def register_state_gazette(
    *,
    actor: Actor,
    uid: UUID,
    record: GazetteRecord,
    file: File[bytes],
    at: datetime,
    accepted_reason: str = "",
    decision: Decision | None = None,
) -> Extract:
    """The extract came out: the agreement takes effect, the portal shows it, a birth is asked for.

    Raises Denied, NotFound, NotAllowed (not signed by all, or published already) or Invalid.
    """
    require(actor, permissions.REGISTER_PUBLICATION)
    agreement = agreement_for_update(uid)
    AGREEMENT_FLOW.after("publish", AgreementState(agreement.state))
    refuse_held(agreement, HoldStep.PUBLICATION)
    record = replace(record, gazette_name=STATE_GAZETTE)
    facts = queries.facts_of(agreement)
    check_record(record, facts, at)
    stays = cleared(facts, decision or Decision())
    keep_from_own_text(actor, agreement, accepted_reason, at)
    publication = keep_publication(actor, agreement, Vehicle.STATE, record, facts, file, at)
    agreement = mark_published(
        actor=actor, agreement=agreement, gazette_date=record.published_date, at=at
    )
    extract = open_extract(agreement, masked_facts(facts, stays), publication, stays, at)
    emit(events.ExtractPublished.of(actor, extract, at=at))
    if hold_of(agreement, HoldStep.BIRTH) is None:
        bring_in(actor=actor, agreement=agreement, at=at)
    return extract


@transaction.atomic
def bring_in(*, actor: Actor, agreement: Agreement, at: datetime) -> None:
    """Ask for the birth of the partner's place; asked twice it is the same. Raises Denied."""
    focal = agreement.request.focal
    request_birth(
        actor=actor,
        organisation=agreement.organisation,
        agreement_uid=agreement.uid,
        administrator_name=focal.name,
        administrator_email=focal.email,
        at=at,
    )


@transaction.atomic
def register_partner_gazette(
    *,
    actor: Actor,
    uid: UUID,
    record: GazetteRecord,
    file: File[bytes],
    at: datetime,
    accepted_reason: str = "",
) -> Publication:
    """The partner published in its own gazette; nothing else hangs on it.

    Raises Denied, NotFound, NotAllowed (not signed by all, or registered already) or Invalid.
    """
    require(actor, permissions.REGISTER_PUBLICATION)
    agreement = agreement_for_update(uid)
    if agreement.state not in SIGNED:
        raise NotAllowed(NOT_SIGNED)
    if queries.publication_of(agreement, Vehicle.PARTNER) is not None:
        raise NotAllowed(ALREADY)
    facts = queries.facts_of(agreement)
    check_record(record, facts, at)
    if not record.gazette_name:
        raise Invalid({"gazette_name": ["Informe o nome do diário do partícipe."]})
    keep_from_own_text(actor, agreement, accepted_reason, at)
    publication = keep_publication(actor, agreement, Vehicle.PARTNER, record, facts, file, at)
    if (extract := queries.extract_of(agreement)) is not None:
        for name, value in partner_fields(publication).items():
            setattr(extract, name, value)
        extract.updated_at = at
        extract.save(update_fields=[*partner_fields(publication), "updated_at"])
    return publication


def check_record(record: GazetteRecord, facts: ExtractFacts, at: datetime) -> None:
    """Raise Invalid with what is wrong."""
    today = timezone.localdate(at)
    if faults := gazette_faults(record, signed_date=facts.signed_date, today=today):
        raise Invalid(faults)


def keep_from_own_text(actor: Actor, agreement: Agreement, reason: str, at: datetime) -> None:
    """Who wrote an agreement does not publish it, unless CGE-MG only warns."""
    keep_apart(
        actor=actor,
        pair=Pair.WRITE_PUBLISH,
        joins=queries.is_author(actor, agreement),
        reason=reason,
        subject=agreement,
        at=at,
    )


def keep_publication(
    actor: Actor,
    agreement: Agreement,
    vehicle: Vehicle,
    record: GazetteRecord,
    facts: ExtractFacts,
    file: File[bytes] | None,
    at: datetime,
) -> Publication:
    """Save and tell: the record, its page, and the text as generated on that day."""
    publication = Publication.objects.create(
        agreement=agreement,
        vehicle=vehicle,
        file=store(actor=actor, upload=file, purpose=GAZETTE_PAGE, at=at) if file else None,
        text=extract_text(facts),
        registered_by_name=actor.name,
        registered_by_uid=actor.user_uid,
        registered_at=at,
        **asdict(record),
    )
    found = f"{record.gazette_name}, {written(record.published_date)}"
    changes = {str(vehicle.label): ["", found]}
    emit(events.PublicationRegistered.of(actor, agreement, at=at, changes=changes))
    return publication
