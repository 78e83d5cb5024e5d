"""The verbs on the life of an organisation's place, after its birth and until its end.

Writing is taken away by privileges of the database, sessions end in the transaction of the verb.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from access.duties import Pair, Stance, is_accepted
from access.rules import Actor, Capability, require
from events.registry import Event
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tasks import send_after_commit
from foundation.tenancy import inside
from tenants import events, hosts, permissions, queries
from tenants.models import Departure, Domain, Tenant
from tenants.provisioning import steering
from tenants.provisioning.birth import host_of
from tenants.rules import (
    TENANT_FLOW,
    TenantState,
    check_slug,
    first_day_of_drop,
    is_second_person,
)
from tenants.support import services as support


@dataclass(frozen=True, slots=True)
class Turn:
    """How one verb is told, who may, whether people are sent out, and what becomes of writing."""

    event: type[Event]
    capability: Capability = permissions.STEER_TENANT
    ends_sessions: bool = False
    lets_write: bool | None = None


TURNS = {
    "suspend": Turn(events.OrganisationSuspended, permissions.SUSPEND_TENANT, ends_sessions=True),
    "resume": Turn(events.OrganisationResumed, permissions.SUSPEND_TENANT),
    "freeze": Turn(events.OrganisationFrozen, lets_write=False),
    "reopen": Turn(events.OrganisationReopened, lets_write=True),
    "close": Turn(events.OrganisationClosed, ends_sessions=True),
    "recover": Turn(events.OrganisationRecovered),
}


def suspend(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Close an organisation's host until resumed and end its sessions; its data stay."""
    return turn("suspend", actor=actor, schema=schema, reason=reason, at=at)


def resume(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Open a suspended organisation again."""
    return turn("resume", actor=actor, schema=schema, reason=reason, at=at)


def freeze(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Let an organisation be read and no longer written, by the privileges of its role."""
    return turn("freeze", actor=actor, schema=schema, reason=reason, at=at)


def reopen(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Give a read-only organisation its writing back."""
    return turn("reopen", actor=actor, schema=schema, reason=reason, at=at)


def close(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Nobody of a read-only organisation gets in any more; its host says so."""
    return turn("close", actor=actor, schema=schema, reason=reason, at=at)


@transaction.atomic
def recover(*, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """Back to reading, from closed or archived: what was set aside returns to its name."""
    require(actor, permissions.STEER_TENANT)
    tenant = queries.tenant_for_update(actor, schema)
    departure = queries.departure_for_update(tenant)
    if departure is not None:
        if departure.confirmed_at is not None:
            raise NotAllowed("A eliminação já foi confirmada e não pode mais ser desfeita.")
        if departure.set_aside_at is not None:
            with connection.cursor() as cursor:
                steering.bring_back(cursor, schema, departure.trash_schema)
        departure.cancelled_at = at
        departure.save(update_fields=["cancelled_at"])
    return turn("recover", actor=actor, schema=schema, reason=reason, at=at)


@transaction.atomic
def turn(verb: str, *, actor: Actor, schema: str, reason: str, at: datetime) -> Tenant:
    """May, lock, rule, save, tell. Raises Denied, NotFound or NotAllowed."""
    chosen = TURNS[verb]
    require(actor, chosen.capability)
    tenant = queries.tenant_for_update(actor, schema)
    must_stay(tenant, verb)
    move(tenant, verb, actor=actor, event=chosen.event, reason=reason, at=at)
    if chosen.lets_write is not None:
        with connection.cursor() as cursor:
            steering.let_write(cursor, schema, allowed=chosen.lets_write)
    if chosen.ends_sessions:
        end_sessions(schema)
    return tenant


def must_stay(tenant: Tenant, verb: str) -> None:
    """Raise NotAllowed while the organisation moves, and for what would open it in two cells."""
    if queries.move_for_update(tenant.schema_name) is not None:
        raise NotAllowed("A organização está em transferência entre células.")
    if tenant.cell and verb in ("recover", "reopen"):
        raise NotAllowed(f"A organização vive agora na célula {tenant.cell}.")


def move(
    tenant: Tenant,
    verb: str,
    *,
    actor: Actor,
    event: type[Event],
    at: datetime,
    reason: str = "",
    changes: Mapping[str, list[str]] | None = None,
) -> None:
    """The state after a verb, in its row and in the journal of the centre."""
    before = TenantState(tenant.life)
    after = TENANT_FLOW.after(verb, before)
    if before == TenantState.ACTIVE:
        support.end_in(tenant, actor, at=at)
    tenant.life = after
    tenant.save(update_fields=["life"])
    told = {"situação": [before.label, after.label], **(changes or {})}
    emit(event.of(actor, tenant.organisation, at=at, reason=reason, changes=told))
    transaction.on_commit(hosts.changed)


def end_sessions(schema: str) -> None:
    """Everybody signed in at an organisation is signed out, whatever a process remembers."""
    with inside(schema):
        Session.objects.all().delete()


@transaction.atomic
def request_departure(*, actor: Actor, schema: str, reason: str, at: datetime) -> Departure:
    """Ask that a closed organisation be archived; a worker exports, proves and sets it aside.

    Asked twice it is the same departure. Raises Denied, NotFound or NotAllowed.
    """
    require(actor, permissions.END_TENANT)
    if actor.user_uid is None:
        raise Denied("Só uma pessoa com conta pode pedir o arquivamento.")
    tenant = queries.tenant_for_update(actor, schema)
    TENANT_FLOW.after("archive", TenantState(tenant.life))
    existing = queries.departure_for_update(tenant)
    if existing is not None:
        return existing
    departure = Departure.objects.create(
        tenant=tenant,
        requested_at=at,
        requested_by_uid=actor.user_uid,
        requested_by_name=actor.name,
    )
    emit(events.DepartureRequested.of(actor, tenant.organisation, at=at, reason=reason))
    send_after_commit("tenants.archive.tasks.carry_out_departure", departure_id=departure.pk)
    return departure


@transaction.atomic
def confirm_drop(*, actor: Actor, schema: str, reason: str, at: datetime) -> Departure:
    """The second person's word, once the waiting period is over; a worker then removes the data.

    Raises Denied for the person who asked, NotAllowed before the day.
    """
    require(actor, permissions.END_TENANT)
    tenant = queries.tenant_for_update(actor, schema)
    TENANT_FLOW.after("drop", TenantState(tenant.life))
    departure = queries.departure_for_update(tenant)
    if departure is None or departure.set_aside_at is None:
        raise NotAllowed("A organização ainda não foi arquivada.")
    is_second = is_second_person(departure.requested_by_uid, actor.user_uid)
    is_accepted(Pair.ARCHIVE_DROP, Stance.REFUSE, joins=not is_second, reason=reason)
    first_day = first_day_of_drop(
        timezone.localdate(departure.set_aside_at), settings.DROP_WAITING_DAYS
    )
    if timezone.localdate(at) < first_day:
        raise NotAllowed(f"A eliminação só pode ser confirmada a partir de {first_day:%d/%m/%Y}.")
    if departure.confirmed_at is None:
        departure.confirmed_at = at
        departure.confirmed_by_uid = actor.user_uid
        departure.confirmed_by_name = actor.name
        departure.save(update_fields=["confirmed_at", "confirmed_by_uid", "confirmed_by_name"])
        emit(events.DropConfirmed.of(actor, tenant.organisation, at=at, reason=reason))
    send_after_commit("tenants.archive.tasks.carry_out_departure", departure_id=departure.pk)
    return departure


@transaction.atomic
def rename_host(*, actor: Actor, schema: str, slug: str, reason: str, at: datetime) -> Domain:
    """Give an organisation another address under the domain; the one it had leads to it for ever.

    Raises Denied, NotFound, NotAllowed, or Invalid for a label that is taken or cannot be a host.
    """
    require(actor, permissions.RENAME_HOST)
    tenant = queries.tenant_for_update(actor, schema)
    if TenantState(tenant.life) not in (TenantState.ACTIVE, TenantState.READ_ONLY):
        raise NotAllowed("Só uma organização no ar muda de endereço.")
    check_slug(slug)
    before = tenant.domains.get(is_primary=True)
    own = tenant.domains.filter(domain=host_of(slug)).first()
    if own is None and slug in queries.taken_slugs():
        raise Invalid({"slug": ["Este endereço já pertence a outra organização."]})
    tenant.domains.update(is_primary=False)
    domain: Domain
    domain, _ = Domain.objects.update_or_create(
        tenant=tenant, domain=host_of(slug), defaults={"is_primary": True, "verified_at": at}
    )
    changes = {"endereço": [before.domain, domain.domain]}
    emit(events.HostRenamed.of(actor, tenant.organisation, at=at, reason=reason, changes=changes))
    transaction.on_commit(hosts.changed)
    return domain
