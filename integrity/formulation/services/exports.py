"""The plan as SisPMPI's workbook: three sheets, importable again without loss."""

from access.rules import Actor, require
from documents.workbook import write_xlsx
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.rules.sheets import ACTIONS, AXES, LAYOUTS, SUB_AXES


def plan_workbook(*, actor: Actor, plan: Plan) -> bytes:
    """The workbook of a plan that the actor sees, drafted or published (P64). Raises Denied."""
    require(actor, permissions.EXPORT_PLAN)
    axes = list(plans.axes_of(plan))
    rows: dict[str, list[list[object]]] = {
        each.title: [list(each.columns.values())] for each in LAYOUTS
    }
    rows[AXES.title] += [[axis.title, axis.description] for axis in axes]
    rows[SUB_AXES.title] += [
        [axis.title, each.title, each.description] for axis in axes for each in axis.sub_axes.all()
    ]
    rows[ACTIONS.title] += [
        [
            action.axis.title,
            action.sub_axis.title if action.sub_axis else "",
            action.number,
            action.title,
            action.description,
            action.executing_unit.name if action.executing_unit else "",
            action.objective,
            action.expected_benefit,
            "; ".join(unit.name for unit in action.supporting_units.all()),
        ]
        for action in plans.actions_of(plan)
    ]
    return write_xlsx(rows)
