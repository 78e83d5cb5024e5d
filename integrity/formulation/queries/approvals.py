"""Plans sent to be approved: who reads them, what waits for whom, how this place approves."""

from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from foundation.refusals import NotAllowed, NotFound
from integrity.formulation import permissions
from integrity.formulation.models import ApprovalPolicy, Plan, Submission
from integrity.formulation.queries.adhesion import withdrawn_in
from integrity.formulation.queries.joint import within_reach
from integrity.formulation.queries.plans import facts_of
from integrity.formulation.rules.approval import Policy
from integrity.formulation.rules.flows import CURRENT_SUBMISSIONS, SubmissionState
from integrity.formulation.rules.gates import Gate, Key, gates


def policy() -> Policy:
    """How this organisation approves its plans."""
    found = ApprovalPolicy.objects.first()
    if found is None:
        return Policy()
    return Policy(found.needs_opinion, found.needs_approval, tuple(found.loose_gates))


def checklist(plan: Plan) -> list[Gate]:
    """What a plan needs before it is sent, each line binding or not as this place chose."""
    return gates(facts_of(plan), policy().loose_gates)


def withdrawn(plan: Plan) -> list[str]:
    """The organs that hold an approval back: their adhesion, which is asked here, was withdrawn."""
    return [] if Key.ADHESION in policy().loose_gates else withdrawn_in(plan)


def submissions_of(actor: Actor) -> QuerySet[Submission]:
    """What was sent of the plans within reach, newest first. Raises Denied."""
    require(actor, permissions.VIEW_PLAN)
    return (
        Submission.objects.filter(within_reach(actor, "plan__"))
        .select_related("plan__organ")
        .defer("snapshot")
    )


def submission_by_uid(actor: Actor, uid: UUID) -> Submission:
    """One of them. Raises NotFound for every other."""
    found = submissions_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def submission_for_update(actor: Actor, uid: UUID) -> Submission:
    """The same, locked after its plan: who gives an opinion, decides and recalls take turns."""
    found = submission_by_uid(actor, uid)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("organ")
    held = plan.get(pk=found.plan_id)
    permissions.must_lead(actor, held)
    locked = Submission.objects.select_for_update(of=("self",)).defer("snapshot").get(pk=found.pk)
    locked.plan = held
    return locked


def current_of(plan: Plan) -> Submission | None:
    """What is being decided of a plan, or was approved and waits to be published."""
    found = plan.submissions.filter(state__in=CURRENT_SUBMISSIONS)
    return found.defer("snapshot").first()


def approved_of(plan: Plan) -> Submission:
    """What was approved of a plan, whole. Raises NotAllowed where nothing was."""
    found = plan.submissions.filter(state=SubmissionState.APPROVED).first()
    if found is None:
        raise NotAllowed("Só se publica o que foi aprovado: envie o plano para análise.")
    return found


def awaiting(actor: Actor) -> QuerySet[Submission]:
    """What waits for somebody within reach, oldest first."""
    found = submissions_of(actor).filter(state__in=CURRENT_SUBMISSIONS)
    return found.exclude(plan__state="published").order_by("submitted_at", "pk")
