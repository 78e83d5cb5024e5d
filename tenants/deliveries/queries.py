"""The doors to deliveries that are stuck; no schema of an organisation is opened for a page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from access.rules import Actor, require
from events.rules import MOST_ATTEMPTS
from foundation.refusals import NotFound
from foundation.tenancy import PUBLIC
from tenants import permissions
from tenants.deliveries.models import StuckDelivery
from tenants.models import Tenant
from tenants.rules import TenantState

LATE = timedelta(minutes=15)  # what nobody has tried to deliver for so long is stuck as well


def stuck(actor: Actor) -> QuerySet[StuckDelivery]:
    """Everything that is stuck, what was given up first. Raises Denied."""
    require(actor, permissions.SEE_DELIVERIES)
    return StuckDelivery.objects.all()


def stuck_for_update(uid: UUID) -> StuckDelivery:
    """One of them, locked. Raises NotFound."""
    found = StuckDelivery.objects.select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def stuck_at(schema: str, outbox_id: int) -> StuckDelivery:
    """The same by where it waits. Raises NotFound."""
    found = StuckDelivery.objects.filter(schema_name=schema, outbox_id=outbox_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """How many are stuck, how many of them wait for a person, in how many places."""

    deliveries: int
    given_up: int
    places: int


def totals() -> Totals:
    """One query; numbers only, which every page of the centre may show."""
    return Totals(
        **StuckDelivery.objects.aggregate(
            deliveries=Count("pk"),
            given_up=Count("pk", filter=Q(attempts__gte=MOST_ATTEMPTS)),
            places=Count("schema_name", distinct=True),
        )
    )


def names_of(schemas: set[str]) -> dict[str, str]:
    """What people call the places."""
    found = Tenant.objects.filter(schema_name__in=schemas)
    return {PUBLIC: "CGE-MG"} | dict(found.values_list("schema_name", "organisation__name"))


def takes_deliveries(schema: str) -> bool:
    """Whether facts are delivered there at present."""
    open_now = Tenant.objects.filter(schema_name=schema, life=TenantState.ACTIVE)
    return schema == PUBLIC or open_now.exists()


def waiting_everywhere(at: datetime) -> list[tuple[str, int, str, datetime, int, str, datetime]]:
    """Schema, number, name, instant, attempts, error and next try of all that is stuck now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schema_name, row_id, name, emitted_at, attempts, error, due_at"
            "  FROM public.outbox_stuck(%s)",
            [at - LATE],
        )
        return list(cursor.fetchall())
