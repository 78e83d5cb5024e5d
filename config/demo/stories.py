"""How actions are told to have gone: what was planned, what was reported and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from access.models import Person
from access.rules import Actor
from config.demo.team import Team
from integrity.execution import queries
from integrity.execution.models import ActionExecution
from integrity.execution.rules import Kind, Progress
from integrity.execution.services.classification import classify_action
from integrity.execution.services.progress import discontinue_action, record_progress
from integrity.execution.services.responsibility import assign_responsible
from integrity.formulation.models import Action


@dataclass(frozen=True, slots=True)
class Report:
    """A record of progress, so many days ago."""

    ago: int
    percent: int
    narrative: str
    factors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The way of one action; days are counted back from today, those to come are negative."""

    number: str
    kind: Kind
    types: tuple[str, ...]
    start: int
    end: int | None = None
    classified: int = 200
    responsible: tuple[str, str] = ("", "")  # name and registration; else the executor
    budget: Decimal | None = None
    reports: Sequence[Report] = ()
    is_done: bool = False
    abandoned: str = ""


@dataclass
class Telling:
    """Carries stories out, each under the executor of its action."""

    team: Team
    executors: Sequence[Actor]

    def tell(self, story: Story) -> None:
        """Classify, name who answers, report, and maybe end it."""
        action = Action.objects.select_related("executing_unit").get(number=story.number)
        actor = self.executor_of(action)
        execution = self._classify(actor, action, story)
        execution = self._assign(actor, action, execution, story)
        for report in story.reports:
            is_last = report is story.reports[-1]
            self._report(actor, action, execution, story, report, ends=story.is_done and is_last)
            execution.refresh_from_db()
        if story.abandoned:
            self._abandon(actor, action, story)

    def executor_of(self, action: Action) -> Actor:
        """The executor of the action's unit."""
        return next(each for each in self.executors if action.executing_unit_id in each.unit_ids)

    def _day(self, ago: int) -> date:
        days = self.team.scene.days
        return days.ahead(-ago) if ago <= 0 else days.day(ago)

    def _classify(self, actor: Actor, action: Action, story: Story) -> ActionExecution:
        known = queries.types_for(self.team.organ)
        return classify_action(
            actor=actor,
            uid=action.uid,
            version=0,
            kind=story.kind,
            types=list(known.filter(name__in=story.types)),
            planned_start=self._day(story.start),
            planned_end=None if story.end is None else self._day(story.end),
            planned_budget=story.budget,
            at=self.team.scene.days.at(story.classified, 9),
        )

    def _assign(
        self, actor: Actor, action: Action, execution: ActionExecution, story: Story
    ) -> ActionExecution:
        name, registration = story.responsible
        known = {"registration_number": registration} if name else {"user_id": actor.user_id}
        person = Person.objects.filter(**known).first()
        return assign_responsible(
            actor=actor,
            uid=action.uid,
            version=execution.version,
            person=person,
            new_name="" if person else name,
            new_registration="" if person else registration,
            new_unit=None if person else action.executing_unit,
            at=self.team.scene.days.at(story.classified, 10),
        )

    def _report(
        self,
        actor: Actor,
        action: Action,
        execution: ActionExecution,
        story: Story,
        report: Report,
        *,
        ends: bool,
    ) -> None:
        days = self.team.scene.days
        known = queries.limiting_factors_for(self.team.organ)
        share = Decimal(report.percent) / 100
        record_progress(
            actor=actor,
            uid=action.uid,
            version=execution.version,
            report=Progress(
                recorded_date=days.day(report.ago),
                percent=report.percent,
                narrative=report.narrative,
                actual_start=self._day(story.start),
                actual_end=days.day(report.ago) if ends else None,
                spent_budget=story.budget * share if story.budget else None,
            ),
            limiting_factors=list(known.filter(name__in=report.factors)),
            at=days.at(report.ago, 14),
            today=days.day(report.ago),
        )

    def _abandon(self, actor: Actor, action: Action, story: Story) -> None:
        ago = min(report.ago for report in story.reports) - 10
        days = self.team.scene.days
        discontinue_action(
            actor=actor,
            uid=action.uid,
            reason=story.abandoned,
            end_date=days.day(ago),
            at=days.at(ago, 15),
            today=days.day(ago),
        )
