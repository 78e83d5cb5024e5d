"""Plans, their content, what is missing before publication, what an import finds there."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, When

from access.models import Unit
from access.rules import Actor, require
from audit.queries import has_done
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.models import (
    Action,
    Axis,
    Plan,
    PlanOrgan,
    SubAxis,
)
from integrity.formulation.queries import methods
from integrity.formulation.queries.adhesion import lacking_in as without_adhesion
from integrity.formulation.queries.joint import (
    answers_of,
    organs_in,
    units_named,
    within_reach,
)
from integrity.formulation.queries.programme import programme_of, values_of
from integrity.formulation.queries.validation import unanswered
from integrity.formulation.rules.asked import Asked, Lacking, lacking_in
from integrity.formulation.rules.flows import PlanState
from integrity.formulation.rules.gates import Facts
from integrity.formulation.rules.joint import PartStage
from integrity.formulation.rules.numbers import first_part
from integrity.formulation.rules.planning import ActionKind
from integrity.formulation.rules.programme import missing


def plans_of(actor: Actor) -> QuerySet[Plan]:
    """The plans of the organs that the actor reaches, those in which one only takes part included.

    Raises Denied for other profiles.
    """
    require(actor, permissions.VIEW_PLAN)
    return Plan.objects.filter(within_reach(actor)).select_related("organ")


def plans_in_force(actor: Actor) -> QuerySet[Plan]:
    """The published plans: the ones that are carried out."""
    return plans_of(actor).filter(state=PlanState.PUBLISHED)


def current_plans(actor: Actor) -> QuerySet[Plan]:
    """What is in draft and what is in force."""
    found = plans_of(actor).exclude(state=PlanState.SUPERSEDED)
    return found.prefetch_related("parts__organ")


def earlier_plans(actor: Actor) -> QuerySet[Plan]:
    """Every plan that another took the place of, newest first in each organ (P135)."""
    found = plans_of(actor).filter(state=PlanState.SUPERSEDED)
    return found.select_related("publication__file").prefetch_related("parts__organ")


def plan_by_uid(actor: Actor, uid: UUID) -> Plan:
    """One plan. Raises NotFound for another organ's."""
    plan = plans_of(actor).select_related("commission", "publication__file").filter(uid=uid).first()
    if plan is None:
        raise NotFound
    return plan


def plan_for_update(actor: Actor, uid: UUID) -> Plan:
    """One plan, locked: everybody who writes any part of a plan waits here.

    Raises Denied to who reaches only an organ that takes part in it.
    """
    plan = plans_of(actor).select_for_update(of=("self",)).filter(uid=uid).first()
    if plan is None:
        raise NotFound
    permissions.must_lead(actor, plan)
    return plan


def joint_plan_for_update(actor: Actor, uid: UUID) -> Plan:
    """The same for who answers for an organ that takes part."""
    plan = plans_of(actor).select_for_update(of=("self",)).filter(uid=uid).first()
    if plan is None:
        raise NotFound
    return plan


def plan_for_guest(pk: int) -> Plan:
    """The plan that somebody reads by a link of the validation, locked; it is not scoped."""
    return Plan.objects.select_for_update(of=("self",)).select_related("organ").get(pk=pk)


def is_in_draft(organs: Iterable[int] | QuerySet[PlanOrgan, Any]) -> bool:
    """Whether a plan of any of the organs is being written or approved."""
    return PlanOrgan.objects.filter(Q(("organ__in", organs)), stage=PartStage.NEXT).exists()


WRITING = frozenset(
    f"formulation.{part}_{done}"
    for part in ("axis", "sub_axis", "action", "risk")
    for done in ("added", "edited", "removed", "reassessed", "archived", "restored")
) | {"formulation.plan_imported"}


def is_author(actor: Actor, plan: Plan) -> bool:
    """Whether the actor wrote an axis, a sub-axis, an action or a risk of the plan."""
    written: list[QuerySet[Any]] = [
        Plan.objects.filter(pk=plan.pk),
        plan.axes.all(),
        SubAxis.objects.filter(axis__plan=plan),
        plan.actions.all(),
        plan.risks.all(),
    ]
    return any(has_done(actor.user_uid, verbs=WRITING, on=each.only("uid")) for each in written)


def axis_in(plan: Plan, uid: UUID) -> Axis:
    """An axis of the plan. Raises NotFound for another plan's."""
    axis = plan.axes.filter(uid=uid).first()
    if axis is None:
        raise NotFound
    return axis


def sub_axis_in(plan: Plan, uid: UUID) -> SubAxis:
    """A sub-axis of the plan. Raises NotFound for another plan's."""
    found = SubAxis.objects.filter(axis__plan=plan, uid=uid).select_related("axis").first()
    if found is None:
        raise NotFound
    return found


EXECUTING = "executing_unit"
NAMED = ("axis", "sub_axis", EXECUTING, "responsible", "alternate")


def actions_of(plan: Plan) -> QuerySet[Action]:
    """The actions of a plan in the order of their numbers, with the names that a page shows."""
    if not plan.partners:
        return plan.actions.select_related(*NAMED).prefetch_related("supporting_units")
    units = units_named(plan)
    return plan.actions.select_related(
        *(each for each in NAMED if each != EXECUTING)
    ).prefetch_related(Prefetch(EXECUTING, units), Prefetch("supporting_units", units))


LACKING = {
    "unidade": Q(executing_unit=None),
    "responsavel": Q(responsible=None),
    "datas": Q(planned_start=None) | (Q(planned_end=None) & ~Q(kind=ActionKind.CONTINUOUS)),
}


def matching(
    actions: QuerySet[Action], *, text: str = "", axis: UUID | None = None, lacking: str = ""
) -> QuerySet[Action]:
    """The actions that fit the filters."""
    for word in text.split():
        actions = actions.filter(Q(title__icontains=word) | Q(number__startswith=word))
    if axis:
        actions = actions.filter(axis__uid=axis)
    return actions.filter(LACKING[lacking]) if lacking in LACKING else actions


def action_in(plan: Plan, uid: UUID) -> Action:
    """An action of the plan. Raises NotFound for another plan's."""
    action = actions_of(plan).filter(uid=uid).first()
    if action is None:
        raise NotFound
    return action


def elsewhere(actor: Actor, plan: Plan) -> QuerySet[Action]:
    """The actions of every other plan that the actor sees, newest plans first."""
    others = plans_of(actor).exclude(pk=plan.pk).order_by()
    found = Action.objects.filter(plan__in=others).select_related("plan__organ", *NAMED)
    order = ("plan__organ__name", "-plan__edition", "-plan__revision", "number_key", "pk")
    return found.prefetch_related("supporting_units").order_by(*order)


def action_by_uid(actor: Actor, uid: UUID) -> Action:
    """An action of any plan that the actor sees. Raises NotFound for every other."""
    action = (
        Action.objects.filter(plan__in=plans_of(actor), uid=uid)
        .select_related("plan__organ", *NAMED)
        .prefetch_related("supporting_units")
        .first()
    )
    if action is None:
        raise NotFound
    return action_in(action.plan, uid) if action.plan.partners else action


def axes_of(plan: Plan) -> QuerySet[Axis]:
    """The axes of a plan, each with its sub-axes."""
    return plan.axes.prefetch_related(Prefetch("sub_axes"))


def grouped(plan: Plan) -> list[tuple[Axis, list[tuple[SubAxis | None, list[Action]]]]]:
    """Axes, in each its sub-axes, in each its actions; those without sub-axis come first."""
    held: defaultdict[tuple[int, int | None], list[Action]] = defaultdict(list)
    for action in actions_of(plan):
        held[(action.axis_id, action.sub_axis_id)].append(action)
    sections = []
    for axis in axes_of(plan):
        parts: list[tuple[SubAxis | None, list[Action]]] = []
        if loose := held[(axis.pk, None)]:
            parts.append((None, loose))
        parts += [(each, held[(axis.pk, each.pk)]) for each in axis.sub_axes.all()]
        sections.append((axis, parts))
    return sections


def next_number(plan: Plan) -> str:
    """The next whole number that no action of the plan begins with."""
    numbers = plan.actions.values_list("number", flat=True)
    return str(max(map(first_part, numbers), default=0) + 1)


def facts_of(plan: Plan) -> Facts:
    """What the gates of publication are judged by."""
    actions = plan.actions.order_by("number_key")
    commission = getattr(plan, "commission", None)
    programme = programme_of(plan)
    return Facts(
        members=commission.members.filter(is_active=True).count() if commission else 0,
        axes=plan.axes.count(),
        actions=actions.count(),
        without_unit=list(actions.filter(executing_unit=None).values_list("number", flat=True)),
        without_purpose=list(
            actions.filter(Q(objective=""), Q(expected_benefit="")).values_list("number", flat=True)
        ),
        sections_missing=missing(values_of(programme)),
        is_unvalidated=not plan.revision
        and (programme is None or programme.validation_start is None),
        unanswered=unanswered(plan),
        asked=asked_of(plan),
        partners=answers_of(plan),
        unadhered=without_adhesion(plan),
    )


def asked_of(plan: Plan) -> Lacking | None:
    """What the method asks for and actions lack; None where it asks for nothing."""
    asks = methods.standing().method.asks
    if not asks:
        return None
    rows = plan.actions.order_by("number_key").values("number", *Asked.values)
    return lacking_in(asks, [(row["number"], row) for row in rows])


def units_of(plan: Plan) -> QuerySet[Unit]:
    """The units that may carry out or support an action of the plan, of any of its organs."""
    if not plan.partners:
        return Unit.objects.filter(organ_id=plan.organ_id, is_active=True)
    found = units_named(plan).filter(organ__in=organs_in(plan), is_active=True)
    return found.order_by(Case(When(organ=plan.organ_id, then=0), default=1), "organ__name", "name")


def unit_in(plan: Plan, uid: UUID) -> Unit:
    """A unit that may carry out an action of the plan. Raises NotFound for any other."""
    unit = units_of(plan).filter(uid=uid).first()
    if unit is None:
        raise NotFound
    return unit
