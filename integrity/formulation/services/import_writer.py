"""What the report of an import shows, written into the plan."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils.timezone import make_aware

from integrity.formulation.models import Action, Axis, IntegrityRisk, Plan, SubAxis
from integrity.formulation.queries import plans, risks
from integrity.formulation.queries.existing import planned_of
from integrity.formulation.rules.importing_planned import typed
from integrity.formulation.rules.lines import ImportReport, Line, Verdict
from integrity.formulation.rules.planning import milestones_of, period_faults, read_day
from integrity.formulation.rules.risks import Judgement
from integrity.formulation.rules.sheets import ACTIONS, AXES, RISKS, SUB_AXES
from integrity.formulation.services.risks import assess


class Writer:
    """Writes the lines of a report into a plan, looking every name up once."""

    def __init__(self, plan: Plan, at: datetime) -> None:
        self.plan = plan
        self.at = at
        self.axes: dict[str, Axis] = {axis.title: axis for axis in plan.axes.all()}
        self.sub_axes = {
            (each.axis.title, each.title): each
            for each in SubAxis.objects.filter(axis__plan=plan).select_related("axis")
        }
        self.actions = {action.number: action for action in plan.actions.all()}
        self.units = {str(unit): unit for unit in plans.units_of(plan)}
        self.people = {str(each.uid): each for each in risks.people_of(plan)}

    def write(self, report: ImportReport) -> None:
        """Axes before sub-axes before actions; refused lines are passed over."""
        for line in report.accepted(AXES.title):
            self._axis(line)
        for line in report.accepted(SUB_AXES.title):
            self._sub_axis(line)
        for line in report.accepted(ACTIONS.title):
            self._action(line)
        for line in report.accepted(RISKS.title):
            if line.verdict is Verdict.MAKE:
                self._risk(line.content)

    def _axis(self, line: Line) -> None:
        title, description = line.content["title"], line.content["description"]
        if line.verdict is Verdict.MAKE:
            self.axes[title] = Axis.objects.create(
                plan=self.plan, title=title, description=description, position=len(self.axes)
            )
        elif description:
            axis = self.axes[title]
            axis.description = description
            axis.save(update_fields=["description"])

    def _sub_axis(self, line: Line) -> None:
        axis = self.axes[line.content["axis"]]
        key = (axis.title, line.content["title"])
        if line.verdict is Verdict.MAKE:
            self.sub_axes[key] = SubAxis.objects.create(
                axis=axis,
                title=line.content["title"],
                description=line.content["description"],
                position=len(self.sub_axes),
            )
        elif line.content["description"]:
            sub_axis = self.sub_axes[key]
            sub_axis.description = line.content["description"]
            sub_axis.save(update_fields=["description"])

    def _action(self, line: Line) -> None:
        content = line.content
        axis = self.axes[content["axis"]]
        action = self.actions.get(content["number"]) or Action(
            plan=self.plan,
            axis=axis,
            number=content["number"],
            title=content["title"],
            created_at=self.at,
            version=0,
        )
        for name in ("description", "objective", "expected_benefit"):
            if content.get(name):
                setattr(action, name, content[name])
        if content.get("sub_axis"):
            action.sub_axis = self.sub_axes[(axis.title, content["sub_axis"])]
        if unit := self.units.get(content.get("executing_unit", "")):
            action.executing_unit = unit
        self._plan_for(action, content.get("planned", {}))
        action.version += 1
        action.updated_at = self.at
        action.save()
        self.actions[action.number] = action
        names = content.get("supporting_units", [])
        action.supporting_units.add(*(self.units[each] for each in names if each in self.units))

    def _plan_for(self, action: Action, said: Mapping[str, Any]) -> None:
        """What the row says of days, people and amounts, unless the plan contradicts it."""
        given = {**planned_of(action), **said}
        faults = period_faults(
            given.get("kind", ""),
            read_day(given.get("planned_start", "")),
            read_day(given.get("planned_end", "")),
            milestones_of(given.get("milestones", [])),
        )
        for name, value in said.items():
            if name in faults:
                continue
            row = self.people.get(value) if name in ("responsible", "alternate") else None
            setattr(action, name, row or typed(name, value))

    def _risk(self, content: Mapping[str, Any]) -> None:
        words = ("cause", "event", "consequence", "objective", "controls")
        risk = IntegrityRisk(
            plan=self.plan,
            number=content["number"],
            created_at=self.at,
            updated_at=self.at,
            **{name: content[name] for name in (*words, "category", "subtype", "response")},
        )
        if "probability" in content:
            places = (content["probability"], content["impact"], content.get("efficacy", 0))
            assess(risk, Judgement(*places), self.at.date())
        risk.owner = self.people.get(content.get("owner", ""))
        risk.owner_unit = self.units.get(content.get("owner_unit", ""))
        if day := read_day(content.get("archived", "")):
            risk.archived_at = make_aware(datetime.combine(day, time()))
            risk.archive_reason = content["archive_reason"]
        risk.save()
        risk.actions.set([self.actions[number] for number in content["actions"]])
