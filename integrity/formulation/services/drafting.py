"""What every verb that writes a part of a plan begins and ends with."""

from datetime import datetime
from uuid import UUID

from access.rules import Actor, require
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.rules.flows import NEXT_STATES, PLAN_FLOW, PlanState

CLOSED = "Este plano já foi publicado: a elaboração está encerrada."
FROZEN = "Este plano foi enviado para análise e não muda até ser devolvido."


def plan_to_draft(actor: Actor, uid: UUID) -> Plan:
    """The plan, locked for writing. Raises Denied, NotFound, or NotAllowed once published."""
    require(actor, permissions.DRAFT_PLAN)
    plan = plans.plan_for_update(actor, uid)
    check_open(plan)
    return plan


def check_open(plan: Plan) -> None:
    """Raise NotAllowed once the plan was sent to be approved, or published."""
    if not plan.is_open:
        raise NotAllowed(FROZEN if plan.state in NEXT_STATES else CLOSED)


def touch(plan: Plan, at: datetime) -> None:
    """Its content changed: the plan is in draft, and has a new version."""
    if PLAN_FLOW.allows("draft", PlanState(plan.state)):
        plan.state = PLAN_FLOW.after("draft", PlanState(plan.state))
    plan.version += 1
    plan.updated_at = at
    plan.save(update_fields=["state", "version", "updated_at"])
