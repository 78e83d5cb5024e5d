"""What is monitored: the actions in reach with risk and recommendations, counted and filtered."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from access.rules import Actor, require
from foundation.refusals import NotFound
from integrity.execution import queries as execution
from integrity.execution.queries import Row
from integrity.execution.rules import ends_late, starts_late
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries.lineage import in_force_now
from integrity.formulation.rules.flows import ActionStatus
from integrity.monitoring import permissions
from integrity.monitoring.models import Recommendation, RiskAssessment
from integrity.monitoring.rules import ATTENTION_RISKS, RecommendationState, Source

SHOWN = (RecommendationState.OPEN, RecommendationState.ANSWERED)


def actions_of(actor: Actor, *, of: Plan | None = None) -> QuerySet[Action]:
    """The actions in force within reach, or those of one plan, each with its newest risk."""
    require(actor, permissions.VIEW)
    newest = RiskAssessment.objects.filter(action=OuterRef("pk")).order_by("-assessed_at", "-pk")
    return execution.actions_of(actor, of=of).annotate(risk=Subquery(newest.values("level")[:1]))


def action_by_uid(actor: Actor, uid: UUID) -> Action:
    """One of them. Raises NotFound for every other."""
    found = actions_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def action_for_update(actor: Actor, uid: UUID) -> Action:
    """The same, locked while its risk is assessed or something is recommended on it."""
    found = action_by_uid(actor, uid)
    locked = (
        Action.objects.select_for_update(of=("self",))
        .select_related("plan__organ")
        .get(pk=found.pk)
    )
    execution.must_be_in_force(locked)
    return locked


def risk_history(action: Action) -> QuerySet[RiskAssessment]:
    """Every assessment of an action that the person may see, newest first."""
    return RiskAssessment.objects.filter(action=action)


def recommendations_on(action: Action) -> QuerySet[Recommendation]:
    """What stands recommended on an action that the person may see; the withdrawn are left out."""
    return Recommendation.objects.filter(action=action, state__in=SHOWN)


def recommendations_of(actor: Actor) -> QuerySet[Recommendation]:
    """The recommendations on the actions that the actor reaches, an executor's units included."""
    reached = execution.actions_of(actor).order_by().values("pk")
    return Recommendation.objects.filter(action__in=reached, state__in=SHOWN).select_related(
        "action__plan__organ", "action__executing_unit", "author"
    )


def recommendation_by_uid(actor: Actor, uid: UUID) -> Recommendation:
    """One of them. Raises NotFound for every other."""
    found = recommendations_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def recommendation_for_update(actor: Actor, uid: UUID) -> Recommendation:
    """The same, locked: an answer and a change of the text do not cross."""
    found = recommendation_by_uid(actor, uid)
    locked = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("action__plan__organ", "author")
        .get(pk=found.pk)
    )
    execution.must_be_in_force(locked.action)
    return locked


def action_that_continues(uid: UUID) -> Action | None:
    """Where a recommendation on an earlier plan goes on; None while its plan is in force."""
    found = Recommendation.objects.filter(uid=uid).select_related("action").first()
    now = in_force_now(found.action.uid) if found else None
    return now if found and now and now.pk != found.action_id else None


def standing_for_update(plan: Plan) -> list[Recommendation]:
    """What stands recommended in a plan, locked: nobody answers or rewrites it meanwhile."""
    standing = Recommendation.objects.select_for_update(of=("self",))
    return list(standing.filter(action__plan=plan, state__in=SHOWN).order_by("issued_at", "pk"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of actions is narrowed by; an unknown word matches nothing (N4)."""

    status: str = ""
    light: str = ""
    attention: str = ""
    source: str = ""
    state: str = ""
    text: str = ""


def with_recommendation(actions: QuerySet[Action], source: str, state: str) -> QuerySet[Action]:
    """Actions on which something of that source stands in that state; each once."""
    standing = Recommendation.objects.filter(action=OuterRef("pk"), state__in=SHOWN)
    if source:
        standing = standing.filter(source=source)
    if state:
        standing = standing.filter(state=state)
    return actions.filter(Exists(standing))


def filtered(actor: Actor, wanted: Filters, *, today: date) -> list[Row]:
    """The rows within reach that match every filter, in the order of the plan."""
    found = execution.matching(actions_of(actor), text=wanted.text, status=wanted.status)
    if wanted.source or wanted.state:
        found = with_recommendation(found, wanted.source, wanted.state)
    policy = execution.policy_in_force()
    rows = [execution.row_of(action, today=today, policy=policy) for action in found]
    if wanted.light:
        rows = [row for row in rows if light_key(row) == wanted.light]
    if wanted.attention:
        rows = [row for row in rows if wanted.attention in attention_of(row, today)]
    return rows


def light_key(row: Row) -> str:
    """How the address of a list names a light."""
    return row.light.colour or "none"


def attention_of(row: Row, today: date) -> set[str]:
    """The attention points that an action raises (P98 to P100)."""
    raised = {
        "late_start": starts_late(row.course, today),
        "late_end": ends_late(row.course, today),
        "risk": getattr(row.action, "risk", None) in ATTENTION_RISKS,
    }
    return {name for name, is_raised in raised.items() if is_raised}


@dataclass(frozen=True, slots=True)
class Answers:
    """How many recommendations of a source stand, and how many were answered."""

    source: Source
    answered: int
    unanswered: int

    @property
    def total(self) -> int:
        return self.answered + self.unanswered


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of the dashboard."""

    total: int
    statuses: dict[ActionStatus, int]
    lights: Counter[str]
    attention: Counter[str]
    answers: list[Answers]
    last_change: datetime | None


def overview(actor: Actor, *, today: date) -> Overview:
    """Everything the dashboard counts, in a number of queries that does not grow with the plan."""
    policy = execution.policy_in_force()
    rows = [execution.row_of(each, today=today, policy=policy) for each in actions_of(actor)]
    by_status = Counter(row.action.status for row in rows)
    standing = Counter(recommendations_of(actor).order_by().values_list("source", "state"))
    return Overview(
        total=len(rows),
        statuses={status: by_status[status.value] for status in ActionStatus},
        lights=Counter(light_key(row) for row in rows),
        attention=Counter(point for row in rows for point in attention_of(row, today)),
        answers=[
            Answers(
                source,
                answered=standing[source.value, RecommendationState.ANSWERED.value],
                unanswered=standing[source.value, RecommendationState.OPEN.value],
            )
            for source in Source
        ],
        last_change=_last_change(actor),
    )


def _last_change(actor: Actor) -> datetime | None:
    """When somebody last wrote in monitoring (P102): a risk, a recommendation or an answer."""
    reached = execution.actions_of(actor).order_by().values("pk")
    risks = RiskAssessment.objects.filter(action__in=reached).aggregate(at=Max("assessed_at"))
    said = (
        recommendations_of(actor).order_by().aggregate(at=Max("issued_at"), on=Max("answered_at"))
    )
    return max((at for at in (risks["at"], said["at"], said["on"]) if at), default=None)
