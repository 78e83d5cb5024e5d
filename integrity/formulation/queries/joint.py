"""The organs of a plan, who reaches it through them, and the units that they bring."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from access.models import Organ, Unit
from access.queries import organs_of
from access.rules import Actor
from foundation.refusals import NotFound
from integrity.formulation.models import Plan, PlanOrgan
from integrity.formulation.rules.joint import (
    Answer,
    Held,
    PartStage,
    joining_hindrance,
)


def within_reach(actor: Actor, plan: str = "") -> Q:
    """The plans of the organs that the actor reaches, joint ones included.

    `plan` is the way to the plan in the rows that are asked for, as in `action__plan__`.
    """
    organs = organs_of(actor)
    if actor.organ_id is None:
        return Q(**{f"{plan}organ__in": organs})
    mine = PlanOrgan.objects.filter(organ__in=organs).values("plan")
    return Q(**{f"{plan}pk__in": mine})


def parts_of(plan: Plan) -> QuerySet[PlanOrgan]:
    """The organs of a plan with what each one answered, the one that leads first."""
    return PlanOrgan.objects.filter(plan=plan).select_related("organ")


def partners_of(plan: Plan) -> QuerySet[PlanOrgan]:
    """The organs that take part beside the one that leads; none in most plans."""
    return parts_of(plan).filter(leads=False)


def organs_in(plan: Plan) -> QuerySet[PlanOrgan, Any]:
    """The organs of a plan, as a part of another query."""
    return PlanOrgan.objects.filter(plan=plan).order_by().values("organ")


def is_of(plan: Plan, organ_id: int) -> bool:
    """Whether the plan is of an organ; asks nothing for the one that leads."""
    return organ_id == plan.organ_id or organs_in(plan).filter(organ=organ_id).exists()


def part_of(plan: Plan, organ_uid: UUID) -> PlanOrgan:
    """An organ that takes part in the plan. Raises NotFound for any other."""
    found = partners_of(plan).filter(organ__uid=organ_uid).first()
    if found is None:
        raise NotFound
    return found


def reached_part(actor: Actor, plan: Plan, organ_uid: UUID) -> PlanOrgan:
    """An organ that takes part, and that the actor reaches. Raises NotFound for any other."""
    found = answered_by(actor, plan).filter(organ__uid=organ_uid).first()
    if found is None:
        raise NotFound
    return found


def answered_by(actor: Actor, plan: Plan) -> QuerySet[PlanOrgan]:
    """The organs for which the actor would answer: those it reaches that only take part."""
    return partners_of(plan).filter(organ__in=organs_of(actor))


def free_organs(plan: Plan) -> QuerySet[Organ]:
    """The organs that may be asked to take part: in use, and without a plan in draft."""
    busy = PlanOrgan.objects.filter(stage=PartStage.NEXT).values("organ")
    return Organ.objects.filter(is_active=True).exclude(pk__in=busy).exclude(pk=plan.organ_id)


def is_busy(organ: Organ) -> bool:
    """Whether a plan of the organ is in draft or in force, led by it or not."""
    live = [PartStage.NEXT, PartStage.IN_FORCE]
    return PlanOrgan.objects.filter(organ=organ, stage__in=live).exists()


def drafts_of_same_organs(plan: str) -> Exists:
    """Whether any organ of the plan of a row has one in draft, for an annotation."""
    drafts = PlanOrgan.objects.filter(stage=PartStage.NEXT)
    return Exists(drafts.filter(organ__plan_parts__plan=OuterRef(plan)))


def in_force_of(plan: Plan) -> QuerySet[Plan]:
    """The plans in force of the organs of this one: of its leader first, then of the others."""
    held = PlanOrgan.objects.filter(organ__in=organs_in(plan), stage=PartStage.IN_FORCE)
    return Plan.objects.filter(pk__in=held.values("plan")).select_related("organ")


def hindrances(plan: Plan, organs: Iterable[Organ]) -> list[str]:
    """Why some of the organs cannot be of the plan; nothing where all can."""
    asked = list(organs)
    whole = {str(each.organ) for each in parts_of(plan)} | {str(each) for each in asked}
    held = _in_force([each.pk for each in asked])
    found = (joining_hindrance(str(each), held.get(each.pk), whole) for each in asked)
    return [each for each in found if each]


def _in_force(organs: list[int]) -> dict[int, Held]:
    """The plan in force of each organ, with who it is of."""
    rows = PlanOrgan.objects.filter(organ__in=organs, stage=PartStage.IN_FORCE)
    found = rows.select_related("plan__organ").prefetch_related("plan__parts__organ")
    return {
        each.organ_id: Held(
            each.plan.title,
            str(each.plan.organ),
            [str(one.organ) for one in each.plan.parts.all()],
        )
        for each in found
    }


def answers_of(plan: Plan) -> list[tuple[str, str]]:
    """Each organ that takes part, with its answer."""
    return [(str(each.organ), each.answer) for each in partners_of(plan)]


def unanswered(actor: Actor) -> QuerySet[PlanOrgan]:
    """The plans in draft that wait for the answer of an organ within reach, oldest first."""
    found = PlanOrgan.objects.filter(
        organ__in=organs_of(actor), leads=False, stage=PartStage.NEXT, answer=Answer.WAITING
    )
    return found.select_related("plan__organ", "organ").order_by("pk")


def units_named(plan: Plan) -> QuerySet[Unit]:
    """Every unit, called as the plan calls it: with its organ's name unless that leads the plan."""
    return Unit.objects.annotate(
        partner=Case(
            When(organ=plan.organ_id, then=Value("")),
            default=Coalesce(NullIf("organ__acronym", Value("")), "organ__name"),
        )
    )
