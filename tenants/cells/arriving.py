"""An organisation arrives from another cell: restored, compared, opened with the other's key."""

import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from django.core.files.storage import default_storage
from django.db import transaction

from access.rules import Actor, require
from foundation.refusals import Invalid, NotAllowed
from tenants import events, permissions, queries
from tenants.archive import loading, passage, reading, tables
from tenants.archive.faults import BadArchive, ForeignVersion
from tenants.archive.manifest import SEAL, Manifest
from tenants.archive.restoring import restore_organisation
from tenants.archive.streams import CHUNK
from tenants.cells.leaving import let_write
from tenants.cells.models import Move
from tenants.cells.rules import Direction, ticket_of
from tenants.lifecycle import move
from tenants.provisioning.owner import owner_transaction


def receive(*, actor: Actor, schema: str, path: Path, cell: str, ticket: str, at: datetime) -> Move:
    """Restore the archive, compare every row and file with it; read-only until it is opened.

    Begun before, it goes on there. Raises Denied, NotAllowed, Invalid, BadArchive, Occupied.
    """
    require(actor, permissions.MOVE_TENANT)
    with reading.opened(path) as archive:
        manifest = archive.manifest
    if manifest.schema != schema:
        raise Invalid({"schema": [f"A cópia é de {manifest.schema}, não de {schema}."]})
    with owner_transaction() as cursor:
        if not passage.is_present(manifest, passage.here(cursor)):
            raise ForeignVersion(path.name, "é de outra versão; as duas células usam a mesma.")
    found = expect(schema=schema, cell=cell, ticket=ticket, at=at)
    if found.ready_at is None:
        if not stands_here(schema):
            restore_organisation(path, actor=actor, at=at)
        compare(path, manifest)
        with ZipFile(path) as opened:
            found.receipt = opened.read(SEAL).decode()
        found.ready_at = at
        found.save(update_fields=["receipt", "ready_at"])
    return found


@transaction.atomic
def expect(*, schema: str, cell: str, ticket: str, at: datetime) -> Move:
    """The intent, before anything is restored: from here on the organisation may not write."""
    found = queries.move_for_update(schema)
    if found is not None:
        if (found.direction, found.cell, found.ticket) != (Direction.IN, cell, ticket):
            raise NotAllowed(f"{schema}: já há outra transferência em curso ({found}).")
        return found
    if stands_here(schema):
        raise NotAllowed(f"{schema}: a organização já vive nesta instalação.")
    return Move.objects.create(
        schema_name=schema, direction=Direction.IN, cell=cell, ticket=ticket, requested_at=at
    )


def stands_here(schema: str) -> bool:
    """Whether an organisation of that name has a schema in this database."""
    with owner_transaction() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def compare(path: Path, manifest: Manifest) -> None:
    """Raise BadArchive naming the tables and files that are not what the archive says."""
    with owner_transaction() as cursor:
        cursor.execute(tables.SAME_TEXT_EVERYWHERE)
        layout = tables.layout(cursor, manifest.schema)
        differing = loading.compare(cursor, manifest, manifest.schema, layout)
    for part in manifest.files:
        key = f"{manifest.schema}/{part.name.partition('/')[2]}"
        if not default_storage.exists(key) or hash_of_stored(key) != part.sha256:
            differing.append(key)
    if differing:
        raise BadArchive(path.name, f"restaurado, difere em: {', '.join(differing)}.")


def hash_of_stored(key: str) -> str:
    """SHA-256 of a stored file, read back."""
    digest = sha256()
    with default_storage.open(key) as source:
        while content := source.read(CHUNK):
            digest.update(content)
    return digest.hexdigest()


@transaction.atomic
def open_here(*, actor: Actor, schema: str, cell: str, key: str, at: datetime) -> Move:
    """Writing begins here: only with the key that the other cell tells after its switch.

    Raises Denied, NotFound, NotAllowed, or Invalid for another key.
    """
    require(actor, permissions.MOVE_TENANT)
    tenant = queries.tenant_for_update(actor, schema)
    found = queries.move_for_update(schema)
    if found is None or (found.direction, found.cell) != (Direction.IN, cell):
        raise NotAllowed(f"{schema}: não há transferência em curso de {cell}.")
    if found.ready_at is None:
        raise NotAllowed(f"{schema}: a cópia ainda não foi conferida.")
    if not secrets.compare_digest(ticket_of(key), found.ticket):
        raise Invalid({"key": ["Esta chave não abre esta transferência."]})
    tenant.cell = ""
    tenant.save(update_fields=["cell"])
    found.finished_at = at
    found.save(update_fields=["finished_at"])
    let_write(tenant, "reopen", allowed=True, actor=actor, at=at)
    return found


@transaction.atomic
def call_off(*, actor: Actor, schema: str, at: datetime) -> Move:
    """The copy here is closed; it ends by the life cycle, as any other. Raises NotAllowed."""
    require(actor, permissions.MOVE_TENANT)
    found = queries.move_for_update(schema)
    if found is None or found.direction != Direction.IN:
        raise NotAllowed(f"{schema}: não há transferência que possa ser desfeita aqui.")
    found.cancelled_at = at
    found.save(update_fields=["cancelled_at"])
    if stands_here(schema):
        tenant = queries.tenant_for_update(actor, schema)
        move(tenant, "close", actor=actor, event=events.OrganisationClosed, at=at)
    return found
