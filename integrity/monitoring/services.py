"""The verbs of monitoring: assess the risk, recommend, rewrite, withdraw, answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.duties import Pair, is_same
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Conflict, Denied, Invalid
from integrity.execution.queries import took_part
from integrity.formulation.models import Action
from integrity.monitoring import permissions, queries
from integrity.monitoring.events import (
    RecommendationAnswered,
    RecommendationIssued,
    RecommendationRewritten,
    RecommendationWithdrawn,
    RiskAssessed,
)
from integrity.monitoring.models import Recommendation, RiskAssessment
from integrity.monitoring.rules import (
    RECOMMENDATION_FLOW,
    RecommendationState,
    Risk,
    Source,
    text_fault,
)
from people.services import keep_apart


@transaction.atomic
def assess_risk(
    *,
    actor: Actor,
    uid: UUID,
    level: str,
    reason: str,
    at: datetime,
    accepted_reason: str = "",
) -> RiskAssessment:
    """Say how likely it is that the action is not carried out; earlier assessments stay."""
    require(actor, permissions.ASSESS_RISK)
    action = queries.action_for_update(actor, uid)
    keep_from_own_work(actor, action, accepted_reason, at)
    faults = {"reason": text_fault(reason, "Diga por que o risco é este.")}
    faults["level"] = "" if level in Risk.values else "Escolha o risco."
    _refuse(faults)
    before = queries.risk_history(action).first()
    assessment = RiskAssessment.objects.create(
        action=action,
        level=level,
        reason=reason.strip(),
        assessed_at=at,
        assessed_by=actor.name,
    )
    old = str(before) if before else ""
    emit(
        RiskAssessed.of(
            actor,
            action,
            at=at,
            changes={"Risco de não implementação": [old, Risk(level).label]},
            reason=reason.strip(),
        )
    )
    return assessment


@transaction.atomic
def recommend(
    *, actor: Actor, uid: UUID, text: str, at: datetime, accepted_reason: str = ""
) -> Recommendation:
    """The commission recommends on an action. Raises Denied, NotFound or Invalid."""
    require(actor, permissions.RECOMMEND)
    action = queries.action_for_update(actor, uid)
    keep_from_own_work(actor, action, accepted_reason, at)
    return issue_recommendation(
        actor=actor, action=action, source=Source.COMMISSION, text=text, at=at
    )


def keep_from_own_work(actor: Actor, action: Action, reason: str, at: datetime) -> None:
    """Who carries an action out does not evaluate it, unless the organisation only warns."""
    keep_apart(
        actor=actor,
        pair=Pair.EXECUTE_EVALUATE,
        joins=took_part(actor.user_id, action),
        reason=reason,
        subject=action,
        at=at,
    )


def issue_recommendation(
    *, actor: Actor, action: Action, source: Source, text: str, at: datetime
) -> Recommendation:
    """What the verbs of both sources share, inside their transaction and after their checks."""
    _refuse({"text": text_fault(text, "Escreva a recomendação.")})
    made = Recommendation.objects.create(
        action=action,
        source=source,
        text=text.strip(),
        author_id=actor.user_id,
        author_name=actor.name,
        issued_at=at,
    )
    emit(
        RecommendationIssued.of(
            actor,
            action,
            at=at,
            changes={f"Recomendação ({source.label})": ["", made.text]},
            recommendation_uid=made.uid,
        )
    )
    return made


@transaction.atomic
def rewrite_recommendation(
    *, actor: Actor, uid: UUID, version: int, text: str, at: datetime
) -> Recommendation:
    """The author corrects the text while nobody has answered (P105, N5)."""
    found = _own(actor, uid)
    RECOMMENDATION_FLOW.after("rewrite", RecommendationState(found.state))
    _refuse({"text": text_fault(text, "Escreva a recomendação.")})
    if found.version != version:
        raise Conflict({"Recomendação": (text, found.text)})
    old, found.text = found.text, text.strip()
    found.version += 1
    found.save(update_fields=["text", "version"])
    emit(
        RecommendationRewritten.of(
            actor, found.action, at=at, changes={"Recomendação": [old, found.text]}
        )
    )
    return found


@transaction.atomic
def withdraw_recommendation(
    *, actor: Actor, uid: UUID, reason: str, at: datetime
) -> Recommendation:
    """The author takes it back while nobody has answered; the row stays."""
    found = _own(actor, uid)
    after = RECOMMENDATION_FLOW.after("withdraw", RecommendationState(found.state))
    _refuse({"reason": text_fault(reason, "Diga por que a recomendação é retirada.")})
    found.state = after
    found.withdrawal_reason = reason.strip()
    found.version += 1
    found.save(update_fields=["state", "withdrawal_reason", "version"])
    emit(
        RecommendationWithdrawn.of(
            actor,
            found.action,
            at=at,
            changes={"Recomendação": [found.text, ""]},
            reason=reason.strip(),
        )
    )
    return found


@transaction.atomic
def answer_recommendation(
    *, actor: Actor, uid: UUID, answer: str, at: datetime, accepted_reason: str = ""
) -> Recommendation:
    """The executor of the action's unit answers, once (P89, P90).

    Raises Denied, NotFound, NotAllowed when it was answered, or Invalid.
    """
    require(actor, permissions.ANSWER)
    found = queries.recommendation_for_update(actor, uid)
    after = RECOMMENDATION_FLOW.after("answer", RecommendationState(found.state))
    _refuse({"answer": text_fault(answer, "Escreva a resposta.")})
    keep_apart(
        actor=actor,
        pair=Pair.RECOMMEND_ANSWER,
        joins=is_same(found.author_id, actor.user_id),
        reason=accepted_reason,
        subject=found.action,
        at=at,
    )
    found.state = after
    found.answer = answer.strip()
    found.answered_by = actor.name
    found.answered_at = at
    found.version += 1
    found.save(update_fields=["state", "answer", "answered_by", "answered_at", "version"])
    emit(
        RecommendationAnswered.of(
            actor,
            found.action,
            at=at,
            changes={"Resposta": ["", found.answer]},
            recommendation_uid=found.uid,
        )
    )
    return found


def _own(actor: Actor, uid: UUID) -> Recommendation:
    require(actor, permissions.AUTHOR)
    found = queries.recommendation_for_update(actor, uid)
    check_author(actor, found)
    return found


def check_author(actor: Actor, found: Recommendation) -> None:
    """Raise Denied unless the actor wrote it, under a profile that writes its source."""
    if actor.user_id is None or found.author_id != actor.user_id:
        raise Denied("Só quem fez a recomendação pode alterá-la ou retirá-la.")
    if found.source not in permissions.SOURCES.get(actor.profile, ()):
        raise Denied


def _refuse(faults: dict[str, str]) -> None:
    found = {name: [sentence] for name, sentence in faults.items() if sentence}
    if found:
        raise Invalid(found)
