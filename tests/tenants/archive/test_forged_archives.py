"""Containers, manifests and rows made to do harm, under seals that agree: nothing is written."""

import json
import stat
import tarfile
import zipfile
from copy import copy
from pathlib import Path
from random import randbytes
from typing import Any

import pytest
from django.utils import timezone

from access.rules import SYSTEM
from foundation.refusals import Invalid
from tenants.archive import manifest as manifests
from tenants.archive.faults import BadArchive
from tenants.archive.restoring import restore_organisation
from tests.database import Database
from tests.tenants.archive.forged import (
    entries_of,
    refused,
    resealed,
    with_manifest,
    with_rows,
    written,
)
from tests.tenants.own import own_code, traces

pytestmark = pytest.mark.slow
Whole = tuple[Database, Path]
UNIT = "access_unit"


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR]
)
def test_links_and_devices_are_refused_by_name(whole: Whole, tmp_path: Path, kind: int) -> None:
    path = written(tmp_path / "atalho.zip", entries_of(whole[1] / "boa.zip"))
    with zipfile.ZipFile(path, "a") as opened:
        info = zipfile.ZipInfo("files/atalho")
        info.create_system = 3
        info.external_attr = (kind | 0o777) << 16
        opened.writestr(info, "/etc/passwd")
    refusal = refused(whole, path)
    assert refusal.part == "files/atalho"
    assert "não é um arquivo comum" in refusal.message


def test_a_tar_is_no_archive_of_ours(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "outra.tar.gz"
    with tarfile.open(path, "w:gz") as opened:
        opened.add(whole[1] / "boa.zip", "../../boa.zip")
    assert refused(whole, path).part == "outra.tar.gz"


def test_parts_that_share_their_bytes_are_a_bomb(whole: Whole, tmp_path: Path) -> None:
    path = written(tmp_path / "sobreposta.zip", entries_of(whole[1] / "boa.zip"))
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("files/a", b"x" * 100_000)
        for number in range(50):
            again = copy(opened.getinfo("files/a"))
            again.filename = f"files/a{number}"
            opened.filelist.append(again)
    assert path.stat().st_size < 500_000
    assert "se sobrepõem" in refused(whole, path).message


def test_a_list_of_contents_that_would_fill_the_memory_is_not_read(
    whole: Whole, tmp_path: Path
) -> None:
    content = bytearray((whole[1] / "boa.zip").read_bytes())
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = (200 * 1024 * 1024).to_bytes(4, "little")
    (tmp_path / "lista.zip").write_bytes(content)
    refusal = refused(whole, tmp_path / "lista.zip")
    assert "lista de conteúdo grande demais" in refusal.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "não pode ser lido"),
        (b"\xff\xfe{}", "não pode ser lido"),
        (b'{"format": ' + b"9" * 5000 + b"}", "não pode ser lido"),
        (b'{"format": 1}', "não é de um arquivo do SisPMPI"),
        (b'{"product": "outro", "format": 1}', "não é de um arquivo do SisPMPI"),
        (b'"texto"', "não é de um arquivo do SisPMPI"),
        (b"[" * 900, "não pode ser lido"),
        (b" " * 8 * 100_000 + b"[" * 90_000, "não pode ser lido"),
        (b"[" * 100_000, "valores demais"),
        (b"[" + b"[]," * 1_000_000 + b"[]]", "valores demais"),
    ],
)
def test_a_manifest_that_cannot_be_ours_is_refused(
    whole: Whole, tmp_path: Path, content: bytes, said: str
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    path = written(tmp_path / "manifesto.zip", with_manifest(good, content))
    refusal = refused(whole, path)
    assert refusal.part == "manifest.json"
    assert said in refusal.message


def test_a_manifest_longer_than_any_of_ours_is_not_read(whole: Whole, tmp_path: Path) -> None:
    good = entries_of(whole[1] / "boa.zip")
    content = randbytes(manifests.MOST_MANIFEST + 1)
    path = written(tmp_path / "longo.zip", with_manifest(good, content))
    assert refused(whole, path).message == "manifest.json: é grande demais."


@pytest.mark.parametrize(
    "schema",
    [
        "information_schema",
        "public",
        "ext",
        "pg_catalog",
        "zz_template",
        "$user",
        "%s",
        "-- x",
        "a b",
        'm"; DROP SCHEMA public; --',
        "../m3199901",
        "M3199901",
        "m3199901\n",
        "",
    ],
)
def test_a_schema_name_that_no_organisation_may_have_is_refused(
    whole: Whole, tmp_path: Path, schema: str
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    bad = resealed(good, lambda found: found.update(schema=schema))
    refusal = refused(whole, written(tmp_path / "nome.zip", bad))
    assert refusal.part == "manifest.json"
    assert repr(schema) in refusal.message


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(made_at="ontem"),
        lambda found: found.update(made_at="2026-11-23T01:02:03"),
        lambda found: found["organisation"].update(name="a\0b"),
        lambda found: found["organisation"].update(acronym="\ud800"),
        lambda found: found["organisation"].update(cnpj="1" * 40),
        lambda found: found["organisation"].update(nature="reino"),
        lambda found: found["counters"][0].update(last_value=2**70),
        lambda found: found["counters"][0].update(last_value=0),
        lambda found: found["migrations"].pop(),
        lambda found: found["migrations"].remove(["access", "0001_initial"]),
        lambda found: found["migrations"].append(["access"]),
        lambda found: found["files"][0].update(size=True),
        lambda found: found["tables"][0]["copy"].update(size=10**30),
    ],
)
def test_what_a_manifest_says_is_believed_only_as_far_as_it_agrees(
    whole: Whole, tmp_path: Path, change: Any
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    refusal = refused(whole, written(tmp_path / "mente.zip", resealed(good, change)))
    assert (
        refusal.part in ("manifest.json", "tables/access_organ.copy") or "tables/" in refusal.part
    )


def test_a_host_that_cannot_be_one_is_refused(whole: Whole, tmp_path: Path) -> None:
    good = entries_of(whole[1] / "boa.zip")
    for hosts in (["../x.localhost"], ["cge.localhost"], [], ["A.localhost"]):
        bad = resealed(good, lambda found, hosts=hosts: found.update(hosts=hosts))  # type: ignore[misc]
        path = tmp_path / "host.zip"
        path.unlink(missing_ok=True)
        written(path, bad)
        with pytest.raises(Invalid):
            restore_organisation(
                path, actor=SYSTEM, schema=f"m{own_code()}", slug="", at=timezone.now()
            )
        assert traces(whole[0], own_code()) == []


def rows_of_units(good: dict[str, bytes]) -> tuple[list[bytes], list[str]]:
    """The rows of the units, and the columns."""
    manifest = json.loads(good["manifest.json"])
    table = next(each for each in manifest["tables"] if each["name"] == UNIT)
    return good[f"tables/{UNIT}.copy"].splitlines(keepends=True), table["columns"]


@pytest.mark.parametrize("fault", ["fewer", "more", "kind", "null", "nowhere", "twice", "end"])
def test_rows_that_no_table_takes_are_refused_naming_the_part(
    whole: Whole, tmp_path: Path, fault: str
) -> None:
    good = entries_of(whole[1] / "boa.zip")
    rows, columns = rows_of_units(good)
    cells = rows[0].rstrip(b"\n").split(b"\t")
    assert len(cells) == len(columns)
    if fault == "fewer":
        cells = cells[:-1]
    elif fault == "more":
        cells = [*cells, b"x"]
    elif fault == "kind":
        cells[columns.index("id")] = b"um"
    elif fault == "null":
        cells[columns.index("name")] = b"\\N"
    elif fault == "nowhere":
        cells[columns.index("parent_id")] = b"999999"
    changed = [b"\t".join(cells) + b"\n", *rows[1:]]
    if fault == "twice":
        changed = [rows[0], *rows]
    elif fault == "end":
        changed = [b"\\.\n", *rows]
    bad = with_rows(good, UNIT, b"".join(changed), len(changed))
    refusal = refused(whole, written(tmp_path / "linhas.zip", bad))
    assert isinstance(refusal, BadArchive)
    assert refusal.part == f"tables/{UNIT}.copy"
    assert "Primeira" not in refusal.message  # no row of anybody in a message


def test_more_or_fewer_rows_than_promised_are_refused(whole: Whole, tmp_path: Path) -> None:
    good = entries_of(whole[1] / "boa.zip")
    rows, _ = rows_of_units(good)
    for promised in (len(rows) + 1, len(rows) - 1):
        path = tmp_path / f"{promised}.zip"
        refusal = refused(whole, written(path, with_rows(good, UNIT, b"".join(rows), promised)))
        assert refusal.part == f"tables/{UNIT}.copy"
        assert "linhas" in refusal.message
