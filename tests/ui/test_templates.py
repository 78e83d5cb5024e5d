"""Habits of every template in the house, and of the style they stand on."""

import re
from pathlib import Path

import pytest

from config.local.places import SOURCE

ROOMS = ("platform", "tenants", "integrity", "agreements", "config")
UI = SOURCE / "platform" / "ui"
TEMPLATES = sorted(
    path
    for room in ROOMS
    for path in (SOURCE / room).rglob("templates/**/*.html")
    if path.is_file()
)
SHEETS = sorted((UI / "static" / "ui").glob("*.css"))
STYLE = "\n".join(each.read_text(encoding="utf-8") for each in SHEETS)


DATA = 'type="application/json"'  # is read by a script and never executed


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_no_inline_style_script_or_foreign_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    scripts = [each for each in re.findall(r"<script[^>]*>", text) if DATA not in each]
    assert all(" src=" in each for each in scripts), scripts
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if UI not in path.parents], ids=named)
def test_a_domain_template_has_no_class_of_its_own(path: Path) -> None:
    assert not re.search(r"\sclass=", path.read_text(encoding="utf-8"))


def test_every_class_of_ours_in_a_template_is_known_to_the_style() -> None:
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(r"\bsp-[a-z-]+[a-z]\b(?!-)", path.read_text(encoding="utf-8"))
    }
    assert {name for name in used if f".{name}" not in STYLE} == set()


def test_the_style_stays_readable_and_local() -> None:
    for sheet in SHEETS:
        assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400
    assert "http" not in STYLE and "@import" not in STYLE
