"""A stage which the system cannot see: either side says that it is done, and what shows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import SYSTEM, Actor, require
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid, agreement_for_update
from agreements.registry.rules import AgreementState, Side
from agreements.work_plans import permissions, queries
from agreements.work_plans.events import (
    StageCompleted,
    StageReopened,
    StageReported,
    StagesCompleted,
)
from agreements.work_plans.evidence_queries import with_files
from agreements.work_plans.models import Stage, StageEvidence
from agreements.work_plans.rules import Responsible, StageFact, StageProof, proof_faults
from agreements.work_plans.services.evidence_files import keep_file
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

IN_FORCE = (AgreementState.PUBLISHED, AgreementState.ENDED)
NOT_IN_FORCE = "As etapas só se concluem depois que o acordo produz efeitos."
BY_ITSELF = "Esta etapa se conclui sozinha, com: {fact}."
DONE_ALREADY = "Esta etapa já está concluída."
TOLD_ALREADY = "Esta etapa já foi informada como concluída."
OF_CENTRE = "Quem cumpre esta etapa é a CGE-MG."
NOT_TOLD = "Esta etapa não foi informada como concluída."
NO_REASON = "Explique o que falta: o partícipe vai ler."


@transaction.atomic
def complete_stage(
    *, actor: Actor, uid: UUID, proof: StageProof, at: datetime, file: File[bytes] | None = None
) -> StageEvidence:
    """CGE-MG completes a stage of either side. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.COMPLETE_STAGE)
    agreement = agreement_for_update(queries.stage_by_uid(actor, uid).goal.plan.agreement.uid)
    stage = queries.stage_of(agreement, uid)
    check_completable(agreement, stage)
    found = kept(actor, agreement, stage, Side.CGE, proof, at, file)
    stage.done_date = proof.done_date
    stage.save(update_fields=["done_date"])
    told = changes_of(found)
    emit(StageCompleted.of(actor, agreement, at=at, changes=told, evidence_uid=found.uid))
    return found


@transaction.atomic
def report_stage(
    *,
    actor: Actor,
    uid: UUID,
    stage_uid: UUID,
    proof: StageProof,
    at: datetime,
    file: File[bytes] | None = None,
) -> StageEvidence:
    """The partner says that it did a stage; the centre's row follows the event.

    Raises Denied, NotFound, NotAllowed or Invalid.
    """
    require(actor, permissions.REPORT_STAGE)
    agreement = agreement_by_uid(actor, uid)
    stage = queries.stage_of(agreement, stage_uid)
    check_reportable(agreement, stage)
    found = kept(actor, agreement, stage, Side.PARTNER, proof, at, file)
    emit(StageReported.of(actor, found, at=at, changes=changes_of(found)))
    return found


@transaction.atomic
def settle_stage(*, uid: UUID, at: datetime) -> bool:
    """Complete the stage that a partner told of, when it may; asked again it changes nothing.

    The database lets an organisation tell of its own agreement alone; whether the stage belongs to
    it and to its side is looked at here again. Returns whether the stage was completed.
    """
    found = queries.evidence_by_uid(uid)
    agreement = agreement_for_update(found.agreement.uid)
    stage = found.stage
    stage.refresh_from_db(fields=["done_date"])
    is_own = (
        found.side == Side.PARTNER
        and found.organisation_id == agreement.organisation_id
        and stage.goal.plan.agreement_id == agreement.pk
    )
    why_not = why_not_reportable(stage) or why_not_completable(agreement, stage)
    if not is_own or found.withdrawn_at or why_not:
        return False
    stage.done_date = found.done_date
    stage.save(update_fields=["done_date"])
    changes = {f"{stage.number} {stage}": ["", f"{found.done_date:%d/%m/%Y}"]}
    emit(StagesCompleted.of(SYSTEM, agreement, at=at, changes=changes))
    return True


@transaction.atomic
def reopen_stage(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> StageEvidence:
    """CGE-MG takes a completion back; what was told stays on record.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.COMPLETE_STAGE)
    agreement = agreement_for_update(queries.stage_by_uid(actor, uid).goal.plan.agreement.uid)
    stage = queries.stage_of(agreement, uid)
    found = check_reopenable(stage)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    found.withdrawn_at, found.withdrawal_reason = at, reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    stage.done_date = None
    stage.save(update_fields=["done_date"])
    changes = {f"{stage.number} {stage}": [f"{found.done_date:%d/%m/%Y}", ""]}
    emit(StageReopened.of(actor, found, at=at, changes=changes, reason=found.withdrawal_reason))
    return found


def check_completable(agreement: Agreement, stage: Stage) -> None:
    """Raise NotAllowed unless CGE-MG may call the stage done."""
    if why := why_not_completable(agreement, stage) or told_already(stage):
        raise NotAllowed(why)


def check_reportable(agreement: Agreement, stage: Stage) -> None:
    """Raise NotAllowed unless the partner may call the stage done."""
    if why := why_not_reportable(stage) or why_not_completable(agreement, stage):
        raise NotAllowed(why)
    if why := told_already(stage):
        raise NotAllowed(why)


def check_reopenable(stage: Stage) -> StageEvidence:
    """What stands of the stage. Raises NotAllowed when nothing does."""
    found = queries.evidence_of(stage)
    if found is None:
        raise NotAllowed(NOT_TOLD)
    return with_files([found])[0]


def why_not_completable(agreement: Agreement, stage: Stage) -> str:
    """Why a stage is not for anybody to complete now; nothing when it is."""
    if agreement.state not in IN_FORCE:
        return NOT_IN_FORCE
    if stage.shown_by:
        return BY_ITSELF.format(fact=StageFact(stage.shown_by).label)
    return DONE_ALREADY if stage.done_date else ""


def why_not_reportable(stage: Stage) -> str:
    """Why a stage is not for the partner to tell of; nothing when it is."""
    return OF_CENTRE if stage.responsible == Responsible.CGE else ""


def told_already(stage: Stage) -> str:
    """What is said when somebody has told of the stage and nobody took it back."""
    return TOLD_ALREADY if queries.evidence_of(stage) else ""


def kept(
    actor: Actor,
    agreement: Agreement,
    stage: Stage,
    side: Side,
    proof: StageProof,
    at: datetime,
    file: File[bytes] | None,
) -> StageEvidence:
    """What is told of a stage, stored. Raises Invalid, or NotAllowed when something stands."""
    faults = proof_faults(proof, since=agreement.start_date, today=timezone.localdate(at))
    if faults:
        raise Invalid(faults)
    found = StageEvidence(
        stage=stage,
        agreement=agreement,
        organisation=agreement.organisation,
        side=side,
        done_date=proof.done_date,
        evidence=proof.evidence.strip(),
        url=proof.url.strip(),
        given_at=at,
        given_by_name=actor.name,
    )
    if file is not None:
        keep_file(actor, found, file, at)
    try:
        with transaction.atomic():
            found.save(force_insert=True)
    except IntegrityError:  # the other side told meanwhile: an organisation locks nothing here
        raise NotAllowed(TOLD_ALREADY) from None
    return found


def changes_of(found: StageEvidence) -> dict[str, list[str]]:
    """What the journal tells of it."""
    changes = {
        f"{found.stage.number} {found.stage}": ["", f"{found.done_date:%d/%m/%Y}"],
        "evidência": ["", found.evidence],
    }
    more = {"endereço": found.url, "arquivo": found.file_name, "SHA-256": found.file_sha256}
    return changes | {name: ["", said] for name, said in more.items() if said}
