"""The verbs on facts: ask for a count, push it, recount, repair and say what had drifted.

A count is never added to: the figures are counted anew under the lock of their row, so a push
that is late, comes twice or out of order leaves the truth of its own moment.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from events.models import Outbox
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.tasks import send_after_commit
from foundation.tenancy import inside
from tenants import permissions
from tenants.events import RecountStarted
from tenants.facts import queries
from tenants.facts.models import Drift, Facts, Recount
from tenants.facts.registry import source
from tenants.facts.rules import GRACE, TITLES, Figures, differences, is_on_its_way
from tenants.models import Organisation, Tenant
from tenants.upgrade import release

PAUSE_SECONDS = 5  # a burst of events within it is pushed once
BEHIND = "À espera da atualização do espaço de dados."


@transaction.atomic
def ask(*, schema: str, at: datetime) -> bool:
    """Note that something happened in a schema; whether a push was queued for it.

    While one is noted, further events queue nothing: the push reads after all of them. The lock
    is what makes that certain: a push that has already counted lets go of it first.
    """
    row = queries.facts_for_update(queries.organisation_id_of(schema))
    if row.asked_at is not None:
        return False
    row.asked_at = at
    row.save(update_fields=["asked_at"])
    send_after_commit("tenants.facts.tasks.push", in_seconds=PAUSE_SECONDS, schema=schema)
    return True


@transaction.atomic
def push(*, schema: str, at: datetime) -> bool:
    """Count what was asked for; nothing is left to do when somebody counted since."""
    row = queries.facts_for_update(queries.organisation_id_of(schema))
    if row.asked_at is None:
        return False
    with inside(schema):
        write(row, source().count(timezone.localdate(at)), at=at)
    return True


@transaction.atomic
def count(*, schema: str, at: datetime) -> Facts:
    """Count now, asked or not: an organisation was opened, restored, or made for show."""
    row = queries.facts_for_update(queries.organisation_id_of(schema))
    with inside(schema):
        figures = source().count(timezone.localdate(at))
    write(row, figures, at=at)
    return row


def write(row: Facts, figures: Figures, *, at: datetime) -> None:
    """What was counted, in its row."""
    for name in TITLES:
        setattr(row, name, getattr(figures, name))
    row.counted_at, row.asked_at = at, None
    row.save(update_fields=[*TITLES, "counted_at", "asked_at"])


@transaction.atomic
def start_recount(
    *, actor: Actor, at: datetime, organisation: Organisation | None = None
) -> Recount:
    """Have every organisation recounted, or one; workers do it after commit.

    Raises Denied, or NotAllowed where there is nothing to count.
    """
    recount = note_recount(actor=actor, at=at, organisation=organisation)
    send_after_commit("tenants.facts.tasks.recount", recount_id=recount.pk)
    return recount


@transaction.atomic
def note_recount(
    *, actor: Actor, at: datetime, organisation: Organisation | None = None
) -> Recount:
    """Write down that a recount begins, for whoever carries it out: workers, or the command."""
    require(actor, permissions.RECOUNT)
    total = queries.to_recount(organisation).count()
    if organisation is not None and not total:
        raise NotAllowed("Os dados desta organização não estão no ar: não há o que recontar.")
    recount = Recount.objects.create(
        organisation=organisation, started_at=at, started_by_name=actor.name, total=total
    )
    emit(RecountStarted.of(actor, organisation or recount, at=at))
    return recount


@transaction.atomic
def recount_one(*, tenant: Tenant, at: datetime) -> list[Drift]:
    """Count one organisation over, repair what stands, and keep what had drifted.

    Both counts are of the day of the one that stands: what is late only since this morning has
    not drifted. Neither has what an event on its way would still tell.
    """
    schema = tenant.schema_name
    row = queries.facts_for_update(tenant.organisation_id)
    counted_at, today = row.counted_at, timezone.localdate(at)
    with inside(schema):
        figures = source().count(today)
        day = timezone.localdate(counted_at) if counted_at else today
        same_day = figures if day == today else source().count(day)
        is_awaited = is_on_its_way(row.asked_at, at) or happened_since(at - GRACE)
    found: list[Drift] = []
    if counted_at is not None and not is_awaited:
        found = [
            Drift(
                organisation_id=tenant.organisation_id,
                figure=each.figure,
                stood=each.stood,
                found=each.found,
                counted_at=counted_at,
                noticed_at=at,
            )
            for each in differences(row.figures, same_day)
        ]
        Drift.objects.bulk_create(found)
    write(row, figures, at=at)
    row.recounted_at, row.fault = at, ""
    row.save(update_fields=["recounted_at", "fault"])
    return found


def happened_since(instant: datetime) -> bool:
    """Whether a fact of this schema waits for delivery, no longer than since then."""
    return Outbox.objects.filter(delivered_at=None, emitted_at__gte=instant).exists()


def recount_or_say_why(*, tenant: Tenant, at: datetime) -> list[Drift]:
    """The same; a schema that waits for its upgrade, or fails, keeps its figures and says so."""
    if release.is_behind(tenant):
        keep_fault(tenant, BEHIND)
        return []
    try:
        return recount_one(tenant=tenant, at=at)
    except Exception as error:
        keep_fault(tenant, f"{type(error).__name__}: {error}")
        raise


@transaction.atomic
def keep_fault(tenant: Tenant, fault: str) -> None:
    """Why an organisation could not be recounted, for the page of the centre."""
    row = queries.facts_for_update(tenant.organisation_id)
    row.fault = " ".join(fault.split())[:500]
    row.save(update_fields=["fault"])
