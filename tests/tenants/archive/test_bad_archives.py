"""Archives from anywhere: cut, changed, dangerous, foreign: refused by name, nothing kept."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from access.rules import SYSTEM, Actor, Profile
from foundation.refusals import Denied, Invalid
from tenants.archive import manifest as manifests
from tenants.archive.faults import BadArchive, ForeignVersion, Occupied
from tenants.archive.restoring import restore_organisation
from tests.database import Database
from tests.seed import FIRST, SECOND
from tests.tenants.archive.forged import Entries, entries_of, refused, resealed, written
from tests.tenants.own import files_of, own_code, traces

pytestmark = pytest.mark.slow
NOW = timezone.now()


def change_cell(entries: Entries) -> Entries:
    name = "tables/identity_user.copy"
    return {**entries, name: entries[name].replace(b"Primeira", b"Terceira")}


def change_file(entries: Entries) -> Entries:
    name = next(each for each in entries if each.startswith("files/"))
    return {**entries, name: bytes(reversed(entries[name]))}


def change_readable(entries: Entries) -> Entries:
    return {**entries, "tables/access_unit.csv": b"x" * len(entries["tables/access_unit.csv"])}


def change_manifest(entries: Entries) -> Entries:
    changed = entries["manifest.json"].replace(b"Vila Primeira", b"Vila Terceira")
    return {**entries, "manifest.json": changed}


def leave_out(entries: Entries) -> Entries:
    return {name: each for name, each in entries.items() if name != "tables/access_organ.copy"}


def add_one(entries: Entries) -> Entries:
    return {**entries, "files/a-mais": b"x"}


def without_seal(entries: Entries) -> Entries:
    return {name: each for name, each in entries.items() if name != "manifest.sha256"}


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (change_cell, "tables/identity_user.copy"),
        (change_file, "files/"),
        (change_readable, "tables/access_unit.csv"),
        (change_manifest, "manifest.json"),
        (leave_out, "tables/access_organ.copy"),
        (add_one, "files/a-mais"),
        (without_seal, "manifest.sha256"),
    ],
)
def test_a_changed_archive_is_refused_naming_the_part(
    whole: tuple[Database, Path], tmp_path: Path, change: Callable[[Entries], Entries], part: str
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    bad = change(good)
    assert bad != good
    refusal = refused(whole, written(tmp_path / "ruim.zip", bad))
    assert refusal.part.startswith(part)
    assert part in refusal.message


@pytest.mark.parametrize("kept", [0, 10, 0.3, 0.9, 0.999])
def test_an_archive_cut_short_is_refused(
    whole: tuple[Database, Path], tmp_path: Path, kept: float
) -> None:
    content = (whole[1] / "boa.zip").read_bytes()
    path = tmp_path / "cortada.zip"
    path.write_bytes(content[: int(kept if kept >= 1 else kept * len(content))])
    assert refused(whole, path).part == "cortada.zip"


def test_a_flipped_byte_is_found_unless_no_content_depends_on_it(
    whole: tuple[Database, Path], tmp_path: Path
) -> None:
    good = whole[1] / "boa.zip"
    content, entries, found = good.read_bytes(), entries_of(good), 0
    for place in range(60, len(content) - 1, len(content) // 40):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            restore_organisation(
                path, actor=SYSTEM, schema=f"m{own_code()}", slug="copia", dry_run=True, at=NOW
            )
        except BadArchive:
            found += 1
        else:
            assert entries_of(path) == entries  # a date or a mode of an entry
    assert found > 20


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../fora.txt",
        "files/../../fora",
        "files/a/b",
        "files\\fora",
        "C:\\fora",
        "tables/../x.copy",
        "files/.oculto",
        "files/",
        "tables/A.copy",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    whole: tuple[Database, Path], tmp_path: Path, name: str
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    refusal = refused(whole, written(tmp_path / "fora.zip", {**good, name: b"x"}))
    assert name in refusal.part.replace("\\\\", "\\")


def test_the_same_name_twice_is_refused(whole: tuple[Database, Path], tmp_path: Path) -> None:
    path = written(tmp_path / "dupla.zip", entries_of(whole[1] / "boa.zip"))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as opened:
        opened.writestr("manifest.json", b"{}")
    assert "duas vezes" in refused(whole, path).message


def test_a_bomb_is_refused_before_it_is_unpacked(
    whole: tuple[Database, Path], tmp_path: Path
) -> None:
    path = written(tmp_path / "bomba.zip", entries_of(whole[1] / "boa.zip"))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as opened,
        opened.open("files/bomba", "w") as bomb,
    ):
        for _ in range(400):
            bomb.write(b"\0" * 1024 * 1024)
    assert path.stat().st_size < 2 * 1024 * 1024
    assert "dados demais" in refused(whole, path).message


def test_a_size_that_lies_is_not_believed(whole: tuple[Database, Path], tmp_path: Path) -> None:
    """The list of contents says a kilobyte, the stream holds a megabyte."""
    good = entries_of(whole[1] / "boa.zip")
    name = "tables/access_unit.copy"
    path = written(tmp_path / "mente.zip", {**good, name: b"0" * 1024 * 1024})
    content = path.read_bytes()
    size, lie = (1024 * 1024).to_bytes(4, "little"), len(good[name]).to_bytes(4, "little")
    path.write_bytes(content.replace(size, lie))
    assert refused(whole, path).part == name


def test_an_archive_of_another_format_or_release_is_refused_with_its_version(
    whole: tuple[Database, Path], tmp_path: Path
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    for change, said in (
        (lambda found: found.update(format=2), "formato 2"),
        (lambda found: found["migrations"].append(["execution", "9999_depois"]), "9999_depois"),
    ):
        refusal = refused(whole, written(tmp_path / "outra.zip", resealed(good, change)))
        assert isinstance(refusal, ForeignVersion)
        assert said in refusal.message


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found["tables"][0].update(name='x"; DROP TABLE y; --'),
        lambda found: found["tables"][0]["columns"].append("z"),
        lambda found: found["tables"].pop(),
        lambda found: found["tables"][0].update(rows="3"),
        lambda found: found["tables"][0].update(rows=-1),
        lambda found: found.update(organisation=None),
        lambda found: found.update(more=1),
        lambda found: found["files"][0].update(name="../x"),
        lambda found: found["counters"][0].update(table="pg_class"),
        lambda found: found["files"].append(found["files"][0]),
    ],
)
def test_a_manifest_that_lies_under_a_new_seal_is_refused(
    whole: tuple[Database, Path], tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    refused(whole, written(tmp_path / "mente.zip", resealed(good, change)))


def test_anything_else_is_no_archive(whole: tuple[Database, Path], tmp_path: Path) -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w"):
        pass
    for content in (b"", b"PK", b"%PDF-1.7", empty.getvalue()):
        (tmp_path / "nada.zip").write_bytes(content)
        refused(whole, tmp_path / "nada.zip")
    with pytest.raises(BadArchive):
        manifests.parse(b"[1, 2]")


def test_a_living_organisation_is_never_overwritten(whole: tuple[Database, Path]) -> None:
    database, folder = whole
    before = files_of(folder, FIRST.schema)
    for schema, slug in ((FIRST.schema, ""), (SECOND.schema, "nova"), ("", "nova")):
        with pytest.raises(Occupied):
            restore_organisation(folder / "boa.zip", actor=SYSTEM, schema=schema, slug=slug, at=NOW)
    with pytest.raises(Occupied, match=SECOND.host):
        restore_organisation(
            folder / "boa.zip",
            actor=SYSTEM,
            schema=f"m{own_code()}",
            slug=SECOND.slug,
            at=NOW,
        )
    assert files_of(folder, FIRST.schema) == before
    assert traces(database, f"^m{own_code()}") == []


@pytest.mark.parametrize(
    "schema", ["public", "zz_template", "pg_catalog", "m1", 'm"; x', "M3199901"]
)
def test_only_the_name_of_an_organisation_is_a_place(
    whole: tuple[Database, Path], schema: str
) -> None:
    with pytest.raises(Invalid):
        restore_organisation(whole[1] / "boa.zip", actor=SYSTEM, schema=schema, slug="nova", at=NOW)


def test_a_restore_is_of_the_machine_room(whole: tuple[Database, Path]) -> None:
    auditor = Actor(name="Augusto Auditor", profile=Profile.AUDITOR)
    with pytest.raises(Denied):
        restore_organisation(whole[1] / "boa.zip", actor=auditor, at=NOW)
