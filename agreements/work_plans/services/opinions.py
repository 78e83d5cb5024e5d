"""The legal opinion on both texts: recorded, declared or waived; and its remarks, met."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, Capability, require
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.work_plans import permissions, queries
from agreements.work_plans.events import OpinionRecorded, RemarksMet
from agreements.work_plans.models import LegalOpinion
from agreements.work_plans.opinions import (
    OPINION,
    Opinion,
    OpinionKind,
    OpinionResult,
    Standing,
    guard_fault,
    opinion_faults,
)
from agreements.work_plans.services.plans import draft_agreement
from documents.services import store
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

NO_DRAFTS = "Gere as minutas antes: o parecer é sobre uma versão dos textos."
NO_REMARKS = "O parecer mais recente não tem ressalvas à espera."


@transaction.atomic
def record_opinion(
    *, actor: Actor, uid: UUID, opinion: Opinion, file: File[bytes] | None, at: datetime
) -> LegalOpinion:
    """Keep what the legal unit says of the newest drafts.

    Raises Denied, NotFound, NotAllowed (not in draft, no drafts yet), or Invalid.
    """
    require(actor, permission_for(opinion.kind))
    agreement = draft_agreement(uid)
    hashes = latest_hashes(agreement)
    if len(hashes) < len(SignedDocument):
        raise NotAllowed(NO_DRAFTS)
    faults = opinion_faults(
        opinion,
        has_file=file is not None,
        today=timezone.localdate(at),
        outside_model=titles_outside_model(agreement),
    )
    if faults:
        raise Invalid(faults)
    individual = opinion.kind == OpinionKind.INDIVIDUAL
    values = asdict(opinion) | {
        "result": opinion.result if individual else OpinionResult.FAVOURABLE.value
    }
    found = LegalOpinion.objects.create(
        agreement=agreement,
        agreement_hash=hashes[SignedDocument.AGREEMENT],
        work_plan_hash=hashes[SignedDocument.WORK_PLAN],
        file=store(actor=actor, upload=file, purpose=OPINION, at=at) if file else None,
        recorded_at=at,
        recorded_by_name=actor.name,
        **values,
    )
    changes = {"parecer jurídico": ["", f"{found}: {found.get_result_display()}"]}
    emit(OpinionRecorded.of(actor, agreement, at=at, changes=changes))
    return found


@transaction.atomic
def meet_remarks(*, actor: Actor, uid: UUID, text: str, at: datetime) -> LegalOpinion:
    """Say how the remarks were met in the newest drafts; the opinion then stands for these.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.DECLARE_OPINION)
    agreement = draft_agreement(uid)
    found = queries.opinion_for_update(agreement)
    if found is None or found.result != OpinionResult.WITH_REMARKS:
        raise NotAllowed(NO_REMARKS)
    if not text.strip():
        raise Invalid({"text": ["Escreva como cada ressalva foi atendida."]})
    hashes = latest_hashes(agreement)
    found.remarks_met = text.strip()
    found.agreement_hash = hashes[SignedDocument.AGREEMENT]
    found.work_plan_hash = hashes[SignedDocument.WORK_PLAN]
    found.save(update_fields=["remarks_met", "agreement_hash", "work_plan_hash"])
    emit(RemarksMet.of(actor, agreement, at=at, reason=text.strip()))
    return found


def permission_for(kind: str) -> Capability:
    """Only the legal unit gives an opinion; DCI's director may declare that none is needed anew."""
    if kind == OpinionKind.INDIVIDUAL:
        return permissions.RECORD_OPINION
    return permissions.DECLARE_OPINION


def latest_hashes(agreement: Agreement) -> dict[str, str]:
    """The newest version of each text, by its hash."""
    drafts = {each: queries.latest_draft(agreement, each) for each in SignedDocument}
    return {each.value: found.text_hash for each, found in drafts.items() if found}


def opinion_fault(agreement: Agreement) -> str:
    """Why the newest drafts may not be signed for want of an opinion; empty when they may."""
    found = queries.opinions_of(agreement).first()
    standing = None
    if found is not None:
        hashes = {
            SignedDocument.AGREEMENT.value: found.agreement_hash,
            SignedDocument.WORK_PLAN.value: found.work_plan_hash,
        }
        outside = titles_outside_model(agreement) if found.is_identical else []
        standing = Standing(found.result, bool(found.remarks_met), hashes, tuple(outside))
    return guard_fault(standing, latest_hashes(agreement))


def titles_outside_model(agreement: Agreement) -> list[str]:
    """The clauses of the newest draft that do not read as the model, by their titles."""
    latest = queries.latest_draft(agreement, SignedDocument.AGREEMENT)
    if latest is None:
        return []
    clauses = queries.clauses_of(latest, timezone.localdate(latest.generated_at))
    return [each.title for each in clauses if each.key in latest.wordings]
