"""The tutorials name what is on the screen: their words and addresses are those of the product."""

import re
from functools import lru_cache
from importlib import import_module

import pytest
from django.urls import Resolver404, resolve

from config.local.places import SOURCE
from tests.docs.sources import DOCS, OURS

TEXT = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((DOCS / "tutorial").glob("*.md"))
)
WORDS = sorted(set(re.findall(r"\*\*([^*]+)\*\*", TEXT)) - {"negrito"})
PATHS = sorted(set(re.findall(r"`(/[a-z-/]+/)`", TEXT)))
TABLES = ("config.urls.portal", "config.urls.centre", "config.urls.organisation")


@lru_cache(maxsize=1)
def screens() -> str:
    """Templates and Python of the product, spaces made even."""
    files = (
        path
        for folder in OURS
        for path in sorted((SOURCE / folder).rglob("*"))
        if path.suffix in (".html", ".py") and "migrations" not in path.parts
    )
    return " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in files)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_screen_is_on_a_screen(word: str) -> None:
    said = re.compile(rf"[\"'>“ ]{re.escape(word)}(?=[\"'<”:., {{])")
    assert said.search(screens())


@pytest.mark.parametrize("path", PATHS)
def test_an_address_leads_to_a_page(path: str) -> None:
    found = []
    for table in TABLES:
        import_module(table)
        try:
            found.append(resolve(path, urlconf=table))
        except Resolver404:
            continue
    assert found
