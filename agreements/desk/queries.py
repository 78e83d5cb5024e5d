"""What the dashboard is told by: a handful of queries, however many agreements there are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from access.rules import Actor, require
from agreements.desk import permissions
from agreements.desk.rules import (
    Course,
    Phase,
    Share,
    buckets,
    phases,
    published_in_time,
    sent_in_time,
)
from agreements.improvements.models import AnnualReport
from agreements.publication.production import ProductionState
from agreements.publication.rules import Vehicle
from agreements.registry.deadlines import DeadlineCode
from agreements.registry.models import Agreement, Hold
from agreements.registry.queries import deadline
from agreements.registry.rules import AgreementState
from agreements.registry.species import Species

SINCE_PUBLICATION = Min(
    "publications__published_date", filter=Q(publications__vehicle=Vehicle.STATE)
)
SINCE_PRODUCTION = Min(
    "productions__start_date", filter=Q(productions__state=ProductionState.CONFIRMED)
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The dashboard."""

    states: list[tuple[str, int]]
    species: list[tuple[str, int]]
    buckets: list[tuple[str, int]]
    phases: list[Phase]
    published: Share
    within: str
    reports: Share
    held: int


def desk(actor: Actor, today: date) -> Desk:
    """How all agreements stand on a day. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    within = deadline(DeadlineCode.GAZETTE)
    courses = [course_of(each) for each in agreements(actor)]
    in_force = Agreement.objects.filter(state=AgreementState.PUBLISHED, end_date__isnull=False)
    ends = [each for each in in_force.values_list("end_date", flat=True) if each]
    reports = [
        (timezone.localdate(sent_at) if sent_at else None, due)
        for sent_at, due in AnnualReport.objects.values_list("sent_at", "due_date")
    ]
    return Desk(
        states=states(),
        species=species(),
        buckets=buckets(ends, today),
        phases=phases(courses),
        published=published_in_time(courses, today, within.value),
        within=f"{within.length} {within.get_unit_display()}",
        reports=sent_in_time(reports, today),
        held=Hold.objects.filter(released_at=None).values("agreement").distinct().count(),
    )


def states() -> list[tuple[str, int]]:
    """How many agreements are in each state, in the order of the road."""
    found = dict(Agreement.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return [(str(state.label), found.get(state.value, 0)) for state in AgreementState]


def species() -> list[tuple[str, int]]:
    """How many agreements there are of each kind."""
    found = dict(Agreement.objects.order_by().values_list("species").annotate(count=Count("pk")))
    return [(str(each.label), found.get(each.value, 0)) for each in Species]


def agreements(actor: Actor) -> QuerySet[Agreement]:
    """Every agreement with the days of its road, newest first. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    found = Agreement.objects.select_related("organisation", "request")
    return found.annotate(
        published_date=SINCE_PUBLICATION,
        delivered_at=Min("deliveries__delivered_at"),
        production_date=SINCE_PRODUCTION,
    )


def course_of(agreement: Agreement) -> Course:
    """The days of one of them, as that query brought it."""
    request = agreement.request
    delivered_at = getattr(agreement, "delivered_at", None)
    return Course(
        received=timezone.localdate(request.received_at),
        admitted=timezone.localdate(request.decided_at) if request.decided_at else None,
        signed=agreement.signed_date,
        published=getattr(agreement, "published_date", None),
        delivered=timezone.localdate(delivered_at) if delivered_at else None,
        in_production=getattr(agreement, "production_date", None),
    )
