"""The open data: written beside the ones that count, and exchanged as a whole."""

import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.openness import events, permissions, queries
from agreements.openness.models import Edition
from agreements.openness.packaging import SHAPE, Part, differences, shape_hash
from agreements.openness.resources import RESOURCES
from agreements.openness.rules import Resource, in_csv, in_json, told
from events.services import emit

FOLDER = "dados-abertos"
KEPT = 2  # who began to read the edition before goes on undisturbed
BLOCK = 256 * 1024


@transaction.atomic
def publish_edition(*, actor: Actor, at: datetime) -> Edition:
    """Write every table; where one changed, a new edition counts from the commit on.

    Where nothing changed the edition that counts stays, byte by byte. Raises Denied.
    """
    require(actor, permissions.PUBLISH_OPEN_DATA)
    before = queries.newest_edition_for_update()
    known = before.parts if before else {}
    parts = {
        part.name: part
        for resource in RESOURCES
        for part in written(resource, known, timezone.localdate(at), at)
    }
    if before and parts == known and before.shape_hash == shape_hash():
        return before
    sequence = before.sequence + 1 if before else 1
    edition = Edition.objects.create(
        sequence=sequence,
        version=f"{SHAPE}.{sequence}",
        shape_hash=shape_hash(),
        files={name: asdict(part) for name, part in parts.items()},
        changes=differences(known, parts),
        built_at=at,
    )
    changes = {"versão": [before.version if before else "", edition.version]}
    emit(events.EditionPublished.of(actor, edition, at=at, changes=changes))
    transaction.on_commit(partial(forget_old, sequence))
    return edition


def written(
    resource: Resource, known: dict[str, Part], today: date, at: datetime
) -> Iterator[Part]:
    """Both files of a table, written line by line; an unchanged one keeps its place and day."""
    with made("csv") as table, made("json") as listed:
        rows = fill(resource, table, listed, today)
        for kind, content in (("csv", table), ("json", listed)):
            name = f"{resource.name}.{kind}"
            total, size = sum_of(content)
            part = Part(name, f"{FOLDER}/{total}.{kind}", total, size, rows, at.isoformat())
            old = known.get(name)
            if old and old.sha256 == total:
                part = replace(part, key=old.key, changed_at=old.changed_at)
            if not default_storage.exists(part.key):
                part = replace(part, key=default_storage.save(part.key, File(content)))
            yield part


@contextmanager
def made(kind: str) -> Iterator[IO[bytes]]:
    """A file that is gone afterwards."""
    with TemporaryFile(suffix=f".{kind}") as opened:
        yield opened


def fill(resource: Resource, table: IO[bytes], listed: IO[bytes], today: date) -> int:
    """Write the lines of a table as CSV and as JSON. Returns how many."""
    rows = 0
    as_text = partial(TextIOWrapper, encoding="utf-8", newline="")
    cells, objects = as_text(table), as_text(listed)
    writer = csv.writer(cells, delimiter=";", quotechar='"')
    writer.writerow(resource.names())
    objects.write("[")
    for line in queries.LINES[resource.name](today):
        found = told(resource, line)
        writer.writerow([in_csv(each) for each in found.values()])
        objects.write(f"{',' if rows else ''}\n{in_json(found)}")
        rows += 1
    objects.write("\n]\n")
    for each in (cells, objects):
        each.flush()
        each.detach()
    return rows


def sum_of(content: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and length of a file, which is left at its beginning."""
    content.seek(0)
    total, size = hashlib.sha256(), 0
    while block := content.read(BLOCK):
        total.update(block)
        size += len(block)
    content.seek(0)
    return total.hexdigest(), size


def forget_old(sequence: int) -> None:
    """Remove the files that only editions long replaced name."""
    kept: set[str] = set()
    old: set[str] = set()
    for edition in queries.editions()[: KEPT + 1]:
        keys = {part.key for part in edition.parts.values()}
        (kept if edition.sequence > sequence - KEPT else old).update(keys)
    for key in sorted(old - kept):
        default_storage.delete(key)
