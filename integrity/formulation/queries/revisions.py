"""Requests to revise a plan: who reads them, and what stands in the way of another one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.models import Plan, RevisionRequest
from integrity.formulation.queries.joint import (
    drafts_of_same_organs,
    organs_in,
    within_reach,
)
from integrity.formulation.queries.plans import is_in_draft, plans_in_force
from integrity.formulation.rules.flows import PlanState, RevisionState
from integrity.formulation.rules.revisions import hindrance

PENDING = RevisionState.PENDING


def requests_of(actor: Actor) -> QuerySet[RevisionRequest]:
    """The requests about plans of the organs within reach, newest first. Raises Denied."""
    require(actor, permissions.VIEW_PLAN)
    return RevisionRequest.objects.filter(within_reach(actor, "plan__")).select_related(
        "plan__organ", "draft"
    )


def request_by_uid(actor: Actor, uid: UUID) -> RevisionRequest:
    """One of them. Raises NotFound for every other."""
    found = requests_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def request_for_update(actor: Actor, uid: UUID) -> RevisionRequest:
    """The same, locked after its plan: who asks, who decides and who withdraws take turns."""
    found = request_by_uid(actor, uid)
    permissions.must_lead(actor, Plan.objects.select_for_update().get(pk=found.plan_id))
    return (
        RevisionRequest.objects.select_for_update(of=("self",))
        .select_related("plan__organ")
        .get(pk=found.pk)
    )


def waiting(actor: Actor) -> QuerySet[RevisionRequest]:
    """What waits for internal control, oldest first."""
    return requests_of(actor).filter(state=PENDING).order_by("requested_at", "pk")


def hindrance_of(plan: Plan, *, but_for: RevisionRequest | None = None) -> str:
    """Why no revision of the plan can be asked for, or let, now; empty when one can."""
    pending = plan.revision_requests.filter(state=PENDING)
    if but_for is not None:
        pending = pending.exclude(pk=but_for.pk)
    return hindrance(
        PlanState(plan.state),
        is_pending=pending.exists(),
        is_in_draft=is_in_draft(organs_in(plan)),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan in force, and how the next one of its organ stands."""

    plan: Plan
    pending: RevisionRequest | None
    hindrance: str


def standings(actor: Actor) -> list[Standing]:
    """Every plan in force within reach with what is asked for it, in few queries."""
    plans = plans_in_force(actor).annotate(is_in_draft=drafts_of_same_organs("pk"))
    pending = {each.plan_id: each for each in waiting(actor)}
    return [
        Standing(
            plan,
            pending.get(plan.pk),
            hindrance(
                PlanState(plan.state),
                is_pending=plan.pk in pending,
                is_in_draft=bool(getattr(plan, "is_in_draft")),  # noqa: B009  annotated
            ),
        )
        for plan in plans
    ]
