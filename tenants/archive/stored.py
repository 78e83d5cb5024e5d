"""The folder of an organisation in the file store, and what interrupted work left in it."""

from typing import Any

from django.core.files.storage import default_storage

from foundation.tenancy import is_tenant_schema
from tenants.archive.faults import Occupied
from tenants.provisioning.owner import owner_transaction

LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('sispmpi:archive'), hashtext(%s))"
OWNED = "SELECT 1 FROM public.tenants_tenant WHERE schema_name = %s AND life <> 'dropped'"


def lock(cursor: Any, schema: str) -> None:
    """Only one process restores or removes an organisation. Raises Occupied for the second."""
    cursor.execute(LOCK, [schema])
    if not cursor.fetchone()[0]:
        raise Occupied(f"{schema}: outro processo já trabalha neste espaço de dados.")


def clear(schema: str) -> int:
    """Delete every file of a schema that no organisation uses any more. Returns how many."""
    if not is_tenant_schema(schema):
        raise ValueError(f"not a schema of an organisation: {schema!r}")
    try:
        _, names = default_storage.listdir(schema)
    except FileNotFoundError:
        return 0
    for name in names:
        default_storage.delete(f"{schema}/{name}")
    default_storage.delete(schema)
    return len(names)


def clear_if_ownerless(schema: str) -> int:
    """The same, unless an organisation lives there or somebody is restoring one just now."""
    with owner_transaction() as cursor:
        cursor.execute(LOCK, [schema])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(OWNED, [schema])
        return 0 if cursor.fetchone() else clear(schema)


def sweep() -> int:
    """Folders of the store that belong to no organisation: restores and ends cut short."""
    try:
        folders, _ = default_storage.listdir("")
    except FileNotFoundError:
        return 0
    return sum(clear_if_ownerless(each) for each in sorted(folders) if is_tenant_schema(each))
