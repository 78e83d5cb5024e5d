"""The verbs on the birth of an organisation's place: asked for, carried out step by step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.models import Assignment, Organ
from access.rules import SYSTEM, Actor, Profile, require
from events.services import emit
from foundation.tasks import send_after_commit
from foundation.tenancy import PUBLIC, inside
from identity.services import invite
from notifications.links import absolute
from notifications.services import write
from tenants import events, hosts, permissions, queries
from tenants.models import Birth, Organisation, Tenant
from tenants.notices import BORN
from tenants.provisioning import birth as making
from tenants.provisioning.owner import owner_transaction
from tenants.rules import (
    BIRTH_FLOW,
    TENANT_FLOW,
    BirthState,
    TenantState,
    check_slug,
    schema_name_for,
    slug_for,
)


@transaction.atomic
def request_birth(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_uid: UUID | None,
    administrator_name: str,
    administrator_email: str,
    at: datetime,
) -> Birth:
    """Write down that an organisation is to be brought in; a worker does it after commit.

    Asked twice it is the same birth. Raises Denied, or Invalid for a slug that cannot be a host.
    """
    require(actor, permissions.REQUEST_BIRTH)
    existing = queries.birth_of(organisation)
    if existing is not None:
        return existing
    slug = slug_for(organisation.name, organisation.state, queries.taken_slugs())
    check_slug(slug)
    birth = Birth.objects.create(
        organisation=organisation,
        slug=slug,
        agreement_uid=agreement_uid,
        administrator_name=administrator_name,
        administrator_email=administrator_email.strip().lower(),
        requested_at=at,
    )
    emit(events.BirthRequested.of(actor, organisation, at=at))
    send_after_commit("tenants.tasks.carry_out_birth", birth_id=birth.pk)
    return birth


def next_step(birth_id: int, *, at: datetime) -> bool:
    """Carry out one step of a birth, in one transaction. False when nothing is left to do."""
    birth = Birth.objects.select_related("organisation").get(pk=birth_id)
    match BirthState(birth.step):
        case BirthState.REQUESTED:
            make_place(birth, at=at)
        case BirthState.SCHEMA_READY:
            invite_administrator(birth.pk, at=at)
        case BirthState.INVITED:
            open_organisation(birth.pk, at=at)
        case BirthState.DONE:
            return False
    return True


def schema_of(birth: Birth) -> str:
    """The schema that a birth makes."""
    organisation = birth.organisation
    return schema_name_for(
        nature=organisation.nature, ibge_code=organisation.ibge_code, slug=birth.slug
    )


def make_place(birth: Birth, *, at: datetime) -> None:
    """Schema, role, tenant row, host: by the owner, all or nothing."""
    with owner_transaction() as cursor:
        making.bring_in(
            cursor,
            birth_id=birth.pk,
            schema=schema_of(birth),
            host=making.host_of(birth.slug),
            at=at,
        )
    hosts.changed()


@transaction.atomic
def invite_administrator(birth_id: int, *, at: datetime) -> None:
    """The main organ, the first administrator with a one-time link, both journals."""
    birth = Birth.objects.select_for_update().select_related("organisation").get(pk=birth_id)
    birth.step = BIRTH_FLOW.after("invite", BirthState(birth.step))
    organisation = birth.organisation
    with inside(schema_of(birth)):
        Organ.objects.get_or_create(
            name=organisation.name, defaults={"acronym": organisation.acronym[:10]}
        )
        user, token = invite(name=birth.administrator_name, email=birth.administrator_email, at=at)
        Assignment.objects.get_or_create(
            user=user,
            profile=Profile.ORGANISATION_ADMIN,
            organ=None,
            unit=None,
            defaults={"start_date": timezone.localdate(at)},
        )
        emit(events.AdministratorInvited.of(SYSTEM, user, at=at))
        write(
            kind=BORN,
            key=f"invitation:{user.uid}:{at.isoformat()}",
            user=user,
            link=absolute(f"/convite/{token}/"),
            values={"organizacao": organisation.name},
        )
    birth.stepped_at = at
    birth.save(update_fields=["step", "stepped_at"])
    emit(events.AdministratorInvited.of(SYSTEM, organisation, at=at))


@transaction.atomic
def open_organisation(birth_id: int, *, at: datetime) -> None:
    """The last step: the tenant is active and everybody may be told."""
    birth = Birth.objects.select_for_update().select_related("organisation").get(pk=birth_id)
    birth.step = BIRTH_FLOW.after("open", BirthState(birth.step))
    birth.stepped_at = at
    birth.save(update_fields=["step", "stepped_at"])
    tenant = Tenant.objects.select_for_update().get(organisation=birth.organisation)
    tenant.life = TENANT_FLOW.after("activate", TenantState(tenant.life))
    tenant.save(update_fields=["life"])
    emit(events.OrganisationOpened.of(SYSTEM, birth.organisation, at=at))
    transaction.on_commit(hosts.changed)


def record_failure(birth_id: int, error: Exception) -> None:
    """Keep why a step failed, for the page at the centre."""
    with inside(PUBLIC):
        birth = Birth.objects.get(pk=birth_id)
        birth.attempts += 1
        birth.error = f"{type(error).__name__}: {error}"[:2000]
        birth.save(update_fields=["attempts", "error"])
