"""What an import finds in a plan and its organ before it writes anything."""

from collections.abc import Collection
from typing import Any

from access.models import Organ, Person, Unit
from foundation.words import folded
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import joint, plans, proposals, risks
from integrity.formulation.rules.importing import Existing, ExistingAxis
from integrity.formulation.rules.importing_actions import ExistingAction
from integrity.formulation.rules.importing_organs import KnownOrgan
from integrity.formulation.rules.importing_planned import KnownPerson
from integrity.formulation.rules.importing_risks import KnownRisk
from integrity.formulation.rules.units import KnownUnit


def existing_of(plan: Plan, organs: Collection[str] = ()) -> Existing:
    """Axes, actions, units, people, risks, the scale in force, and the organs named."""
    axes = [
        ExistingAxis(
            axis.title,
            axis.description,
            {each.title: each.description for each in axis.sub_axes.all()},
        )
        for axis in plans.axes_of(plan)
    ]
    return Existing(
        axes,
        [_existing(action) for action in plans.actions_of(plan)],
        [_unit(each) for each in plans.units_of(plan)],
        [known_person(each) for each in risks.people_of(plan)],
        [KnownRisk(each.number, each.cause, each.event) for each in plan.risks.all()],
        risks.scale_in_force().scale,
        _organs(plan, organs) if organs else (),
        proposals.proposed_now(),
    )


def _unit(unit: Unit) -> KnownUnit:
    return KnownUnit(str(unit), unit.acronym)


def _organs(plan: Plan, wanted: Collection[str]) -> list[KnownOrgan]:
    """The organs of the organisation that are named, and the units that they would bring."""
    inside = {each.organ_id for each in joint.parts_of(plan)}
    free = set(joint.free_organs(plan).values_list("pk", flat=True))
    named = [
        each
        for each in Organ.objects.filter(is_active=True)
        if {folded(each.name), folded(each.acronym)} & set(wanted)
    ]
    units = joint.units_named(plan).filter(organ__in=named, is_active=True)
    return [
        KnownOrgan(
            str(each.uid),
            each.name,
            each.acronym,
            is_in=each.pk in inside,
            hindrance="" if each.pk in inside else _hindrance(plan, each, free),
            units=[_unit(unit) for unit in units if unit.organ_id == each.pk],
        )
        for each in named
    ]


def _hindrance(plan: Plan, organ: Organ, free: Collection[int]) -> str:
    if organ.pk not in free:
        return "já tem um plano em elaboração"
    return " ".join(joint.hindrances(plan, [organ]))


def known_person(person: Person) -> KnownPerson:
    """Somebody of the directory as a sheet names them."""
    return KnownPerson(str(person.uid), person.name, person.registration_number)


def _existing(action: Action) -> ExistingAction:
    return ExistingAction(
        number=action.number,
        title=action.title,
        axis=action.axis.title,
        sub_axis=action.sub_axis.title if action.sub_axis else "",
        description=action.description,
        objective=action.objective,
        expected_benefit=action.expected_benefit,
        executing_unit=str(action.executing_unit) if action.executing_unit else "",
        supporting_units=tuple(str(unit) for unit in action.supporting_units.all()),
        planned=planned_of(action),
    )


def planned_of(action: Action) -> dict[str, Any]:
    """What the plan foresees for an action in JSON's own types, without what is blank."""
    budget = action.planned_budget
    said: dict[str, Any] = {
        "kind": action.kind,
        "planned_start": action.planned_start.isoformat() if action.planned_start else "",
        "planned_end": action.planned_end.isoformat() if action.planned_end else "",
        "responsible": str(action.responsible.uid) if action.responsible else "",
        "alternate": str(action.alternate.uid) if action.alternate else "",
        "check_in": action.check_in,
        "product": action.product,
        "expected_evidence": action.expected_evidence,
        "planned_budget": "" if budget is None else f"{budget:.2f}",
        "weight": action.weight,
        "milestones": action.milestones,
        "indicators": action.indicators,
        "types": action.types,
    }
    return {name: value for name, value in said.items() if value not in ("", [], 1)}
