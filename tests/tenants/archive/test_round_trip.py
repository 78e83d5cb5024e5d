"""What goes out comes back equal: every row, every file, under the same name or another."""

import csv
import json
from io import TextIOWrapper
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import ProgrammingError
from django.utils import timezone

from access.models import Organ
from access.rules import SYSTEM
from audit import proof
from audit.models import Entry
from audit.personal import pseudonym
from foundation.tenancy import inside
from identity.models import User
from tenants import erasures
from tenants.archive.manifest import Manifest
from tenants.archive.proof import prove
from tenants.archive.restoring import restore_organisation
from tenants.archive.tables import Shape
from tenants.archive.writing import export
from tenants.models import Tenant
from tests.database import Database
from tests.seed import FIRST
from tests.tenants.archive.stranger import faults_of, manifest_in, rows_in
from tests.tenants.own import files_of, fill, own_code, rows_of, traces

pytestmark = pytest.mark.slow


@pytest.fixture
def archive(own: Database, tmp_path: Path) -> Path:
    fill()
    path = tmp_path / "primeira.zip"
    export(FIRST.schema, path, at=timezone.now())
    return path


def copy_of(path: Path) -> tuple[Manifest, str]:
    schema = f"m{own_code()}"
    manifest, place = restore_organisation(
        path, actor=SYSTEM, schema=schema, slug="vila-copia", at=timezone.now()
    )
    assert place.schema == schema
    return manifest, schema


def test_a_copy_under_another_name_is_equal_row_by_row(
    own: Database, archive: Path, tmp_path: Path
) -> None:
    _, schema = copy_of(archive)
    before, after = rows_of(own, FIRST.schema), rows_of(own, schema)
    differing = {name for name in before if before[name] != after[name]}
    assert set(before) == set(after)
    assert len(before) > 30
    assert differing <= {"documents_storedfile", "django_session"}
    keys = own.rows(f'SELECT storage_key FROM "{schema}".documents_storedfile')
    assert keys
    assert all(str(key).startswith(f"{schema}/") for (key,) in keys)
    assert files_of(tmp_path, schema) == files_of(tmp_path, FIRST.schema)
    assert len(files_of(tmp_path, schema)) == len(keys)


def test_what_is_restored_is_read_only_and_goes_on_counting(own: Database, archive: Path) -> None:
    _, schema = copy_of(archive)
    assert Tenant.objects.get(schema_name=schema).life == "read_only"
    entry = Entry.verbs.filter(verb="tenants.tenant.restored").latest("pk")
    assert entry.changes["arquivo"] == ["", archive.name]
    highest = own.rows(f'SELECT max(id) FROM "{schema}".identity_user')[0][0]
    own.rows(f"SELECT public.let_write('{schema}', true)")
    with inside(schema):
        new = User.objects.create(email="nova@exemplo.test", name="Nova", password="!")
    assert new.pk > int(str(highest))


def test_the_chain_of_the_journal_survives_a_restore_unchanged(
    own: Database, archive: Path
) -> None:
    with inside(FIRST.schema):
        Organ.objects.create(name="Órgão de depois do arquivo")
        before = proof.prove()
    assert before.holds
    _, schema = copy_of(archive)
    with inside(schema):
        copied = proof.prove()
        assert (copied.holds, copied.entries > 0) == (True, True)
        assert copied.entries < before.entries
        head = Entry.objects.get(position=copied.entries).hash
    with inside(FIRST.schema):
        assert Entry.objects.get(position=copied.entries).hash == head
    own.rows(f"SELECT public.let_write('{schema}', true)")
    with inside(schema):
        Organ.objects.create(name="Órgão da cópia")
        assert (proof.prove().holds, proof.prove().entries) == (True, copied.entries + 1)
        with pytest.raises(ProgrammingError, match="permission denied"):
            Entry.objects.update(reason="x")


def test_who_was_erased_since_does_not_come_back(own: Database, archive: Path) -> None:
    """The archive is older than the erasure; the register is not in it."""
    with inside(FIRST.schema):
        user = User.objects.order_by("pk")[0]
    erasures.register(schema=FIRST.schema, person_uid=user.uid, at=timezone.now())
    _, schema = copy_of(archive)
    with inside(schema):
        again = User.objects.get(uid=user.uid)
        assert again.name == pseudonym(user.uid)
        assert (again.is_active, user.email in again.email) == (False, False)
        assert Entry.verbs.filter(verb="people.erasure_repeated", subject_uid=user.uid).exists()
        assert proof.prove().holds


def test_an_archive_is_read_without_us(archive: Path) -> None:
    with ZipFile(archive) as opened:
        assert "tables/*.csv" in opened.read("LEIA-ME.txt").decode()
        manifest = json.loads(opened.read("manifest.json"))
        for table in manifest["tables"]:
            with opened.open(table["readable"]["name"]) as raw:
                rows = list(csv.reader(TextIOWrapper(raw, "utf-8", newline="")))
            assert rows[0] == table["columns"] == list(table["json_schema"]["properties"])
            assert len(rows) - 1 == table["rows"], table["name"]
    units = next(each for each in manifest["tables"] if each["name"] == "access_unit")
    assert units["rows"] > 0


def test_every_row_of_the_readable_copies_follows_the_schema_that_travels_with_it(
    archive: Path,
) -> None:
    kinds, seen = set(), 0
    for table in manifest_in(archive)["tables"]:
        rows, schema = list(rows_in(archive, table)), table["json_schema"]
        assert faults_of(iter(rows), schema) == []
        assert {name for row in rows for name in row} <= set(schema["properties"])
        for name, column in schema["properties"].items():
            filled = [row[name] for row in rows if row[name]]
            kinds |= {json.dumps(column, sort_keys=True)} if filled else set()
            if "contentMediaType" in column:
                list(map(json.loads, filled))
        seen += len(rows)
    assert seen > 100
    assert len(kinds) >= 7, kinds  # text, integer, boolean, uuid, day, moment, JSON


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("id", "um"),
        ("uid", "não é"),
        ("is_active", "sim"),
        ("name", None),
        ("decided_at", "2026-11-23T10:00:00Z"),
    ],
)
def test_a_cell_of_another_kind_is_seen(column: str, wrong: str | None) -> None:
    right = {"id": "7", "uid": str(uuid4()), "name": "Vila", "is_active": "t"}
    right["decided_at"] = "2026-11-23 10:00:00.123+00"
    kinds = ("bigint", "uuid", "character varying(255)", "boolean", "timestamp with time zone")
    schema = Shape("vila", tuple(right), kinds, (True,) * 5, ("id",)).json_schema()
    assert faults_of(iter([right]), schema) == []
    crooked = {**right, column: wrong} if wrong else {k: v for k, v in right.items() if k != column}
    found = faults_of(iter([crooked]), schema)
    assert len(found) == 1 and column in found[0], found


def test_open_sessions_do_not_travel(own: Database, archive: Path) -> None:
    names = {each["name"] for each in manifest_in(archive)["tables"]}
    assert "django_session" not in names
    assert "identity_user" in names


def test_a_proof_compares_everything_and_leaves_no_trace(own: Database, archive: Path) -> None:
    before = traces(own, "zz_scratch|^m39")
    manifest = prove(archive)
    assert manifest.rows > 50
    assert traces(own, "zz_scratch|^m39") == before


def test_a_dry_run_writes_nothing(own: Database, archive: Path, tmp_path: Path) -> None:
    schema = f"m{own_code()}"
    restore_organisation(
        archive, actor=SYSTEM, schema=schema, slug="vila-copia", dry_run=True, at=timezone.now()
    )
    assert traces(own, schema) == []
    assert files_of(tmp_path, schema) == {}
    assert not Tenant.objects.filter(schema_name=schema).exists()


def test_a_lost_or_changed_file_is_told_in_the_manifest(own: Database, tmp_path: Path) -> None:
    fill()
    lost, changed = sorted((tmp_path / "files" / FIRST.schema).iterdir())[:2]
    lost.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"outra coisa")
    manifest = export(FIRST.schema, tmp_path / "falha.zip", at=timezone.now())
    told = " ".join(manifest.faults)
    assert f"{lost.name}: o arquivo não está mais" in told
    assert f"{changed.name}: o conteúdo não é mais" in told


def test_an_archive_never_replaces_a_file(own: Database, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(FileExistsError):
        export(FIRST.schema, archive, at=timezone.now())
    assert archive.read_bytes() == before
    assert archive.stat().st_mode & 0o777 == 0o600
