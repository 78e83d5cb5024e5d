"""The doors to facts: the row of one organisation, and the whole network in a few queries.

Nothing here opens the schema of an organisation: the centre reads what was pushed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Min, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from access.rules import Actor, require
from foundation.refusals import NotFound
from foundation.tenancy import PUBLIC, inside
from tenants import permissions
from tenants.facts.models import Drift, Facts, Recount
from tenants.facts.registry import source
from tenants.models import Organisation, Tenant
from tenants.rules import GONE_STATES, KEPT_STATES, TenantState

TALLIES = ("plans", "actions", "risks")
FACTS = "organisation__facts__"


def organisation_id_of(schema: str) -> int:
    """The organisation of a schema. Raises NotFound."""
    with inside(PUBLIC):
        found = Tenant.objects.filter(schema_name=schema).values_list("organisation_id", flat=True)
        if not found:
            raise NotFound
        return int(found[0])


def facts_for_update(organisation_id: int) -> Facts:
    """The row of an organisation, made if it is not there, locked: counts of it take turns."""
    Facts.objects.bulk_create([Facts(organisation_id=organisation_id)], ignore_conflicts=True)
    return Facts.objects.select_for_update().get(pk=organisation_id)


def facts_of(organisation: Organisation) -> Facts | None:
    """What stands of an organisation; None before its first count."""
    return Facts.objects.filter(organisation=organisation, counted_at__isnull=False).first()


def asked_before(instant: datetime) -> list[str]:
    """The schemas in work that wait for a count since before an instant."""
    waiting = Tenant.objects.filter(
        organisation__facts__asked_at__lt=instant, life=TenantState.ACTIVE
    )
    return list(waiting.values_list("schema_name", flat=True))


def to_recount(organisation: Organisation | None = None) -> QuerySet[Tenant]:
    """The organisations whose schema stands, or one of them."""
    real: QuerySet[Tenant] = Tenant.objects.filter(organisation__is_training=False)
    found = real.filter(life__in=KEPT_STATES).order_by("schema_name")
    return found if organisation is None else found.filter(organisation=organisation)


def recount_by_id(recount_id: int) -> Recount:
    """One recount."""
    return Recount.objects.select_related("organisation").get(pk=recount_id)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a recount of the network has come, and what it had to put right."""

    recount: Recount
    done: int
    drifts: int

    @property
    def is_over(self) -> bool:
        """Whether every organisation was recounted."""
        return self.done >= self.recount.total


def last_recount(actor: Actor) -> Progress | None:
    """The newest recount of the whole network. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    found = Recount.objects.filter(organisation=None).first()
    if found is None:
        return None
    done = Facts.objects.filter(recounted_at__gte=found.started_at).count()
    drifts = Drift.objects.filter(noticed_at__gte=found.started_at).count()
    return Progress(found, done, drifts)


def drifts(actor: Actor, organisation: Organisation | None = None) -> QuerySet[Drift]:
    """What recounts found wrong, newest first. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    found = Drift.objects.select_related("organisation")
    return found if organisation is None else found.filter(organisation=organisation)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the network is narrowed by; without a situation, those that have left are left out."""

    state: str = ""
    life: str = ""
    silent_days: int | None = None
    only_late: bool = False


def network(actor: Actor, wanted: Wanted, *, now: datetime) -> QuerySet[Tenant]:
    """Every organisation with its facts, the latest first; none of training. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    found: QuerySet[Tenant] = Tenant.objects.select_related("organisation__facts")
    found = found.filter(organisation__is_training=False)
    found = found.filter(life=wanted.life) if wanted.life else found.exclude(life__in=GONE_STATES)
    if wanted.state:
        found = found.filter(organisation__state=wanted.state)
    if wanted.silent_days is not None:
        before = now - timedelta(days=wanted.silent_days)
        silent = Q(**{f"{FACTS}last_activity_at__lt": before})
        found = found.filter(silent | Q(**{f"{FACTS}last_activity_at__isnull": True}))
    if wanted.only_late:
        found = found.filter(**{f"{FACTS}actions_late__gt": 0})
    return found.order_by(
        F(f"{FACTS}actions_late").desc(nulls_last=True),
        F(f"{FACTS}recommendations_late").desc(nulls_last=True),
        "organisation__name",
        "pk",
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """The network, or what filters leave of it, in sum."""

    organisations: int
    counted: int
    in_force: int
    late: int
    recommendations_open: int
    recommendations_late: int
    tallies: Mapping[str, Mapping[str, int]]
    oldest: datetime | None
    newest: datetime | None


def totals(found: QuerySet[Tenant]) -> Totals:
    """One query, whatever the number of organisations."""
    words = {name: list(getattr(source(), name)) for name in TALLIES}
    sums = found.order_by().aggregate(
        organisations=Count("pk"),
        counted=Count(f"{FACTS}counted_at"),
        in_force=Count(f"{FACTS}in_force_since_date"),
        late=sum_of("actions_late"),
        recommendations_open=sum_of("recommendations_open"),
        recommendations_late=sum_of("recommendations_late"),
        oldest=Min(f"{FACTS}counted_at"),
        newest=Max(f"{FACTS}counted_at"),
        **dict(sums_of_tallies(words)),
    )
    tallies = {
        name: {state: sums.pop(f"{name}_{state}") or 0 for state in states}
        for name, states in words.items()
    }
    return Totals(tallies=tallies, **sums)


def sum_of(figure: str) -> Sum:
    """A number, summed; 0 of nothing."""
    return Sum(f"{FACTS}{figure}", default=0)


def sums_of_tallies(words: Mapping[str, Iterable[str]]) -> Iterable[tuple[str, Any]]:
    """A sum for each state of each tally."""
    for name, states in words.items():
        for state in states:
            number = Cast(KeyTextTransform(state, f"{FACTS}{name}"), IntegerField())
            yield f"{name}_{state}", Sum(number)
