"""The days of the actions of a plan, for formulation, which knows nothing of their execution."""

from collections.abc import Mapping
from uuid import UUID

from integrity.execution.models import ActionExecution
from integrity.formulation.models import Plan
from integrity.formulation.registry import Course


def courses(plan: Plan) -> Mapping[UUID, Course]:
    """When each action began and ended, by its uid; it is not scoped."""
    held = ActionExecution.objects.filter(action__plan=plan)
    rows = held.values_list("action__uid", "actual_start", "actual_end")
    return {uid: Course(start, end) for uid, start, end in rows}
