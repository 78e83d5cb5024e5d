"""A place of training: born without an agreement, fictitious, and begun anew at a button.

Whoever has the fictitious data registers how to make them: this room knows of no plans.
"""

from collections.abc import Callable
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from access.models import Organ
from access.rules import SYSTEM, Actor, require
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.tenancy import PUBLIC, current_schema, inside
from identity.models import User
from tenants import events, permissions, queries
from tenants.models import Birth, Organisation, Tenant
from tenants.provisioning.owner import owner_transaction
from tenants.provisioning.renewal import renew
from tenants.rules import Nature, TenantState
from tenants.services import request_birth
from tenants.upgrade.locks import trying

INVENTED = ".test"  # leads nowhere (RFC 2606)
Seeder = Callable[[Organisation, datetime], None]


def without_data(organisation: Organisation, at: datetime) -> None:
    """Before anybody registers data a place of training is empty."""


_seeder: Seeder = without_data


def register(seeder: Seeder) -> None:
    """Say how the fictitious data are made, in the schema where the thread works."""
    global _seeder
    _seeder = seeder


@transaction.atomic
def open_training(
    *, actor: Actor, name: str, administrator_name: str, administrator_email: str, at: datetime
) -> Birth:
    """Have a place of training born; its data follow once it is open.

    Raises Denied, or Invalid for a name that is taken.
    """
    require(actor, permissions.OPEN_TRAINING)
    if Organisation.objects.filter(name__iexact=name).exists():
        raise Invalid({"name": ["Já existe uma organização com este nome."]})
    organisation = Organisation.objects.create(
        name=name, nature=Nature.BODY, state="MG", cnpj="", is_training=True
    )
    return request_birth(
        actor=actor,
        organisation=organisation,
        agreement_uid=None,
        administrator_name=administrator_name,
        administrator_email=administrator_email,
        at=at,
    )


@transaction.atomic
def reset(*, actor: Actor, schema: str, reason: str, at: datetime) -> Organisation:
    """Ask that a place of training begin anew; a worker does it.

    At the centre, or in the place itself; the journal of where it was asked tells of it. Raises
    Denied, NotFound for a place that is not of training, NotAllowed unless it is open.
    """
    require(actor, permissions.RESET_TRAINING)
    with inside(PUBLIC):
        tenant = queries.training_in(schema)
    if tenant.life != TenantState.ACTIVE:
        raise NotAllowed("Só um ambiente de treinamento no ar pode ser reiniciado.")
    if tenant.seeded_at is None:
        raise NotAllowed("Os dados de treinamento ainda estão sendo preparados.")
    emit(events.TrainingResetRequested.of(actor, tenant.organisation, at=at, reason=reason))
    organisation: Organisation = tenant.organisation
    return organisation


def prepare(schema: str, *, asked_at: datetime, at: datetime) -> bool:
    """Make the data of a place of training, anew where there were some. False: done before.

    Killed at any point, the next call completes it.
    """
    with trying(f"sispmpi:training:{schema}") as is_mine:
        tenant = queries.training_in(schema)
        if tenant.life != TenantState.ACTIVE:
            return False
        if not is_mine or (tenant.seeded_at is not None and tenant.seeded_at >= asked_at):
            return False
        if tenant.seeded_at is not None:
            with owner_transaction() as cursor:
                renew(cursor, schema)
            throw_files_away(schema)
        seed(tenant, at)
        return True


@transaction.atomic
def seed(tenant: Tenant, at: datetime) -> None:
    """All fictitious data and the note that they are there: together or not at all."""
    organisation = tenant.organisation
    with inside(tenant.schema_name):
        Organ.objects.get_or_create(
            name=organisation.name, defaults={"acronym": organisation.acronym[:10]}
        )
        _seeder(organisation, at)
        emit(events.TrainingSeeded.of(SYSTEM, organisation, at=at))
    Tenant.objects.filter(pk=tenant.pk).update(seeded_at=at)
    emit(events.TrainingSeeded.of(SYSTEM, organisation, at=at))


def throw_files_away(schema: str) -> None:
    """Every stored file of the place: no row names them any more."""
    try:
        _, names = default_storage.listdir(schema)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{schema}/{name}")


def may_leave(to: str) -> bool:
    """Whether an e-mail leaves: from a place of training, to its own people and nobody invented."""
    schema = current_schema()
    if schema == PUBLIC:
        return True
    with inside(PUBLIC):
        if not queries.is_training(schema):
            return True
    if to.lower().endswith(INVENTED):
        return False
    return bool(User.objects.filter(email__iexact=to, is_active=True).exists())
