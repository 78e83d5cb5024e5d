"""Which hosts an organisation has, and who holds one."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from access.rules import Actor, require
from foundation.refusals import NotFound
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants import permissions
from tenants.addresses.names import HostState
from tenants.models import Domain, Tenant

EVER = datetime.min.replace(tzinfo=UTC)


def own_hosts(actor: Actor) -> list[Domain]:
    """The hosts of the organisation in whose schema the thread works. Raises Denied."""
    require(actor, permissions.MANAGE_HOSTS)
    schema = current_schema()
    with inside(PUBLIC):
        return list(hosts_of(schema))


def hosts_of(schema: str) -> QuerySet[Domain]:
    """Every host of an organisation, the primary first; those withdrawn last."""
    found: QuerySet[Domain] = Domain.objects.filter(tenant__schema_name=schema)
    return found.order_by("-is_primary", F("withdrawn_at").asc(nulls_first=True), "pk")


def host_for_update(uid: UUID, schema: str) -> Domain:
    """One host, with its tenant locked before it; of the organisation, or any for the centre.

    Raises NotFound.
    """
    found = Domain.objects.filter(uid=uid)
    if schema != PUBLIC:
        found = found.filter(tenant__schema_name=schema)
    tenant_id = found.values_list("tenant_id", flat=True).first()
    if tenant_id is None:
        raise NotFound
    Tenant.objects.select_for_update().get(pk=tenant_id)
    host: Domain = Domain.objects.select_for_update().get(uid=uid)
    return host


def holder_for_update(name: str) -> Domain | None:
    """Who asked for a host or has it; until the end of the transaction nobody else asks for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('sispmpi:host'), hashtext(%s))", [name]
        )
    found = Domain.objects.select_for_update().filter(domain=name)
    holder: Domain | None = found.exclude(state=HostState.WITHDRAWN).first()
    return holder


def given_host(hosts: Iterable[Domain]) -> Domain:
    """The present one of an organisation's hosts under the domain of the installation."""
    given = [each for each in hosts if not each.is_own]
    return max(given, key=lambda each: (each.verified_at or EVER, -each.pk))


def choosable(hosts: Sequence[Domain], *, came_by: str) -> set[int]:
    """The hosts (pk) that may become the primary one now.

    One of its own only for who came by it: the DNS proves whose it is, not that it leads here.
    """
    return {
        each.pk
        for each in hosts
        if each.state == HostState.VERIFIED
        and not each.is_primary
        and (each.domain == came_by if each.is_own else each.pk == given_host(hosts).pk)
    }
