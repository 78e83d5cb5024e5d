"""Restore an archive into a scratch schema, compare every row, and leave no trace of it.

The scratch schema lives in one transaction that is always rolled back: whatever kills the process,
nothing of it was ever there.
"""

from pathlib import Path
from typing import Any
from uuid import uuid4

from tenants.archive import loading, passage, reading
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import MANIFEST, Manifest
from tenants.archive.reading import Archive
from tenants.provisioning.birth import lay_out
from tenants.provisioning.owner import owner_in_django, quoted


class Undo(Exception):
    """Ends the transaction of a proof: nothing of it may stay."""


def prove(path: Path) -> Manifest:
    """Verify an archive and restore it once. Raises BadArchive naming what does not agree.

    One of an earlier release is compared as it was, then taken to this one.
    """
    with reading.opened(path) as archive:
        archive.verify()
        try:
            with owner_in_django() as cursor:
                passage.wait_for_upgrades(cursor, wait=True)
                try_out(cursor, archive, f"zz_scratch_{uuid4().hex[:12]}")
                raise Undo
        except Undo:
            pass
        return archive.manifest


def try_out(cursor: Any, archive: Archive, schema: str) -> None:
    """Everything that a restore does with the rows, and the comparison. Raises BadArchive."""
    if not passage.is_present(archive.manifest, passage.here(cursor)):
        cursor.execute(f"CREATE SCHEMA {quoted(schema)}")
        passage.bring_through(cursor, archive, schema, compare=True)
        return
    lay_out(cursor, schema)
    layout = loading.load(cursor, archive, schema)
    differing = loading.compare(cursor, archive.manifest, schema, layout)
    if differing:
        raise BadArchive(MANIFEST, f"restaurado, difere em: {', '.join(differing)}.")
