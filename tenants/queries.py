"""Which organisation answers at a host, and how far births have come."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from access.rules import Actor, require
from foundation.refusals import NotFound
from tenants import permissions
from tenants.addresses.names import HostState
from tenants.cells.models import Move
from tenants.models import Backup, Birth, Departure, Domain, Organisation, Tenant, UpgradeRun
from tenants.rules import KEPT_STATES, WRITTEN_STATES, BirthState, TenantState
from tenants.support.models import SupportSession
from tenants.upgrade import release


def tenant_at(host: str) -> Tenant | None:
    """The tenant whose (normal) host this is; an earlier host of the domain leads to the present.

    One of the organisation's own counts once it is verified, and answers by itself.
    """
    found = (
        Domain.objects.filter(domain=host, state=HostState.VERIFIED)
        .select_related("tenant__organisation")
        .first()
    )
    if found is None:
        return None
    tenant: Tenant = found.tenant
    tenant.is_at_own_host = found.is_own
    tenant.visited = under_way(tenant)
    if tenant.cell:
        tenant.label = label_of(tenant)
    if not found.is_primary and not found.is_own:
        present = Domain.objects.filter(tenant=tenant, is_primary=True).first()
        tenant.moved_to = str(present.domain) if present else ""
    return tenant


def under_way(tenant: Tenant) -> tuple[int, datetime] | None:
    """Number and last instant of the open support session: what every page there tells."""
    found = SupportSession.objects.filter(tenant=tenant, ended_at=None)
    return found.values_list("pk", "expires_at").first()


def label_of(tenant: Tenant) -> str:
    """The first part of the present host under the domain of the installation."""
    given = Domain.objects.filter(tenant=tenant, token="")
    present = given.order_by("-is_primary", F("verified_at").desc(nulls_last=True), "pk")[0]
    return str(present.domain).split(".", 1)[0]


def life_of(schema: str) -> TenantState | None:
    """The state of the organisation in a schema, or None without one."""
    found = Tenant.objects.filter(schema_name=schema).values_list("life", flat=True).first()
    return TenantState(found) if found else None


def schema_of(organisation_id: int) -> str | None:
    """Where an organisation works, while it is open."""
    found = Tenant.objects.filter(organisation_id=organisation_id, life=TenantState.ACTIVE).first()
    return str(found.schema_name) if found else None


def has_place(organisation_id: int) -> bool:
    """Whether an organisation has a place in which its people work, or will again."""
    found = Tenant.objects.filter(organisation_id=organisation_id, life__in=WRITTEN_STATES)
    return bool(found.exists())


def is_served(schema: str) -> bool:
    """Whether workers may work in a schema: preparing and active organisations, not behind."""
    served = [TenantState.PREPARING, TenantState.ACTIVE]
    found = Tenant.objects.filter(schema_name=schema, life__in=served).first()
    return found is not None and not release.is_behind(found)


def served_schemas() -> list[str]:
    """The organisations in which workers may work, places of training too."""
    served = [TenantState.PREPARING, TenantState.ACTIVE]
    found = Tenant.objects.filter(life__in=served)
    return list(found.order_by("schema_name").values_list("schema_name", flat=True))


def is_awaited(schema: str) -> bool:
    """Whether a schema is not served only because its upgrade is not through."""
    served = [TenantState.PREPARING, TenantState.ACTIVE]
    found = Tenant.objects.filter(schema_name=schema, life__in=served).first()
    return found is not None and release.is_behind(found)


def is_training(schema: str) -> bool:
    """Whether a place of training works in a schema."""
    found = Tenant.objects.filter(schema_name=schema, organisation__is_training=True)
    return bool(found.exists())


def training_in(schema: str) -> Tenant:
    """The place of training in a schema. Raises NotFound."""
    found = Tenant.objects.filter(schema_name=schema, organisation__is_training=True)
    tenant: Tenant | None = found.select_related("organisation").first()
    if tenant is None:
        raise NotFound
    return tenant


def training_of(organisation_uid: UUID) -> Tenant | None:
    """The place of an organisation, if it is one of training."""
    found = Tenant.objects.filter(organisation__uid=organisation_uid)
    tenant: Tenant | None = found.filter(organisation__is_training=True).first()
    return tenant


def host_of_schema(schema: str) -> str:
    """The primary host of an organisation. Raises NotFound without one."""
    from foundation.tenancy import PUBLIC, inside

    with inside(PUBLIC):
        found = Domain.objects.filter(tenant__schema_name=schema, is_primary=True).first()
    if found is None:
        raise NotFound
    return str(found.domain)


def tenants(actor: Actor) -> QuerySet[Tenant]:
    """Every tenant, for the centre. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    found: QuerySet[Tenant] = Tenant.objects.select_related("organisation")
    return found.order_by("organisation__name")


def tenant_for_update(actor: Actor, schema: str) -> Tenant:
    """A tenant, locked. Raises NotFound."""
    found: Tenant | None = Tenant.objects.select_for_update().filter(schema_name=schema).first()
    if found is None:
        raise NotFound
    return found


def departure_of(tenant: Tenant) -> Departure | None:
    """The departure under way of an organisation, or the one that ended its stay."""
    found = Departure.objects.filter(tenant=tenant, cancelled_at__isnull=True)
    return found.select_related("archive").first()


def departure_for_update(tenant: Tenant) -> Departure | None:
    """The departure under way, locked."""
    return (
        Departure.objects.select_for_update()
        .filter(tenant=tenant, cancelled_at__isnull=True, finished_at__isnull=True)
        .first()
    )


def move_for_update(schema: str) -> Move | None:
    """The move under way of an organisation, locked."""
    return (
        Move.objects.select_for_update(of=("self",))
        .filter(schema_name=schema, cancelled_at__isnull=True, finished_at__isnull=True)
        .select_related("archive__tenant")
        .first()
    )


def last_move(schema: str) -> Move | None:
    """The latest move of an organisation, finished or not."""
    return Move.objects.filter(schema_name=schema).first()


def departures_to_carry_out() -> QuerySet[Departure]:
    """Departures in which the next step is the worker's: to archive, or to remove."""
    under_way = Departure.objects.filter(cancelled_at__isnull=True, finished_at__isnull=True)
    return under_way.filter(Q(set_aside_at__isnull=True) | Q(confirmed_at__isnull=False)).order_by(
        "requested_at"
    )


def schemas_to_back_up() -> list[str]:
    """Every schema that stands under its own name, except those of training: a seed makes them."""
    real = Tenant.objects.filter(organisation__is_training=False)
    found = real.filter(life__in=KEPT_STATES).order_by("schema_name")
    return list(found.values_list("schema_name", flat=True))


def last_proven_backup(tenant: Tenant) -> Backup | None:
    """The archive whose restoration was proven last."""
    return (
        Backup.objects.filter(tenant=tenant, proven_at__isnull=False).order_by("-proven_at").first()
    )


def birth_of(organisation: Organisation) -> Birth | None:
    """The birth of an organisation, if it was asked for."""
    return Birth.objects.filter(organisation=organisation).first()


def birth_by_uid(actor: Actor, uid: UUID) -> Birth:
    """One birth, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.SEE_TENANTS)
    found = Birth.objects.select_related("organisation").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def unfinished_births() -> QuerySet[Birth]:
    """Births that still have a step to go, oldest first."""
    return Birth.objects.exclude(step=BirthState.DONE).order_by("requested_at")


def taken_slugs() -> set[str]:
    """Host labels in use or promised."""
    hosts = Domain.objects.filter(token="").values_list("domain", flat=True)
    return {str(host).split(".", 1)[0] for host in hosts} | set(
        Birth.objects.values_list("slug", flat=True)
    )


def organisations(actor: Actor) -> QuerySet[Organisation]:
    """Every organisation that has a place here or is on its way to one. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    return (
        Organisation.objects.filter(birth__isnull=False)
        .select_related("birth", "tenant")
        .prefetch_related("tenant__domains")
        .order_by("name")
    )


def organisation_by_uid(actor: Actor, uid: UUID) -> Organisation:
    """One of them. Raises Denied or NotFound."""
    found = organisations(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def upgrade_runs(actor: Actor) -> QuerySet[UpgradeRun]:
    """Every upgrade, the last first. Raises Denied."""
    require(actor, permissions.SEE_UPGRADES)
    found: QuerySet[UpgradeRun] = UpgradeRun.objects.all()
    return found


def upgrade_under_way() -> UpgradeRun | None:
    """The last upgrade, while it has not ended."""
    found: UpgradeRun | None = UpgradeRun.objects.filter(ended_at=None).first()
    return found


def left_behind(actor: Actor) -> list[Tenant]:
    """Organisations whose last upgrade failed, for the centre. Raises Denied."""
    require(actor, permissions.SEE_UPGRADES)
    failed = Tenant.objects.exclude(upgrade_error="").exclude(life=TenantState.DROPPED)
    return list(failed.select_related("organisation").order_by("organisation__name"))


def served_organisations() -> int:
    """Public: how many organisations are open."""
    real = Tenant.objects.filter(organisation__is_training=False)
    return int(real.filter(life=TenantState.ACTIVE).count())
