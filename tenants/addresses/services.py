"""The verbs on a host of an organisation's own: ask, check, make primary, withdraw.

The registry is written as the centre writes it, in the transaction in which both journals tell.
"""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from access.rules import SYSTEM, Actor, require
from events.registry import Event
from events.services import emit
from foundation.refusals import Invalid, NotAllowed, NotFound
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants import events, hosts, permissions
from tenants import queries as registry
from tenants.addresses import queries, records
from tenants.addresses.names import HOST_FLOW, MOST, HostState, has_lapsed, own_host, record_text
from tenants.models import Domain, Tenant
from tenants.rules import KEPT_STATES, TenantState

TAKEN = "Este endereço já pertence a outra organização, ou foi pedido por ela."


@transaction.atomic
def ask_host(*, actor: Actor, host: str, at: datetime) -> Domain:
    """Ask that the organisation in whose schema the thread works answers at a host of its own.

    Raises Denied, NotAllowed, or Invalid for a name that cannot be one or belongs to another.
    """
    require(actor, permissions.MANAGE_HOSTS)
    schema = current_schema()
    name = own_host(host, bases=[settings.BASE_DOMAIN])
    with inside(PUBLIC):
        tenant = registry.tenant_for_update(actor, schema)
        must_be_active(tenant)
        make_free(name, tenant, at)
        asked = Domain.objects.filter(tenant=tenant).exclude(token="")
        if asked.exclude(state=HostState.WITHDRAWN).count() >= MOST:
            raise Invalid({"host": [f"Uma organização tem no máximo {MOST} endereços próprios."]})
        domain = Domain(
            tenant=tenant,
            domain=name,
            is_primary=False,
            state=HostState.REQUESTED,
            token=secrets.token_hex(16),
            requested_at=at,
            requested_by_name=actor.name,
        )
        domain.save(force_insert=True)
        domain.refresh_from_db(fields=["uid"])
    tell(events.HostRequested, actor, tenant, at, changes={"endereço": ["", name]})
    return domain


def make_free(name: str, tenant: Tenant, at: datetime) -> None:
    """Raise Invalid when the host is asked for or in use; a request left to lie gives way."""
    holder = queries.holder_for_update(name)
    if holder is None:
        return
    if holder.tenant_id == tenant.pk:
        raise Invalid({"host": ["A organização já pediu este endereço."]})
    asked_at = holder.requested_at
    if holder.state != HostState.REQUESTED or asked_at is None or not has_lapsed(asked_at, at):
        raise Invalid({"host": [TAKEN]})
    take_away(holder, SYSTEM, reason="Pedido sem comprovação no prazo.", at=at)


def check_host(*, actor: Actor, uid: UUID, at: datetime) -> Domain:
    """Ask the DNS for the proof and write down what it says; proven, the host opens at once.

    Raises Denied, NotFound or NotAllowed. The DNS is asked outside any transaction.
    """
    require(actor, permissions.MANAGE_HOSTS)
    found = next((each for each in queries.own_hosts(actor) if each.uid == uid), None)
    fault = fault_of(found) if found and found.state == HostState.REQUESTED else ""
    return note_check(actor=actor, uid=uid, fault=fault, at=at)


def fault_of(domain: Domain) -> str:
    """What is missing in the DNS; empty when the proof stands there."""
    try:
        texts = records.texts_at(domain.record_name)
    except records.NoAnswer as refusal:
        return f"O DNS não respondeu ({refusal}). Tente de novo em alguns minutos."
    if record_text(domain.token) in texts:
        return ""
    if not texts:
        return f"Ainda não há registro TXT em {domain.record_name}."
    return f"O registro TXT em {domain.record_name} tem outro texto."


@transaction.atomic
def note_check(*, actor: Actor, uid: UUID, fault: str, at: datetime) -> Domain:
    """What a check found: the host verified, or what is missing. Raises NotFound, NotAllowed."""
    require(actor, permissions.MANAGE_HOSTS)
    schema = current_schema()
    with inside(PUBLIC):
        domain = queries.host_for_update(uid, schema)
        must_be_active(domain.tenant)
        after = HOST_FLOW.after("verify", HostState(domain.state))
        domain.checked_at, domain.fault = at, fault[:300]
        if not fault:
            domain.state, domain.verified_at = after, at
        domain.save(update_fields=["state", "checked_at", "fault", "verified_at"])
    if not fault:
        changes = {"endereço": ["", domain.domain]}
        more = {"changes": changes, "host": domain.domain}
        tell(events.HostVerified, actor, domain.tenant, at, **more)
    return domain


@transaction.atomic
def make_primary(*, actor: Actor, uid: UUID, came_by: str, at: datetime) -> Domain:
    """The host that links in e-mails name, and to which the given one leads.

    A host of its own only for who came by it: the DNS proves whose it is, not that it leads here.
    Raises Denied, NotFound or NotAllowed.
    """
    require(actor, permissions.MANAGE_HOSTS)
    schema = current_schema()
    with inside(PUBLIC):
        domain = queries.host_for_update(uid, schema)
        must_be_active(domain.tenant)
        if domain.state != HostState.VERIFIED:
            raise NotAllowed("Este endereço ainda não foi comprovado.")
        all_hosts = list(queries.hosts_of(schema))
        if not domain.is_primary and domain.pk not in queries.choosable(all_hosts, came_by=came_by):
            raise NotAllowed(
                f"Abra o sistema em {domain.domain} e peça de novo: só assim se sabe que o"
                " endereço chega até aqui."
            )
        before = Domain.objects.get(tenant=domain.tenant, is_primary=True)
        lead_to(domain)
    if before.pk != domain.pk:
        changes = {"endereço principal": [before.domain, domain.domain]}
        tell(events.PrimaryHostChosen, actor, domain.tenant, at, changes=changes)
    return domain


@transaction.atomic
def withdraw_host(
    *,
    actor: Actor,
    uid: UUID,
    at: datetime,
    reason: str = "",
    organisation_uid: UUID | None = None,
) -> Domain:
    """A host of its own leads nowhere any more; by the organisation, or by the centre.

    The centre may say of which organisation it takes the host to be.
    Raises Denied, NotFound or NotAllowed.
    """
    schema = current_schema()
    at_centre = schema == PUBLIC
    require(actor, permissions.RENAME_HOST if at_centre else permissions.MANAGE_HOSTS)
    with inside(PUBLIC):
        domain = queries.host_for_update(uid, schema)
        if not at_centre:
            must_be_active(domain.tenant)
        if organisation_uid not in (None, domain.tenant.organisation.uid):
            raise NotFound
        take_away(domain, actor, reason=reason, at=at)
    return domain


def take_away(domain: Domain, actor: Actor, *, reason: str, at: datetime) -> None:
    """The state, the primary host that takes over, both journals."""
    if not domain.is_own:
        raise NotAllowed("O endereço dado pelo SisPMPI em Rede não é retirado.")
    before = HostState(domain.state)
    after = HOST_FLOW.after("withdraw", before)
    if domain.is_primary:
        lead_to(queries.given_host(domain.tenant.domains.all()))
    Domain.objects.filter(pk=domain.pk).update(state=after, withdrawn_at=at, is_primary=False)
    domain.refresh_from_db()
    changes = {"endereço": [f"{domain.domain} ({before.label.lower()})", after.label.lower()]}
    more = {"changes": changes, "host": domain.domain, "reason": reason}
    tell(events.HostWithdrawn, actor, domain.tenant, at, **more)


def lead_to(domain: Domain) -> None:
    """Exactly one host of an organisation is the primary one."""
    Domain.objects.filter(tenant=domain.tenant, is_primary=True).update(is_primary=False)
    Domain.objects.filter(pk=domain.pk).update(is_primary=True)
    domain.is_primary = True


def must_be_active(tenant: Tenant) -> None:
    """Raise NotAllowed unless the organisation may write."""
    if TenantState(tenant.life) != TenantState.ACTIVE:
        raise NotAllowed("Só uma organização ativa muda os seus endereços.")


def tell(kind: type[Event], actor: Actor, tenant: Tenant, at: datetime, **more: Any) -> None:
    """In the journal of the centre, and in the organisation's own while its schema stands."""
    places = [PUBLIC]
    if TenantState(tenant.life) in KEPT_STATES:
        places.append(tenant.schema_name)
    for place in places:
        with inside(place):
            emit(kind.of(actor, tenant.organisation, at=at, **more))
    transaction.on_commit(hosts.changed)
