"""Who is told of a recommendation and of its answer; each once, however often it is delivered."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from events.registry import on
from identity.models import User
from integrity.execution.queries import execution_of, executors_of
from integrity.monitoring.events import RecommendationAnswered, RecommendationIssued
from integrity.monitoring.models import Recommendation
from integrity.monitoring.notices import ANSWERED, RECOMMENDED, TO_COMMISSION
from integrity.monitoring.rules import RecommendationState, Source
from notifications.services import notify


def _link(page: str, uid: UUID) -> str:
    """A page of monitoring; a worker knows no host, so the table of routes is named."""
    return reverse(f"monitoring:{page}", args=[uid], urlconf="config.urls.organisation")


def _found(event: RecommendationIssued | RecommendationAnswered) -> Recommendation:
    return Recommendation.objects.select_related(
        "action__executing_unit", "action__plan", "author", "action__execution__responsible__user"
    ).get(uid=event.recommendation_uid)


@on(RecommendationIssued)
def tell_who_executes(event: RecommendationIssued) -> None:
    """The responsible person and the executors of the unit (P106); of internal control, P121."""
    found = _found(event)
    if found.state == RecommendationState.WITHDRAWN:
        return
    today = timezone.localdate(event.at)
    action = found.action
    people: dict[int, User] = {}
    if action.executing_unit is not None:
        people |= {user.pk: user for user in executors_of(action.executing_unit, today=today)}
    execution = execution_of(action)
    user = execution.responsible.user if execution and execution.responsible else None
    if user is not None and user.is_active:
        people[user.pk] = user
    notify(
        people.values(),
        kind=RECOMMENDED,
        key=f"recommendation:{found.uid}:issued",
        link=_link("answer", found.uid),
        values={"origem": Source(found.source).label, "acao": str(action)},
    )
    if found.source == Source.INTERNAL_CONTROL:
        _tell_the_commission(found, today)


def _tell_the_commission(found: Recommendation, today: date) -> None:
    commission = users_holding(
        Profile.MONITORING,
        today=today,
        organ_id=found.action.plan.organ_id,
    )
    notify(
        commission,
        kind=TO_COMMISSION,
        key=f"recommendation:{found.uid}:commission",
        link=_link("action", found.action.uid),
        values={"acao": str(found.action)},
    )


@on(RecommendationAnswered)
def tell_the_author(event: RecommendationAnswered) -> None:
    """Who recommended learns that there is an answer."""
    found = _found(event)
    if found.author is None or not found.author.is_active:
        return
    notify(
        [found.author],
        kind=ANSWERED,
        key=f"recommendation:{found.uid}:answered",
        link=_link("action", found.action.uid),
        values={"acao": str(found.action)},
    )
