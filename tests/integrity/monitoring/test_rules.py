"""Shares of a whole and the life of a recommendation, whatever is asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.refusals import NotAllowed
from integrity.monitoring import rules
from integrity.monitoring.rules import RECOMMENDATION_FLOW, RecommendationState


def test_an_empty_whole_has_no_share() -> None:
    assert rules.share(0, 0) is None
    assert rules.share_in_words(0, 0) == "não se aplica"


@pytest.mark.parity("P96", "P97")
@pytest.mark.parametrize(
    ("part", "whole", "words"), [(1, 3, "33,33%"), (1, 2, "50%"), (0, 4, "0%"), (4, 4, "100%")]
)
def test_a_share_has_two_decimals_unless_it_is_whole(part: int, whole: int, words: str) -> None:
    assert rules.share_in_words(part, whole) == words


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_two_parts_of_a_whole_make_a_hundred(part: int, whole: int) -> None:
    part = min(part, whole)
    here, there = rules.share(part, whole), rules.share(whole - part, whole)
    assert here is not None
    assert there is not None
    assert 0 <= here <= 100
    assert abs(here + there - 100) <= Decimal("0.01")


@pytest.mark.parametrize("verb", ["rewrite", "answer", "withdraw"])
@pytest.mark.parametrize("state", [RecommendationState.ANSWERED, RecommendationState.WITHDRAWN])
def test_what_was_answered_or_withdrawn_stays_so(verb: str, state: RecommendationState) -> None:
    with pytest.raises(NotAllowed):
        RECOMMENDATION_FLOW.after(verb, state)


@given(st.text(max_size=20))
def test_a_text_must_say_something(text: str) -> None:
    assert bool(rules.text_fault(text, "Escreva.")) is not bool(text.strip())


def test_a_text_has_a_limit() -> None:
    assert rules.text_fault("a" * 5000, "Escreva.") == ""
    assert rules.text_fault("a" * 5001, "Escreva.") == "O texto pode ter até 5.000 caracteres."
