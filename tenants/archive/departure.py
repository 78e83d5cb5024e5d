"""The end of an organisation's stay, step by step: keep, set aside, wait, remove, tell.

Each step is one transaction and may be tried again; people ask and confirm in `lifecycle`.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from access.rules import SYSTEM
from foundation.tenancy import PUBLIC, inside
from tenants import events, queries
from tenants.archive import backups, stored
from tenants.archive.faults import BadArchive
from tenants.archive.streams import hash_of
from tenants.lifecycle import move
from tenants.models import Backup, Departure
from tenants.provisioning import steering
from tenants.provisioning.cluster import role
from tenants.provisioning.guests import role_of_guests
from tenants.provisioning.owner import owner_transaction, quoted
from tenants.rules import BackupPurpose, trash_name

CONFIRMED = """
SELECT 1 FROM public.tenants_departure d JOIN public.tenants_tenant t ON t.id = d.tenant_id
 WHERE d.id = %s AND d.confirmed_by_uid <> d.requested_by_uid AND d.cancelled_at IS NULL
   AND d.removed_at IS NULL AND d.trash_schema = %s AND t.life = 'archived'
   FOR UPDATE OF d
"""


def next_step(departure_id: int, *, at: datetime) -> bool:
    """Carry out one step. False when the next one is a person's, or none is left."""
    departure = Departure.objects.select_related("tenant", "archive").get(pk=departure_id)
    if departure.cancelled_at is not None or departure.finished_at is not None:
        return False
    if departure.archive is None:
        keep(departure, at=at)
    elif departure.set_aside_at is None:
        return set_aside(departure_id, at=at)
    elif departure.confirmed_at is None:
        return False
    elif departure.removed_at is None:
        remove(departure, at=at)
    else:
        finish(departure_id, at=at)
    return True


def keep(departure: Departure, *, at: datetime) -> None:
    """The last archive, proven by a restore. Raises BadArchive when anything is missing in it."""
    backup = backups.take(departure.tenant.schema_name, BackupPurpose.DEPARTURE, at=at)
    if backup.fault:
        raise BadArchive(backup.name, backup.fault)
    departure.archive = backup
    departure.save(update_fields=["archive"])


@transaction.atomic
def set_aside(departure_id: int, *, at: datetime) -> bool:
    """The schema under its waiting name. False when somebody undid the departure in between."""
    found = Departure.objects.select_related("tenant").get(pk=departure_id)
    tenant = queries.tenant_for_update(SYSTEM, found.tenant.schema_name)
    departure = queries.departure_for_update(tenant)
    if departure is None or departure.pk != departure_id:
        return False
    departure.trash_schema = trash_name(tenant.schema_name, timezone.localdate(at))
    departure.set_aside_at = at
    departure.error = ""
    departure.save(update_fields=["trash_schema", "set_aside_at", "error"])
    with connection.cursor() as cursor:
        steering.set_aside(cursor, tenant.schema_name, departure.trash_schema)
    move(tenant, "archive", actor=SYSTEM, event=events.OrganisationArchived, at=at)
    return True


def remove(departure: Departure, *, at: datetime) -> None:
    """Schema and role, for ever, once both people and the kept archive have been looked at."""
    check_kept(departure.archive)
    schema, trash = departure.tenant.schema_name, departure.trash_schema
    with owner_transaction() as cursor:
        stored.lock(cursor, schema)
        cursor.execute(CONFIRMED, [departure.pk, trash])
        if cursor.fetchone() is None:
            raise RuntimeError(f"{schema}: nobody confirmed that it may be removed")
        cursor.execute(f"DROP SCHEMA {quoted(trash)} CASCADE")
        drop_role(cursor, schema)
        cursor.execute(
            "UPDATE public.tenants_departure SET removed_at = %s WHERE id = %s",
            [at, departure.pk],
        )


def check_kept(backup: Backup | None) -> None:
    """Raise BadArchive unless the proven archive still lies there as it was."""
    if backup is None or backup.proven_at is None:
        raise BadArchive("cópia", "não há cópia com restauração comprovada.")
    path = backups.path_of(backup)
    if not path.is_file() or hash_of(path) != backup.sha256:
        raise BadArchive(backup.name, "a cópia guardada sumiu ou foi alterada.")


def drop_role(cursor: Any, schema: str) -> None:
    """The organisation's own role and its guests', with memberships and whatever they left.

    Of itself a role can own large objects and default privileges, and could not be dropped then.
    """
    for own in (role_of_guests(schema), role(schema)):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [own.strip('"')])
        if cursor.fetchone() is not None:
            cursor.execute(
                f"GRANT {own} TO CURRENT_USER WITH INHERIT TRUE, SET FALSE;"
                f" DROP OWNED BY {own}; DROP ROLE {own}"
            )


def finish(departure_id: int, *, at: datetime) -> None:
    """Files, then the state and the journal."""
    found = Departure.objects.select_related("tenant").get(pk=departure_id)
    stored.clear(found.tenant.schema_name)
    with transaction.atomic():
        tenant = queries.tenant_for_update(SYSTEM, found.tenant.schema_name)
        departure = queries.departure_for_update(tenant)
        if departure is None:
            return
        departure.finished_at = at
        departure.error = ""
        departure.save(update_fields=["finished_at", "error"])
        move(tenant, "drop", actor=SYSTEM, event=events.OrganisationDropped, at=at)


def record_failure(departure_id: int, error: Exception) -> None:
    """Keep why a step failed, for the page at the centre."""
    with inside(PUBLIC):
        departure = Departure.objects.get(pk=departure_id)
        departure.attempts += 1
        departure.error = f"{type(error).__name__}: {error}"[:2000]
        departure.save(update_fields=["attempts", "error"])
