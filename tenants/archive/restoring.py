"""Bring an organisation in from its archive: schema, role, rows, files, registry, host.

One transaction of the owner makes everything that lies in the database. Files are written before
it commits, into a folder that no living organisation owns: what a killed process leaves there is
removed by the next try and by the nightly sweep.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage

from access.rules import Actor, require
from foundation.refusals import Invalid
from foundation.tenancy import is_tenant_schema
from tenants import erasures, hosts, permissions
from tenants.archive import landing, loading, passage, reading, registry, stored
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import MANIFEST, Body, Manifest
from tenants.archive.reading import Archive
from tenants.archive.versions import product_version
from tenants.archive.writing import FILES_TABLE
from tenants.provisioning.birth import close_journal, make_room, make_schema
from tenants.provisioning.owner import owner_in_django, quoted
from tenants.provisioning.steering import let_write
from tenants.rules import Nature, TenantState, check_slug

IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where an archive goes: the schema, the host label, the organisation in the registry.

    `migrations` are those on the way from an earlier release.
    """

    schema: str
    slug: str
    body: Body
    migrations: tuple[str, ...] = ()


class DryRun(Exception):
    """Ends the transaction of a rehearsal."""


def restore_organisation(
    path: Path,
    *,
    actor: Actor,
    schema: str = "",
    slug: str = "",
    dry_run: bool = False,
    at: datetime,
) -> tuple[Manifest, Place]:
    """Restore an archive under its own name or another; the organisation comes up read-only.

    Raises Denied, BadArchive, Invalid for a name that cannot be, Occupied where it is taken,
    NotUpgraded where an archive of an earlier release cannot be taken to this one.
    """
    require(actor, permissions.RESTORE_TENANT)
    with reading.opened(path) as archive:
        archive.verify()
        place = place_of(archive.manifest, schema=schema, slug=slug)
        try:
            with owner_in_django() as cursor:
                stored.lock(cursor, place.schema)
                passage.wait_for_upgrades(cursor, wait=False)
                place = replace(place, migrations=tuple(bring_in(cursor, archive, place, at)))
                if dry_run:
                    raise DryRun
                landed = landing.note(cursor, place.schema, actor, story(archive, path, place), at)
                stored.clear(place.schema)
                write_files(archive, place.schema)
        except DryRun:
            pass
        except BaseException:
            stored.clear_if_ownerless(place.schema)
            raise
    if not dry_run:
        landing.tell(landed)
        hosts.changed()
    return archive.manifest, place


def story(archive: Archive, path: Path, place: Place) -> dict[str, list[str]]:
    """From which archive an organisation comes, for the journal of the centre."""
    return {
        "arquivo": ["", path.name],
        "exportado em": ["", archive.manifest.made_at],
        "versão": [archive.manifest.version, product_version()],
        "migrações no caminho": ["", str(len(place.migrations))],
        "situação": ["", TenantState.READ_ONLY.label],
        "arquivos com vírus, sem o conteúdo": ["", str(len(archive.manifest.left_out))],
    }


def place_of(manifest: Manifest, *, schema: str, slug: str) -> Place:
    """Where it goes: as exported, unless told otherwise. Raises Invalid."""
    chosen = schema or manifest.schema
    if not is_tenant_schema(chosen):
        raise Invalid({"schema": [f"{chosen!r} não serve como nome do espaço de dados."]})
    label = slug or next(iter(manifest.hosts), "").split(".", 1)[0]
    check_slug(label)
    body = manifest.organisation
    if chosen != manifest.schema:
        body = body_of_copy(body, chosen, label)
    return Place(chosen, label, body)


def body_of_copy(body: Body, schema: str, label: str) -> Body:
    """A copy is another organisation in the registry, and its name says that it is one."""
    is_town = schema.startswith("m")
    return replace(
        body,
        uid=str(uuid4()),
        name=f"{body.name[:150]} ({label})",
        ibge_code=schema[1:] if is_town else "",
        nature=body.nature if is_town else Nature.BODY,
    )


def bring_in(cursor: Any, archive: Archive, place: Place, at: datetime) -> list[str]:
    """Everything that lies in the database. Returns the migrations on the way to this release."""
    registry.check_free(cursor, place.schema, place.slug)
    applied: list[str] = []  # its group comes last, with `let_write`
    if passage.is_present(archive.manifest, passage.here(cursor)):
        make_schema(cursor, place.schema, inside="")
        loading.load(cursor, archive, place.schema)
    else:
        make_room(cursor, place.schema, inside="")
        applied = passage.bring_through(cursor, archive, place.schema, compare=False)
        close_journal(cursor, place.schema)
    rename_keys(cursor, archive.manifest.schema, place.schema)
    with loading.named(MANIFEST):
        registry.enter(cursor, place.schema, place.slug, place.body, at)
    erasures.repeat_in(place.schema, {archive.manifest.schema, place.schema}, at=at)
    let_write(cursor, place.schema, allowed=False)
    return applied


def rename_keys(cursor: Any, before: str, after: str) -> None:
    """Files move to the folder of the new name; a kept file is otherwise never changed."""
    if before == after:
        return
    table = f"{quoted(after)}.{quoted(FILES_TABLE)}"
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(
        f"UPDATE {table} SET storage_key = %s || substr(storage_key, %s)"
        " WHERE starts_with(storage_key, %s)",
        [f"{after}/", len(before) + 2, f"{before}/"],
    )
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def write_files(archive: Archive, schema: str) -> None:
    """Stored files under the keys that the rows know; each is whole before it is handed on."""
    for part in archive.manifest.files:
        key = f"{schema}/{part.name.partition('/')[2]}"
        with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
            with archive.part(part) as flow:
                for content in flow.chunks():
                    whole.write(content)
            whole.seek(0)
            written = default_storage.save(key, File(whole, name=key))
        if written != key:
            default_storage.delete(written)
            raise BadArchive(part.name, f"o nome {key} já está ocupado no armazenamento.")
