"""A real browser against the running programme; axe on every page, and a picture if one asks."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import ABSENT, ARGUMENTS, chromium
from tests.journeys.people import Traveller, Travellers
from tests.services import Services

PICTURES = Path(__file__).parents[2] / "var" / "pictures"


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium of this machine; its absence is loud, and a failure in CI.

    Closed after each journey: while it is open its event loop forbids Django's database.
    """
    found = chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def travellers(browser: Browser, services: Services) -> Iterator[Travellers]:
    """Opens a window of its own for each person."""
    wanted = PICTURES if os.environ.get("PICTURES") else None
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
    found = Travellers(browser, services, wanted)
    yield found
    found.close()


__all__ = ["Traveller"]
