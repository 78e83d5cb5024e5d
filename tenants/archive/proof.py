"""Restore an archive into a scratch schema, compare every row, and leave no trace of it.

The scratch schema lives in one transaction that is always rolled back: whatever kills the process,
nothing of it was ever there.
"""

from pathlib import Path
from uuid import uuid4

from tenants.archive import loading, reading
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import Manifest
from tenants.provisioning.birth import lay_out
from tenants.provisioning.owner import owner_transaction


class Undo(Exception):
    """Ends the transaction of a proof: nothing of it may stay."""


def prove(path: Path) -> Manifest:
    """Verify an archive and restore it once. Raises BadArchive naming what does not agree."""
    with reading.opened(path) as archive:
        archive.verify()
        differing: list[str] = []
        try:
            with owner_transaction() as cursor:
                schema = f"zz_scratch_{uuid4().hex[:12]}"
                lay_out(cursor, schema)
                layout = loading.load(cursor, archive, schema)
                differing = loading.compare(cursor, archive.manifest, schema, layout)
                raise Undo
        except Undo:
            pass
        if differing:
            raise BadArchive(path.name, f"restaurado, difere em: {', '.join(differing)}.")
        return archive.manifest
