"""Integrity risks of a plan in draft: write, correct, assess anew, put aside."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from integrity.formulation.models import IntegrityRisk, Plan
from integrity.formulation.queries import plans, risks
from integrity.formulation.risk_events import (
    RiskAdded,
    RiskArchived,
    RiskEdited,
    RiskReassessed,
    RiskRestored,
)
from integrity.formulation.rules.risks import (
    Faults,
    Judgement,
    assessed,
    is_same,
    judgement_faults,
    text_faults,
)
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.risk_words import (
    WORDS,
    RiskDraft,
    apart,
    changes_between,
    told,
    told_draft,
)

TEXTS = ("cause", "event", "consequence", "objective", "controls")
ARCHIVED = "Este risco está arquivado. Retome-o antes de alterar."


@transaction.atomic
def add_risk(
    *, actor: Actor, plan_uid: UUID, draft: RiskDraft, at: datetime, today: date
) -> IntegrityRisk:
    """A further risk of the plan. Raises Invalid by field."""
    plan = plan_to_draft(actor, plan_uid)
    _check(plan, draft)
    risk = IntegrityRisk(
        plan=plan, number=risks.next_risk_number(plan), created_at=at, updated_at=at, version=0
    )
    _write(risk, draft, at, today)
    touch(plan, at)
    emit(RiskAdded.of(actor, risk, at=at, changes=changes_between({}, told(risk))))
    return risk


@transaction.atomic
def edit_risk(
    *,
    actor: Actor,
    plan_uid: UUID,
    uid: UUID,
    version: int,
    draft: RiskDraft,
    at: datetime,
    today: date,
) -> IntegrityRisk:
    """Correct a risk. Raises Conflict with both texts when it changed since `version`."""
    plan = plan_to_draft(actor, plan_uid)
    risk = _living(risks.risk_in(plan, uid))
    before = told(risk)
    if risk.version != version:
        raise Conflict(apart(before, told_draft(draft)))
    _check(plan, draft)
    _write(risk, draft, at, today)
    touch(plan, at)
    emit(RiskEdited.of(actor, risk, at=at, changes=changes_between(before, told(risk))))
    return risk


@transaction.atomic
def reassess_risk(
    *, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime, today: date
) -> IntegrityRisk:
    """The level that the scale in force gives to the same judgement. Raises NotAllowed."""
    plan = plan_to_draft(actor, plan_uid)
    risk = _living(risks.risk_in(plan, uid))
    given = risk.assessment
    if given is None:
        raise NotAllowed("Este risco ainda não foi avaliado.")
    current = risks.scale_in_force()
    faults = judgement_faults(given["probability"], given["impact"], current.scale)
    if faults or given["efficacy"] >= len(current.scale.efficacies):
        raise NotAllowed("A escala mudou de tamanho. Edite o risco e escolha de novo na matriz.")
    before = told(risk)
    assess(risk, Judgement(given["probability"], given["impact"], given["efficacy"]), today)
    risk.version += 1
    risk.updated_at = at
    risk.save()
    touch(plan, at)
    emit(RiskReassessed.of(actor, risk, at=at, changes=changes_between(before, told(risk))))
    return risk


@transaction.atomic
def archive_risk(
    *, actor: Actor, plan_uid: UUID, uid: UUID, reason: str, at: datetime
) -> IntegrityRisk:
    """Put a risk aside; it keeps its number and its history. Raises Invalid without a reason."""
    plan = plan_to_draft(actor, plan_uid)
    risk = _living(risks.risk_in(plan, uid))
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que o risco sai do plano."]})
    _set_aside(risk, at, reason.strip(), at)
    touch(plan, at)
    emit(RiskArchived.of(actor, risk, at=at, changes={}, reason=risk.archive_reason))
    return risk


@transaction.atomic
def restore_risk(*, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime) -> IntegrityRisk:
    """A risk put aside counts again. Raises NotAllowed for one that does."""
    plan = plan_to_draft(actor, plan_uid)
    risk = risks.risk_in(plan, uid)
    if risk.archived_at is None:
        raise NotAllowed("Este risco não está arquivado.")
    _set_aside(risk, None, "", at)
    touch(plan, at)
    emit(RiskRestored.of(actor, risk, at=at))
    return risk


def _living(risk: IntegrityRisk) -> IntegrityRisk:
    if risk.archived_at is not None:
        raise NotAllowed(ARCHIVED)
    return risk


def _set_aside(risk: IntegrityRisk, since: datetime | None, reason: str, at: datetime) -> None:
    risk.archived_at, risk.archive_reason = since, reason
    risk.version += 1
    risk.updated_at = at
    risk.save(update_fields=["archived_at", "archive_reason", "version", "updated_at"])


def _write(risk: IntegrityRisk, draft: RiskDraft, at: datetime, today: date) -> None:
    for name in WORDS:
        setattr(risk, name, getattr(draft, name).strip())
    risk.owner, risk.owner_unit = draft.owner, draft.owner_unit
    if draft.probability is not None and draft.impact is not None:
        assess(risk, Judgement(draft.probability, draft.impact, draft.efficacy or 0), today)
    risk.version += 1
    risk.updated_at = at
    risk.save()
    risk.actions.set(draft.actions)


def assess(risk: IntegrityRisk, judgement: Judgement, today: date) -> None:
    """A further assessment, unless it says what the last one says."""
    current = risks.scale_in_force()
    if is_same(judgement, risk.assessment, current.version):
        return
    made = assessed(judgement, current.scale, current.version, today.isoformat())
    risk.assessments = [*risk.assessments, made]
    risk.level, risk.level_rank = made["level"], made["level_rank"]
    risk.residual, risk.is_grave = made["residual"], made["is_grave"]


def _check(plan: Plan, draft: RiskDraft) -> None:
    """Raise Invalid with everything that is wrong, by field."""
    scale = risks.scale_in_force().scale
    faults: Faults = text_faults({name: getattr(draft, name) for name in TEXTS})
    faults |= judgement_faults(draft.probability, draft.impact, scale)
    if draft.efficacy is not None and not 0 <= draft.efficacy < len(scale.efficacies):
        faults["efficacy"] = ["Escolha uma das opções."]
    if draft.owner and not risks.people_of(plan).filter(pk=draft.owner.pk).exists():
        faults["owner"] = ["Escolha uma pessoa deste órgão."]
    if draft.owner_unit and not plans.units_of(plan).filter(pk=draft.owner_unit.pk).exists():
        faults["owner_unit"] = ["Escolha uma unidade deste órgão."]
    if any(each.plan_id != plan.pk for each in draft.actions):
        faults["actions"] = ["Há ação de outro plano."]
    if faults:
        raise Invalid(faults)
