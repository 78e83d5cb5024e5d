"""Which bodies used the sign-in with gov.br in a month, and which months were told of."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Min, Q, QuerySet

from access.rules import Actor, require
from agreements.desk import permissions
from agreements.desk.adhesions import due_day, last_day, month_of, months_owed, named
from agreements.desk.models import AdhesionReport
from agreements.registry.deadlines import DeadlineCode
from agreements.registry.models import Agreement
from agreements.registry.queries import deadline
from agreements.registry.rules import AgreementState

IN_FORCE = (AgreementState.PUBLISHED, AgreementState.ENDED)


@dataclass(frozen=True, slots=True)
class Owed:
    """A month whose report was not sent, and until when it is due."""

    month: date
    due: date
    is_late: bool

    @property
    def name(self) -> str:
        """`outubro de 2026`."""
        return named(self.month)


def adhesions(actor: Actor, month: date) -> QuerySet[Agreement]:
    """The agreements in force on some day of a month, in the order of the bodies. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    return in_force_in(month)


def in_force_in(month: date) -> QuerySet[Agreement]:
    """The same, for the clock."""
    found = Agreement.objects.filter(
        Q(end_date=None) | Q(end_date__gte=month_of(month)),
        state__in=IN_FORCE,
        start_date__lte=last_day(month),
    )
    return found.select_related("organisation").order_by("organisation__name", "pk")


def reports(actor: Actor) -> QuerySet[AdhesionReport]:
    """What was sent, the newest month first. Raises Denied."""
    require(actor, permissions.SEE_DESK)
    return AdhesionReport.objects.all()


def owed(today: date) -> list[Owed]:
    """The months not told of, the newest first."""
    since = Agreement.objects.filter(state__in=IN_FORCE).aggregate(day=Min("start_date"))["day"]
    sent = set(AdhesionReport.objects.values_list("month", flat=True))
    length = deadline(DeadlineCode.GOVBR_REPORT).value
    return [
        Owed(month, due_day(month, length), today > due_day(month, length))
        for month in months_owed(since, today, sent)
    ]


def is_asked_for() -> bool:
    """Whether this installation offers the sign-in with gov.br at all."""
    return bool(settings.GOVBR_ISSUER)
