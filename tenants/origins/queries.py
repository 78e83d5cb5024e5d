"""Where each organisation's place comes from; the list is for everybody."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from notifications.links import on_host
from tenants.facts.models import Facts
from tenants.facts.registry import source
from tenants.models import Domain, Organisation, Tenant
from tenants.origins.models import OriginAct
from tenants.origins.rules import Origin
from tenants.rules import OPEN_STATES

SHOWN = ("organisation", "origin", "act", "act_date", "reason")


@dataclass(frozen=True, slots=True)
class Placed:
    """One organisation with a place, and why it has it."""

    tenant: Tenant
    origin: Origin
    act: OriginAct | None
    plans_url: str = ""


def act_of(organisation: Organisation) -> OriginAct | None:
    """The act by which an organisation has its place, if it is by one."""
    return OriginAct.objects.filter(organisation=organisation).only(*SHOWN).order_by("pk").first()


def origin_of(organisation: Organisation, act: OriginAct | None) -> Origin:
    """Why an organisation has, or may have, its place."""
    if organisation.is_training:
        return Origin.TRAINING
    return Origin(act.origin) if act else Origin.AGREEMENT


def in_the_network() -> QuerySet[Tenant]:
    """The places that stand open, of training apart, by name."""
    found: QuerySet[Tenant] = Tenant.objects.filter(
        life__in=OPEN_STATES, organisation__is_training=False
    )
    return found.select_related("organisation").order_by("organisation__name", "pk")


def placed(tenants: list[Tenant]) -> list[Placed]:
    """The same with the origin of each and where its plans are shown, in four queries."""
    addresses = plans_of(tenants)
    acts = {
        each.organisation_id: each
        for each in OriginAct.objects.filter(
            organisation__in=[tenant.organisation_id for tenant in tenants]
        ).only(*SHOWN)
    }
    return [
        Placed(each, origin_of(each.organisation, found), found, addresses.get(each.pk, ""))
        for each in tenants
        for found in [acts.get(each.organisation_id)]
    ]


def plans_of(tenants: list[Tenant]) -> dict[int, str]:
    """Where everybody reads the plans of those that show any, by the key of the place.

    That they show some is a fact which they pushed: no schema is opened for it.
    """
    showing = Facts.objects.filter(
        organisation__in=[each.organisation_id for each in tenants], plans_shown__gt=0
    ).values_list("organisation_id", flat=True)
    wanted = [each.pk for each in tenants if each.organisation_id in set(showing)]
    hosts = Domain.objects.filter(tenant__in=wanted, is_primary=True)
    path = reverse(source().shown_at, urlconf="config.urls.organisation")
    return {
        tenant: on_host(host, path) for tenant, host in hosts.values_list("tenant_id", "domain")
    }
