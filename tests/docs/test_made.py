"""What is made from the code is current, and the code keeps what those pages say of it."""

from pathlib import Path

import pgtrigger
import pytest

from config.management.commands.flows import flows
from tests.docs.pages import MADE, rows, written
from tests.docs.sources import own_models, proofs


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_a_made_page_is_current(page: Path) -> None:
    current = page.read_text(encoding="utf-8") == written(page)
    assert current, f"{page.name} is behind the code: run `python -m tests.docs`"


def test_the_database_repeats_every_flow() -> None:
    repeated = [
        sorted(trigger.transitions)
        for model in own_models()
        for trigger in getattr(model._meta, "triggers", [])
        if isinstance(trigger, pgtrigger.FSM)
    ]
    assert [place for place, flow in flows() if flow.pairs() not in repeated] == []


def test_a_test_proves_only_rows_that_exist() -> None:
    known = {number for number, _ in rows()}
    assert set(proofs()) <= known


def test_a_row_has_one_number_and_one_sentence() -> None:
    numbers = [number for number, _ in rows()]
    assert len(numbers) == len(set(numbers))
    assert all(sentence.strip() for _, sentence in rows())
