"""A database of its own for tests that commit, with an organisation that has something to lose."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils import timezone

from access.rules import SYSTEM
from documents.rules import EVIDENCE
from documents.services import store
from foundation.tenancy import inside
from tenants import hosts, services
from tenants.models import Organisation
from tenants.rules import Nature
from tests.database import Database
from tests.documents.samples import PNG
from tests.factories import integrity
from tests.seed import FIRST


@contextmanager
def standing_in(database: Database) -> Iterator[None]:
    """Django's connection in another database for a while."""
    link: Any = connection
    before = link.settings_dict["NAME"]
    link.close()
    link.settings_dict["NAME"] = database.name
    hosts.forget()
    try:
        yield
    finally:
        link.close()
        link.settings_dict["NAME"] = before
        hosts.forget()


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Stored files and backups in a folder of the test, however settings named them."""
    storage: Any = default_storage
    kept = storage._wrapped
    backup = settings.BACKUP_DIR
    storage._wrapped = FileSystemStorage(location=folder / "files", file_permissions_mode=0o600)
    settings.BACKUP_DIR = str(folder / "backup")
    try:
        yield
    finally:
        storage._wrapped = kept
        settings.BACKUP_DIR = backup


def born(code: str, slug_name: str = "") -> str:
    """An organisation born by the services that do it in production; its schema."""
    organisation = Organisation.objects.create(
        name=slug_name or f"Vila {code}",
        nature=Nature.MUNICIPALITY_MG,
        state="MG",
        ibge_code=code,
        cnpj=f"{code}0001",
    )
    birth = services.request_birth(
        actor=SYSTEM,
        organisation=organisation,
        agreement_uid=None,
        administrator_name="Ana Nascente",
        administrator_email="ana@nascente.test",
        at=timezone.now(),
    )
    while services.next_step(birth.pk, at=timezone.now()):
        pass
    return services.schema_of(birth)


def own_code() -> str:
    """A code no other process of the tests uses: roles are shared by all databases."""
    return f"39{os.getpid() % 100_000:05d}"


def fill(schema: str = FIRST.schema, files: int = 2) -> None:
    """A published plan, a file or two, awkward texts."""
    with inside(schema):
        integrity.published_plan(actions=3)
        integrity.unit(name='Unidade "barra \\ invertida"\te tabulação', acronym="\\N")
        for number in range(files):
            upload = ContentFile(PNG, name=f"foto {number}.png")
            store(actor=SYSTEM, upload=upload, purpose=EVIDENCE, at=timezone.now())


def rows_of(database: Database, schema: str) -> dict[str, str]:
    """Every table of a schema, hashed row by row as the superuser sees it."""
    names = database.rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
        " (SELECT oid FROM pg_namespace WHERE nspname = %s) ORDER BY 1",
        schema,
    )
    found = {}
    for (name,) in names:
        rows = database.rows(f'SELECT t::text FROM "{schema}"."{name}" t ORDER BY t::text')
        found[str(name)] = sha256(repr(rows).encode()).hexdigest()
    return found


def files_of(folder: Path, schema: str) -> dict[str, str]:
    """Every stored file of a schema, by name and hash."""
    place = folder / "files" / schema
    if not place.is_dir():
        return {}
    return {each.name: sha256(each.read_bytes()).hexdigest() for each in place.iterdir()}


def traces(database: Database, pattern: str) -> list[str]:
    """Schemas and roles whose name matches."""
    found = database.rows(
        "SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname ~ %s", pattern
    ) + database.rows("SELECT 'role ' || rolname FROM pg_roles WHERE rolname ~ %s", pattern)
    return sorted(str(row[0]) for row in found)
