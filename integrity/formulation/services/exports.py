"""The plan as a workbook: SisPMPI's three sheets, its risks and its organs where it has any."""

from django.utils.timezone import localdate

from access.rules import Actor, require
from documents.opendocument import write_ods
from documents.workbook import write_xlsx
from integrity.formulation import permissions
from integrity.formulation.models import Action, IntegrityRisk, Plan
from integrity.formulation.queries import plans, risks
from integrity.formulation.queries.existing import known_person, planned_of
from integrity.formulation.rules.importing_organs import LEADS, TAKES_PART
from integrity.formulation.rules.importing_planned import cells_of, typed
from integrity.formulation.rules.sheets import ACTIONS, AXES, LAYOUTS, ORGANS, RISKS, SUB_AXES

Rows = list[list[object]]
TYPED = ("planned_start", "planned_end", "planned_budget")


def plan_workbook(*, actor: Actor, plan: Plan) -> bytes:
    """The workbook of a plan that the actor sees, drafted or published (P64). Raises Denied."""
    require(actor, permissions.EXPORT_PLAN)
    return write_xlsx(plan_sheets(plan))


def plan_open_document(*, actor: Actor, plan: Plan) -> bytes:
    """The same in the open format. Raises Denied."""
    require(actor, permissions.EXPORT_PLAN)
    return write_ods(plan_sheets(plan))


def plan_sheets(plan: Plan) -> dict[str, Rows]:
    """The rows of each sheet, the first one being its headings."""
    axes = list(plans.axes_of(plan))
    rows: dict[str, Rows] = {each.title: [list(each.columns.values())] for each in LAYOUTS}
    rows[AXES.title] += [[axis.title, axis.description] for axis in axes]
    rows[SUB_AXES.title] += [
        [axis.title, each.title, each.description] for axis in axes for each in axis.sub_axes.all()
    ]
    rows[ACTIONS.title] += [_action(action) for action in plans.actions_of(plan)]
    found = [_risk(risk) for risk in risks.risks_of(plan).prefetch_related("actions")]
    if found:
        rows[RISKS.title] = [list(RISKS.columns.values()), *found]
    if plan.partners:
        rows[ORGANS.title] = [list(ORGANS.columns.values()), [plan.organ.name, LEADS]]
        rows[ORGANS.title] += [[name, TAKES_PART] for name in plan.partners]
    return rows


def _action(action: Action) -> list[object]:
    named = [each for each in (action.responsible, action.alternate) if each]
    people = {str(each.uid): known_person(each).cell for each in named}
    said = planned_of(action)
    cells: dict[str, object] = {
        "axis": action.axis.title,
        "sub_axis": action.sub_axis.title if action.sub_axis else "",
        "number": action.number,
        "title": action.title,
        "description": action.description,
        "executing_unit": str(action.executing_unit) if action.executing_unit else "",
        "objective": action.objective,
        "expected_benefit": action.expected_benefit,
        "supporting_units": "; ".join(str(unit) for unit in action.supporting_units.all()),
        **cells_of(said, people),
        **{name: typed(name, said[name]) for name in TYPED if name in said},
    }
    return [cells[name] for name in ACTIONS.columns]


def _risk(risk: IntegrityRisk) -> list[object]:
    given = risk.assessment or {}
    cells: dict[str, object] = {
        "number": risk.label,
        **{name: given.get(f"{name}_name", "") for name in ("probability", "impact", "efficacy")},
        "actions": "; ".join(action.number for action in risk.actions.all()),
        "owner": known_person(risk.owner).cell if risk.owner else "",
        "owner_unit": str(risk.owner_unit) if risk.owner_unit else "",
        "archived": localdate(risk.archived_at) if risk.archived_at else "",
    }
    return [cells[name] if name in cells else getattr(risk, name) for name in RISKS.columns]
