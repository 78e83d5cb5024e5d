"""An organisation leaves for another cell: frozen, exported, then its hosts lead there.

Until the switch it may be called off and writes here again. After it nobody writes here: the other
cell opens with a key that is only told then.
"""

import secrets
from datetime import datetime
from zipfile import ZipFile

from django.conf import settings
from django.db import connection, transaction

from access.rules import Actor, require
from foundation.refusals import Invalid, NotAllowed
from tenants import events, hosts, permissions, queries
from tenants.archive import backups
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import SEAL
from tenants.cells.models import Move
from tenants.cells.rules import Direction, ticket_of
from tenants.lifecycle import end_sessions, move
from tenants.models import Tenant
from tenants.provisioning import steering
from tenants.provisioning.owner import owner_connection, quoted
from tenants.rules import BackupPurpose, TenantState

WRITERS_SECONDS = 60
TABLES = """
SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = %s AND relkind = 'r' ORDER BY relname
"""


def leave(*, actor: Actor, schema: str, cell: str, at: datetime) -> Move:
    """Freeze, wait for who still writes, export with proof; begun before, it goes on there.

    Raises Denied, NotFound, NotAllowed, Invalid for an unknown cell, BadArchive.
    """
    found = begin(actor=actor, schema=schema, cell=cell, at=at)
    if found.archive is None:
        let_writers_finish(schema)
        backup = backups.take(schema, BackupPurpose.DEPARTURE, at=at)
        if backup.fault:
            raise BadArchive(backup.name, backup.fault)
        with ZipFile(backups.path_of(backup)) as archive:
            found.receipt = archive.read(SEAL).decode()
        found.archive = backup
        found.ready_at = at
        found.save(update_fields=["archive", "receipt", "ready_at"])
    return found


@transaction.atomic
def begin(*, actor: Actor, schema: str, cell: str, at: datetime) -> Move:
    """Write the intent down and take the writing away."""
    require(actor, permissions.MOVE_TENANT)
    if cell not in settings.OTHER_CELLS:
        raise Invalid({"cell": [f"CELLS não cita a célula {cell!r}."]})
    tenant = queries.tenant_for_update(actor, schema)
    found = queries.move_for_update(schema)
    if found is not None:
        if (found.direction, found.cell) != (Direction.OUT, cell):
            raise NotAllowed(f"{schema}: já há uma transferência em curso ({found}).")
        return found
    if tenant.cell:
        raise NotAllowed(f"{schema}: a organização já vive em {tenant.cell}.")
    life = TenantState(tenant.life)
    if life not in (TenantState.ACTIVE, TenantState.READ_ONLY):
        raise NotAllowed("Só uma organização ativa ou somente leitura muda de célula.")
    if life == TenantState.ACTIVE:
        let_write(tenant, "freeze", allowed=False, actor=actor, at=at)
    key = secrets.token_hex(32)
    return Move.objects.create(
        schema_name=schema,
        direction=Direction.OUT,
        cell=cell,
        key=key,
        ticket=ticket_of(key),
        was_active=life == TenantState.ACTIVE,
        requested_at=at,
    )


def let_write(tenant: Tenant, verb: str, *, allowed: bool, actor: Actor, at: datetime) -> None:
    """State, privileges and journal together, as when the centre does it."""
    event = events.OrganisationReopened if allowed else events.OrganisationFrozen
    move(tenant, verb, actor=actor, event=event, at=at, reason="Transferência entre células.")
    with connection.cursor() as cursor:
        steering.let_write(cursor, tenant.schema_name, allowed=allowed)


def let_writers_finish(schema: str) -> None:
    """Wait for the transactions that wrote before the privilege was gone; no new one begins.

    One table at a time, so that nobody's transaction ever waits for two locks of ours.
    """
    link = owner_connection("moving")
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{WRITERS_SECONDS}s'")
            cursor.execute(TABLES, [schema])
            for (name,) in cursor.fetchall():
                table = f"{quoted(schema)}.{quoted(name)}"
                cursor.execute(f"BEGIN; LOCK TABLE {table} IN SHARE MODE; COMMIT")
    finally:
        link.close()


@transaction.atomic
def switch(*, actor: Actor, schema: str, cell: str, receipt: str, at: datetime) -> Move:
    """The hosts lead to the other cell, and the key is told. Asked twice it is the same key.

    Raises Denied, NotFound, NotAllowed, or Invalid for the receipt of another archive.
    """
    require(actor, permissions.MOVE_TENANT)
    tenant = queries.tenant_for_update(actor, schema)
    found = queries.move_for_update(schema) or queries.last_move(schema)
    if found is None or found.cancelled_at or (found.direction, found.cell) != ("out", cell):
        raise NotAllowed(f"{schema}: não há transferência em curso para {cell}.")
    if found.ready_at is None:
        raise NotAllowed(f"{schema}: a cópia ainda não foi feita.")
    if not secrets.compare_digest(found.receipt, receipt):
        raise Invalid({"receipt": ["Este recibo é de outra cópia."]})
    if found.finished_at is None:
        tenant.cell = cell
        tenant.save(update_fields=["cell"])
        changes = {"célula": [settings.CELL, cell]}
        move(tenant, "close", actor=actor, event=events.OrganisationMoved, at=at, changes=changes)
        end_sessions(schema)
        found.finished_at = at
        found.save(update_fields=["finished_at"])
        transaction.on_commit(hosts.changed)
    return found


@transaction.atomic
def call_off(*, actor: Actor, schema: str, at: datetime) -> Move:
    """The organisation stays and writes again, if it did before. Raises NotAllowed."""
    require(actor, permissions.MOVE_TENANT)
    tenant = queries.tenant_for_update(actor, schema)
    found = queries.move_for_update(schema)
    if found is None or found.direction != Direction.OUT:
        raise NotAllowed(f"{schema}: não há transferência que possa ser desfeita aqui.")
    found.cancelled_at = at
    found.save(update_fields=["cancelled_at"])
    if found.was_active:
        let_write(tenant, "reopen", allowed=True, actor=actor, at=at)
    return found
