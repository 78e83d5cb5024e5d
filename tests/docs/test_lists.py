"""Pages that list something list all of it, and nothing that is not there."""

import re

import pytest
from django.apps import apps

from config.local.places import SOURCE
from tests.docs.pages import MARK
from tests.docs.sources import (
    DOCS,
    commands,
    targets,
    variables_of_local_start,
    variables_of_settings,
)

REFERENCE = DOCS / "reference"


def first_cells(page: str, heading: str) -> list[str]:
    """The first cell of every row of the tables under a heading, without its code marks."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    part = re.split(r"^## ", text, flags=re.MULTILINE)
    body = next(each for each in part if each.startswith(heading))
    cells = re.findall(r"^\| `([^`]+)`", body, re.MULTILINE)
    assert cells, f"{page}: no table under {heading}"
    return cells


def test_the_settings_page_lists_exactly_what_the_settings_read() -> None:
    assert sorted(first_cells("settings.md", "Settings")) == sorted(variables_of_settings())


def test_the_settings_page_lists_what_a_local_start_reads_besides() -> None:
    own = variables_of_local_start() - variables_of_settings()
    assert sorted(first_cells("settings.md", "Read by a local start")) == sorted(own)


def test_the_commands_page_lists_every_command_and_every_target() -> None:
    listed = {cell.split()[1] for cell in first_cells("commands.md", "`sispmpi`")}
    assert commands() <= listed
    assert {"run", "local"} <= listed
    assert {cell.split()[1] for cell in first_cells("commands.md", "`make`")} == targets()


def test_the_readme_states_both_commands() -> None:
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make run\b", text, re.MULTILINE)
    assert re.search(r"^make test\b", text, re.MULTILINE)


def test_the_readme_shows_the_portal_once_there_is_a_picture() -> None:
    picture = "docs/pictures/portal.png"
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    assert (f"]({picture})" in text) == (SOURCE / picture).is_file()


def code_names() -> list[str]:
    """The `app.Model` names that the glossary gives to terms."""
    own = (REFERENCE / "glossary.md").read_text(encoding="utf-8").partition(MARK)[0]
    return re.findall(r"`([a-z_]+\.[A-Z]\w+)`", own)


@pytest.mark.parametrize("code", sorted(set(code_names())))
def test_a_code_name_of_the_glossary_exists(code: str) -> None:
    label, name = code.split(".")
    config = apps.get_app_config(label)
    assert name.lower() in config.models
    assert config.get_model(name).__name__ == name
