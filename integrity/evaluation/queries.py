"""The doors to reports, and the reading of a plan that a report freezes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from access.rules import Actor, require
from audit.models import Entry
from audit.queries import entries_of_verb
from documents.models import StoredFile
from foundation.refusals import NotFound
from integrity.evaluation import permissions
from integrity.evaluation.models import MonitoringReport
from integrity.execution.models import Evidence, ProgressRecord
from integrity.execution.queries import Row, policy_in_force, published_plans, row_of
from integrity.formulation.models import Action, Plan, PlanPublication
from integrity.formulation.permissions import must_lead
from integrity.formulation.queries.joint import within_reach
from integrity.formulation.rules.flows import PlanState
from integrity.monitoring import queries as monitoring
from integrity.monitoring.models import Recommendation
from people.events import ConflictAccepted


def earlier_plans(actor: Actor) -> QuerySet[Plan]:
    """The plans within reach that another took the place of, newest first in each organ."""
    return published_plans(actor).filter(state=PlanState.SUPERSEDED)


def reported(actor: Actor, found: QuerySet[Plan]) -> QuerySet[Plan]:
    """Those on which the actor issues reports: not the joint plans that another organ leads."""
    return found if actor.organ_id is None else found.filter(organ=actor.organ_id)


def published_plan(actor: Actor, uid: UUID) -> Plan:
    """A plan within reach that is, or was, in force. Raises NotFound for every other."""
    require(actor, permissions.VIEW)
    found = published_plans(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def plan_for_update(actor: Actor, uid: UUID) -> Plan:
    """The same, locked: its reports are numbered one after the other.

    A report tells of the whole plan: Denied to an organ that only takes part in it.
    """
    found = published_plan(actor, uid)
    must_lead(actor, found)
    return Plan.objects.select_for_update(of=("self",)).select_related("organ").get(pk=found.pk)


def action_by_uid(actor: Actor, uid: UUID) -> Action:
    """An action within reach of internal control. Raises NotFound for every other."""
    require(actor, permissions.VIEW)
    return monitoring.action_by_uid(actor, uid)


def action_for_update(actor: Actor, uid: UUID) -> Action:
    """The same, locked."""
    require(actor, permissions.VIEW)
    return monitoring.action_for_update(actor, uid)


def reports_of(actor: Actor) -> QuerySet[MonitoringReport]:
    """The reports on plans of the organs within reach, newest first; old plans included."""
    require(actor, permissions.VIEW)
    return MonitoringReport.objects.filter(within_reach(actor, "plan__")).select_related(
        "plan__organ", "document__file"
    )


def report_by_uid(actor: Actor, uid: UUID) -> MonitoringReport:
    """One of them. Raises NotFound for every other."""
    found = reports_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def published_date(plan: Plan) -> date:
    """The day on which a plan was published."""
    return PlanPublication.objects.get(plan=plan).published_date


def last_number(plan: Plan) -> int:
    """The number of the newest report on a plan; 0 before the first."""
    newest = MonitoringReport.objects.filter(plan=plan).order_by("-number").first()
    return newest.number if newest else 0


def may_fetch_report(actor: Actor, file: StoredFile) -> bool:
    """Whether the file is a report that the person may see (N6)."""
    return actor.may(permissions.VIEW) and reports_of(actor).filter(document__file=file).exists()


def accepted_conflicts(plan: Plan) -> list[Entry]:
    """Where one person joined two duties of this plan and wrote why, oldest first."""
    verb = ConflictAccepted.name
    found = [*entries_of_verb(verb, [plan]), *entries_of_verb(verb, plan.actions.only("uid"))]
    return sorted(found, key=lambda each: (each.at, each.pk))


def last_day(plan: Plan, today: date) -> date:
    """Today, or the day on which another plan took this one's place: it is late no more after."""
    return localdate(plan.updated_at) if plan.state == PlanState.SUPERSEDED else today


def rows_for_report(actor: Actor, plan: Plan, *, today: date) -> Sequence[Row]:
    """Every action of the plan with all that the report tells of it, in few queries."""
    day = last_day(plan, today)
    standing = Recommendation.objects.filter(state__in=monitoring.SHOWN).order_by("issued_at", "pk")
    found = monitoring.actions_of(actor, of=plan).prefetch_related(
        "execution__involved",
        Prefetch("recommendations", queryset=standing, to_attr="standing"),
        Prefetch(
            "execution__progress",
            queryset=ProgressRecord.objects.prefetch_related("limiting_factors"),
            to_attr="records",
        ),
        Prefetch(
            "execution__evidence",
            queryset=Evidence.objects.filter(removed_at=None).select_related("file"),
            to_attr="pieces",
        ),
    )
    policy = policy_in_force()
    return [row_of(action, today=day, policy=policy) for action in found]
