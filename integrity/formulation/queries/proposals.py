"""What the method in force proposes to an action, and which actions leave that blank."""

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import methods, plans
from integrity.formulation.rules.methods import proposed


def proposed_now() -> dict[str, str]:
    """What a new action says where nobody says otherwise, by field."""
    return proposed(methods.standing().method)


def blank_in(plan: Plan, proposal: Mapping[str, str]) -> QuerySet[Action]:
    """The actions of a plan that leave something blank for which there is a proposal."""
    blank = [Q(**{name: ""}) for name in proposal]
    return plans.actions_of(plan).filter(reduce(or_, blank)) if blank else plan.actions.none()
