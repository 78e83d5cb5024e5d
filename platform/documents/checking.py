"""Compare the rows of a schema with the file store: what is too much, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.files.storage import default_storage

from documents import queries
from documents.rules import MB, Scan
from foundation.tenancy import current_schema

ON_ITS_WAY = timedelta(hours=1)  # bytes are written before their row is certain


@dataclass(slots=True)
class Findings:
    """Names of the store; `files` is how many rows have their bytes.

    `orphans` have no row, `missing` no bytes, `changed` other bytes than were received; `left`
    were to be destroyed.
    """

    files: int = 0
    orphans: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What is wrong, one finding a line."""
        for word in ("orphans", "missing", "changed", "left"):
            for key in getattr(self, word):
                yield f"{word}: {key}"


def compare(*, at: datetime, with_hashes: bool = False) -> Findings:
    """The folder of the present schema against its rows. Nothing is changed."""
    found, rows = Findings(), {each.storage_key: each for each in queries.every_file()}
    there = set(_keys(current_schema()))
    for key in sorted(there - rows.keys()):
        if default_storage.get_modified_time(key) < at - ON_ITS_WAY:
            found.orphans.append(key)
    for key, file in sorted(rows.items()):
        if file.destroyed_at is not None:
            found.left += [key] if key in there else []
        elif key not in there and file.scan == Scan.INFECTED:
            continue  # restored from an archive, which leaves viruses out
        elif key not in there:
            found.missing.append(key)
        elif with_hashes and _hash_of(key) != file.sha256:
            found.changed.append(key)
        else:
            found.files += 1
    return found


def _keys(schema: str) -> list[str]:
    try:
        return [f"{schema}/{name}" for name in default_storage.listdir(schema)[1]]
    except FileNotFoundError:
        return []


def _hash_of(key: str) -> str:
    read = sha256()
    with default_storage.open(key) as opened:
        while piece := opened.read(MB):
            read.update(piece)
    return read.hexdigest()
