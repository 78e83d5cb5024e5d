"""Dates counted from events, plans that are ready, and hashes that tell texts apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.work_plans.rules import (
    OffsetUnit,
    StageEvent,
    StageTerms,
    offset_in_words,
    plan_faults,
    resolved,
    stage_faults,
    text_hash,
)

words = st.text(max_size=20)
texts = st.recursive(
    words | st.integers(-100, 100),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def terms(**more: object) -> StageTerms:
    """A stage of thirty days after publication."""
    values: dict[str, object] = {
        "description": "Instalar em ambiente de teste",
        "responsible": "partner",
        "start_event": "gazette",
        "start_offset": 0,
        "end_event": "gazette",
        "end_offset": 30,
        "offset_unit": "days",
    }
    return StageTerms(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("offset", "unit", "day"),
    [
        (30, OffsetUnit.DAYS, date(2026, 4, 1)),
        (0, OffsetUnit.DAYS, date(2026, 3, 2)),
        (-2, OffsetUnit.DAYS, date(2026, 2, 28)),
        (5, OffsetUnit.BUSINESS_DAYS, date(2026, 3, 9)),
    ],
)
def test_a_date_is_counted_from_its_event(offset: int, unit: str, day: date) -> None:
    known = {StageEvent.GAZETTE: date(2026, 3, 2)}
    assert resolved("gazette", offset, unit, known) == day


def test_a_date_waits_for_its_event() -> None:
    assert resolved("delivery", 5, "days", {StageEvent.GAZETTE: date(2026, 3, 2)}) is None


@pytest.mark.parametrize(
    ("event", "offset", "unit", "said"),
    [
        ("gazette", 30, "days", "30 dias após a publicação do extrato"),
        ("signature", 1, "business_days", "1 dia útil após a última assinatura"),
        ("end", -180, "days", "180 dias antes do fim da vigência"),
        ("delivery", 0, "days", "na data da entrega do código"),
    ],
)
def test_an_offset_is_said_in_words(event: str, offset: int, unit: str, said: str) -> None:
    assert offset_in_words(event, offset, unit) == said


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"description": " "}, "description"),
        ({"end_offset": -1}, "end_offset"),
        ({"start_offset": -5, "offset_unit": "business_days"}, "offset_unit"),
    ],
)
def test_a_stage_that_makes_no_sense_is_refused(change: dict[str, object], field: str) -> None:
    assert field in stage_faults(terms(**change))


def test_a_stage_may_end_at_another_event() -> None:
    assert stage_faults(terms(end_event="end", end_offset=-1)) == {}


@pytest.mark.parity("G05")
def test_a_plan_needs_a_goal_and_each_goal_a_stage() -> None:
    assert plan_faults({}) != []
    assert plan_faults({"1. Formalizar": 2, "2. Entregar": 0}) == [
        "A meta “2. Entregar” precisa de ao menos uma etapa com responsável e prazo."
    ]
    assert plan_faults({"1. Formalizar": 1}) == []


@given(texts, texts)
def test_equal_texts_have_equal_hashes_and_others_not(one: object, other: object) -> None:
    assert (text_hash(one) == text_hash(other)) == (one == other)


@given(st.dictionaries(words, words, max_size=6))
def test_the_order_of_keys_does_not_change_a_hash(text: dict[str, str]) -> None:
    assert text_hash(text) == text_hash(dict(reversed(text.items())))
