"""How far a new organisation has come, counted from what is there."""

from dataclasses import dataclass
from datetime import date

from access.models import Assignment, Unit
from access.queries import organs_of, users_holding
from access.rules import Actor, Profile
from integrity.formulation.models import Plan
from integrity.formulation.queries import approvals, methods, plans
from integrity.formulation.queries.adhesion import IN_FORCE
from integrity.formulation.rules.beginning import Stage
from integrity.formulation.rules.flows import NEXT_STATES, PlanState
from integrity.formulation.rules.gates import Gate, Place

PROGRAMME = (Place.STRATEGY, Place.DIAGNOSIS, Place.ANSWERS)
OF_PLAN: dict[Stage, tuple[Place, ...]] = {
    Stage.ADHESION: (Place.ADHESION,),
    Stage.COMMISSION: (Place.COMMISSION,),
    Stage.PROGRAMME: PROGRAMME,
    Stage.LIBRARY: (Place.AXES,),
    Stage.CHECKLIST: tuple(Place),
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """The steps that are done, and the plan that is on its way, if there is one."""

    done: frozenset[Stage]
    plan: Plan | None
    checks: tuple[Gate, ...] = ()


def prepared_by(actor: Actor) -> set[Stage]:
    """The steps that are done of the organisation as a whole."""
    done = set()
    if methods.standing().version:
        done.add(Stage.METHOD)
    if Unit.objects.exists():
        done.add(Stage.UNITS)
    if Assignment.objects.exclude(user_id=actor.user_id or 0).exists():
        done.add(Stage.PEOPLE)
    return done


def beginning_of(actor: Actor) -> Beginning | None:
    """Where the first plan within reach stands; None once one is, or was, in force."""
    found = plans.plans_of(actor).order_by("created_at", "pk")
    if found.exclude(state__in=NEXT_STATES).exists():
        return None
    done = prepared_by(actor)
    plan = found.first()
    if plan is None:
        if IN_FORCE.filter(organ__in=organs_of(actor)).exists():
            done.add(Stage.ADHESION)
        return Beginning(frozenset(done), None)
    checks = approvals.checklist(plan)
    missing = {gate.place for gate in checks if gate.binds and not gate.is_met}
    if not plan.actions.exists():
        missing.add(Place.AXES)
    done |= {stage for stage, places in OF_PLAN.items() if not missing & set(places)}
    done.add(Stage.PLAN)
    if plan.state == PlanState.APPROVED:
        done.add(Stage.APPROVAL)
    return Beginning(frozenset(done), plan, tuple(checks))


def lacking_judge(plan: Plan, today: date) -> str:
    """Whom the approval of a plan would wait for in vain; nothing where everybody is there."""
    policy = approvals.policy()
    asked = [Profile.INTERNAL_CONTROL] if policy.needs_opinion else []
    asked += [Profile.HEAD] if policy.needs_approval else []
    for profile in asked:
        if not users_holding(profile, today=today, organ_id=plan.organ_id).exists():
            return profile.value
    return ""
