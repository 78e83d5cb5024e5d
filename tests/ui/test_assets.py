"""What set-up builds from pinned packages is whole, and asks for nothing from outside."""

import csv
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from config.local.places import SOURCE
from ui.templatetags.ui import SEMAPHORE, STEP_STATES, TONES

VENDOR = SOURCE / "platform" / "ui" / "static" / "vendor"
ASSETS = SOURCE / "deploy" / "assets"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("assets_build", ASSETS / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_manifest_names_every_file_with_its_sum(build: ModuleType) -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    present = {path.relative_to(SOURCE).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    listed = set(manifest["files"])
    assert present - listed == {"platform/ui/static/vendor/manifest.json"}
    for name, total in manifest["files"].items():
        assert build.digest((SOURCE / name).read_bytes()) == total


def test_the_style_sheets_refer_only_to_files_that_are_there() -> None:
    for sheet in VENDOR.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text
        for target in re.findall(r"url\([\"']?([^\"')]+)", text):
            if target.startswith("data:"):
                continue
            assert (sheet.parent / target).is_file(), target


def test_every_icon_in_use_is_in_the_icon_font() -> None:
    known = set(
        re.findall(
            r"\.fa-([a-z0-9-]+):before",
            (VENDOR / "fontawesome" / "fontawesome.css").read_text(encoding="utf-8"),
        )
    )
    used = {icon for table in (SEMAPHORE, STEP_STATES, TONES) for icon, _ in table.values() if icon}
    for path in (SOURCE / "platform" / "ui" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bfa-([a-z]+(?:-[a-z]+)*)(?=[\s\"])", text))
        used |= set(re.findall(r"\bicon=\"([a-z-]+)\"", text))
    assert used - known == set()


def test_the_table_of_municipalities_is_whole() -> None:
    table = SOURCE / "platform" / "foundation" / "data" / "municipalities.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["ibge_code"] for row in rows}) == 5571
    assert sum(row["state"] == "MG" for row in rows) == 853
    assert {"ibge_code": "3170107", "name": "Uberaba", "state": "MG"} in rows
    assert [row["ibge_code"] for row in rows] == sorted(row["ibge_code"] for row in rows)


def test_a_table_that_lost_rows_is_refused(build: ModuleType) -> None:
    with pytest.raises(build.BuildError, match="1 rows, 1 in MG"):
        build.municipality_rows("const e={MG:[[`Uberaba`,`3170107`]]};")


def test_the_lock_names_no_address_and_pins_every_package() -> None:
    text = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    packages = {k: v for k, v in json.loads(text)["packages"].items() if k}
    assert all("integrity" in entry for entry in packages.values())


def test_a_changed_or_missing_file_is_built_again(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "VENDOR", tmp_path / "vendor")
    sheet = tmp_path / "vendor" / "a.css"
    sheet.parent.mkdir()
    sheet.write_bytes(b"a{}")
    files = {"vendor/a.css": build.digest(b"a{}")}
    (tmp_path / "vendor" / "manifest.json").write_text(json.dumps({"stamp": "s", "files": files}))
    assert build.up_to_date("s")
    assert not build.up_to_date("other")
    sheet.write_bytes(b"b{}")
    assert not build.up_to_date("s")
    sheet.unlink()
    assert not build.up_to_date("s")
