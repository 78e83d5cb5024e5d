"""A plan on its way to publication: sent, with an opinion, approved or returned, recalled."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.duties import Pair
from access.rules import Actor, Capability, require
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.approval_events import (
    OpinionGiven,
    PlanApproved,
    PlanRecalled,
    PlanReturned,
    PlanSubmitted,
)
from integrity.formulation.models import Plan, Submission
from integrity.formulation.queries import adhesion, approvals, plans
from integrity.formulation.rules.adhesion import held_back
from integrity.formulation.rules.approval import (
    NO_APPROVAL,
    WHY_RECALL,
    WHY_RETURN,
    approval_faults,
    opinion_faults,
)
from integrity.formulation.rules.flows import (
    PLAN_FLOW,
    SUBMISSION_FLOW,
    Opinion,
    PlanState,
    SubmissionState,
)
from integrity.formulation.rules.gates import is_ready
from integrity.formulation.rules.revisions import text_faults
from integrity.formulation.services.snapshot import digest_of, snapshot_of
from people.services import keep_apart

STALE = "Este envio já foi decidido: abra o plano e confira."


@transaction.atomic
def submit_plan(
    *, actor: Actor, uid: UUID, version: int, note: str = "", at: datetime
) -> Submission:
    """The commission sends its plan: what it says is frozen until it comes back.

    `version` is the one that the person read: a plan that changed since is refused (Conflict).
    What this place does not ask for is passed over. Raises Denied, NotFound or NotAllowed.
    """
    require(actor, permissions.SUBMIT_PLAN)
    plan = plans.plan_for_update(actor, uid)
    PLAN_FLOW.after("submit", PlanState(plan.state))
    if plan.version != version:
        raise Conflict({})
    adhesion.hold(plan)
    _check_gates(plan)
    snapshot, policy = snapshot_of(plan), approvals.policy()
    made = Submission.objects.create(
        plan=plan,
        number=plan.submissions.count() + 1,
        state=policy.first,
        note=note.strip(),
        submitted_by_id=actor.user_id,
        submitted_by_name=actor.name,
        submitted_at=at,
        snapshot=snapshot,
        sha256=digest_of(snapshot),
    )
    changes = _move(plan, "submit", at) | {"SHA-256 do conteúdo": ["", made.sha256]}
    emit(PlanSubmitted.of(actor, plan, at=at, changes=changes, submission_uid=made.uid))
    _pass_over(actor, made, at)
    return made


@transaction.atomic
def give_opinion(
    *,
    actor: Actor,
    uid: UUID,
    opinion: str,
    text: str,
    at: datetime,
    accepted_reason: str = "",
) -> Submission:
    """Internal control says what it thinks of a plan, once. Raises Denied, NotFound or Invalid."""
    found, after = _to_take(actor, uid, "opine", permissions.GIVE_OPINION)
    _refuse(opinion_faults(opinion, text))
    _keep_apart(actor, found, Pair.DRAFT_OPINE, accepted_reason, at)
    found.state, found.opinion, found.opinion_text = after, opinion, text.strip()
    found.opinion_by_name, found.opinion_at = actor.name, at
    found.save(update_fields=["state", "opinion", "opinion_text", "opinion_by_name", "opinion_at"])
    changes = {"Parecer": ["", str(Opinion(opinion).label)]}
    emit(
        OpinionGiven.of(
            actor,
            found.plan,
            at=at,
            changes=changes,
            reason=found.opinion_text,
            submission_uid=found.uid,
        )
    )
    _pass_over(actor, found, at)
    return found


@transaction.atomic
def approve_plan(
    *, actor: Actor, uid: UUID, reason: str = "", at: datetime, accepted_reason: str = ""
) -> Submission:
    """The head approves what was sent; against an adverse opinion, saying why.

    Raises NotAllowed after an adhesion was taken back, where the organisation asks for one.
    """
    found, _ = _to_take(actor, uid, "approve", permissions.APPROVE_PLAN)
    adhesion.hold(found.plan)
    if gone := approvals.withdrawn(found.plan):
        raise NotAllowed(held_back(gone))
    _refuse(approval_faults(found.opinion, reason))
    _keep_apart(actor, found, Pair.DRAFT_APPROVE, accepted_reason, at)
    _approve(actor, found, reason, at)
    return found


@transaction.atomic
def return_plan(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Submission:
    """The head returns a plan, also one approved and not yet published: it is drafted again."""
    found, after = _to_take(actor, uid, "return", permissions.APPROVE_PLAN)
    _refuse(text_faults("reason", reason, WHY_RETURN))
    _end(found, after, actor, reason, at)
    changes = _move(found.plan, "return", at)
    emit(
        PlanReturned.of(
            actor,
            found.plan,
            at=at,
            changes=changes,
            reason=reason.strip(),
            submission_uid=found.uid,
        )
    )
    return found


@transaction.atomic
def recall_plan(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Submission:
    """The commission takes its plan back before it is decided, to write on."""
    found, after = _to_take(actor, uid, "recall", permissions.SUBMIT_PLAN)
    _refuse(text_faults("reason", reason, WHY_RECALL))
    _end(found, after, actor, reason, at)
    changes = _move(found.plan, "return", at)
    emit(
        PlanRecalled.of(
            actor,
            found.plan,
            at=at,
            changes=changes,
            reason=reason.strip(),
            submission_uid=found.uid,
        )
    )
    return found


def _to_take(
    actor: Actor, uid: UUID, verb: str, capability: Capability
) -> tuple[Submission, SubmissionState]:
    require(actor, capability)
    found = approvals.submission_for_update(actor, uid)
    must_be_current(found)
    return found, SUBMISSION_FLOW.after(verb, SubmissionState(found.state))


def must_be_current(found: Submission) -> None:
    """Raise NotAllowed for what was sent of a plan that was published since."""
    if found.plan.state not in (PlanState.SUBMITTED, PlanState.APPROVED):
        raise NotAllowed(STALE)


def _pass_over(actor: Actor, found: Submission, at: datetime) -> None:
    """Approve at once what nobody is asked to approve here."""
    waits = found.state == SubmissionState.DECISION
    if waits and not approvals.policy().needs_approval and not approvals.withdrawn(found.plan):
        _approve(actor, found, NO_APPROVAL, at)


def _approve(actor: Actor, found: Submission, reason: str, at: datetime) -> None:
    after = SUBMISSION_FLOW.after("approve", SubmissionState(found.state))
    _end(found, after, actor, reason, at)
    changes = _move(found.plan, "approve", at) | {"SHA-256 do conteúdo": ["", found.sha256]}
    emit(
        PlanApproved.of(
            actor,
            found.plan,
            at=at,
            changes=changes,
            reason=reason.strip(),
            submission_uid=found.uid,
        )
    )


def _end(
    found: Submission, after: SubmissionState, actor: Actor, reason: str, at: datetime
) -> None:
    found.state, found.decided_by_name, found.decided_at = after, actor.name, at
    found.decision_reason = reason.strip()
    found.save(update_fields=["state", "decided_by_name", "decided_at", "decision_reason"])


def _move(plan: Plan, verb: str, at: datetime) -> dict[str, list[str]]:
    """The next state of a plan; what the journal says of it."""
    before = PlanState(plan.state)
    plan.state = after = PLAN_FLOW.after(verb, before)
    plan.version += 1
    plan.updated_at = at
    plan.save(update_fields=["state", "version", "updated_at"])
    return {"Situação": [str(before.label), str(after.label)]}


def _keep_apart(actor: Actor, found: Submission, pair: Pair, reason: str, at: datetime) -> None:
    keep_apart(
        actor=actor,
        pair=pair,
        joins=plans.is_author(actor, found.plan),
        reason=reason,
        subject=found.plan,
        at=at,
    )


def _check_gates(plan: Plan) -> None:
    found = approvals.checklist(plan)
    if not is_ready(found):
        missing = " ".join(gate.missing for gate in found if gate.binds and not gate.is_met)
        raise NotAllowed(f"O plano ainda não pode ser enviado. {missing}")


def _refuse(faults: Mapping[str, list[str]]) -> None:
    if faults:
        raise Invalid(dict(faults))
