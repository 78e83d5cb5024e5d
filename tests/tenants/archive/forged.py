"""Archives made of a good one by somebody who means ill, or by an accident."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from access.rules import SYSTEM
from tenants.archive.faults import BadArchive
from tenants.archive.restoring import restore_organisation
from tests.database import Database
from tests.tenants.own import files_of, own_code, traces

Entries = dict[str, bytes]
REGISTRY = (
    "SELECT (SELECT count(*) FROM public.tenants_tenant),"
    " (SELECT count(*) FROM public.tenants_organisation)"
)


def entries_of(path: Path) -> Entries:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def written(path: Path, entries: Entries, **more: Any) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return path


def resealed(entries: Entries, change: Callable[[dict[str, Any]], object]) -> Entries:
    """The entries with a manifest changed by somebody who also changed its seal."""
    manifest = json.loads(entries["manifest.json"])
    change(manifest)
    content = json.dumps(manifest).encode()
    return {
        **entries,
        "manifest.json": content,
        "manifest.sha256": sha256(content).hexdigest().encode(),
    }


def refused(whole: tuple[Database, Path], path: Path) -> BadArchive:
    """Why an archive is refused; nothing of it stays."""
    database, folder = whole
    schema = f"m{own_code()}"
    known = database.rows(REGISTRY)
    with pytest.raises(BadArchive) as caught:
        restore_organisation(path, actor=SYSTEM, schema=schema, slug="copia", at=timezone.now())
    assert traces(database, schema) == []
    assert files_of(folder, schema) == {}
    assert database.rows(REGISTRY) == known
    return caught.value


def with_rows(entries: Entries, table: str, content: bytes, rows: int) -> Entries:
    """The entries with other rows in a table, manifest and seal made to agree."""
    name = f"tables/{table}.copy"

    def agree(manifest: dict[str, Any]) -> None:
        found = next(each for each in manifest["tables"] if each["name"] == table)
        found["rows"] = rows
        found["copy"] = {
            "name": name,
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
        }

    return {**resealed(entries, agree), name: content}


def with_manifest(entries: Entries, content: bytes) -> Entries:
    """The entries with other bytes for a manifest, and its seal."""
    seal = sha256(content).hexdigest().encode()
    return {**entries, "manifest.json": content, "manifest.sha256": seal}
