"""The plan in force whose place another takes, and what of it goes on."""

from django.db.models import QuerySet

from integrity.formulation.models import Action, Plan
from integrity.formulation.queries.joint import in_force_of
from integrity.formulation.rules.flows import ActionStatus, PlanState
from integrity.formulation.rules.revisions import OPEN_ACTIONS


def in_force_instead(plan: Plan) -> Plan | None:
    """The plan that is in force in the place of one that is over."""
    if plan.state != PlanState.SUPERSEDED:
        return None
    return Plan.objects.filter(parts__organ=plan.organ_id, state=PlanState.PUBLISHED).first()


def plans_to_replace(plan: Plan) -> list[Plan]:
    """The plans in force of its organs, locked, whose place another takes; its leader's first."""
    held = in_force_of(plan).select_for_update(of=("self",)).order_by("pk")
    return sorted(held, key=lambda each: each.organ_id != plan.organ_id)


def continued(old: Plan, new: Plan) -> dict[int, int]:
    """Which action of a plan goes on as which of the plan that was copied from it."""
    pairs = new.actions.filter(origin__plan=old).order_by("pk").values_list("origin_id", "pk")
    return dict(pairs)


def left_behind(plan: Plan) -> QuerySet[Action]:
    """The actions under way of the plan in force that do not go on in this one."""
    in_force = Action.objects.filter(plan__in=in_force_of(plan))
    going_on = plan.actions.exclude(origin=None).values("origin")
    return in_force.filter(status=ActionStatus.IN_PROGRESS).exclude(pk__in=going_on)


def open_actions(plan: Plan) -> QuerySet[Action]:
    """The actions of a plan that are neither completed nor discontinued."""
    return plan.actions.filter(status__in=OPEN_ACTIONS)
