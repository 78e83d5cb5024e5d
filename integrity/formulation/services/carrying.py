"""What a new version takes with it of the programme: all that the plan in force says."""

from uuid import uuid4

from integrity.formulation.models import Plan
from integrity.formulation.queries.programme import programme_of


def copy_programme(old: Plan, made: Plan) -> None:
    """The same programme, validation and note of the head included, for the new plan."""
    found = programme_of(old)
    if found is None:
        return
    found.pk, found.uid, found.plan, found._state.adding = None, uuid4(), made, True
    found.save()
