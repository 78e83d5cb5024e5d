"""Two kinds of notice that exist in these tests alone."""

import pytest

from notifications import kinds
from tests.notifications.given import LOCKED, TOLD


@pytest.fixture(autouse=True)
def _kinds_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (TOLD, LOCKED):
        monkeypatch.setitem(kinds._kinds, kind.key, kind)
