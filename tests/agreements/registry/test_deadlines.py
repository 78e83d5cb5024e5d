"""How a term runs, stands and runs on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.registry.deadlines import Clock, DeadlineUnit, Length, Pause, clock, deadline_faults

FIVE = Length(5, DeadlineUnit.BUSINESS_DAYS)
MONDAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("length", "due"),
    [
        (FIVE, date(2026, 11, 16)),
        (Length(10, DeadlineUnit.BUSINESS_DAYS), date(2026, 11, 24)),  # the 20th is a holiday
        (Length(5, DeadlineUnit.DAYS), date(2026, 11, 14)),
    ],
)
def test_without_a_pause_it_ends_as_the_calendar_says(length: Length, due: date) -> None:
    assert clock(MONDAY, length, []) == Clock(due)
    assert length.after(MONDAY) == due


def test_an_answered_pause_moves_the_end_by_the_days_that_it_took() -> None:
    pause = Pause(date(2026, 11, 10), date(2026, 11, 12))
    assert clock(MONDAY, FIVE, [pause]) == Clock(date(2026, 11, 18))


def test_an_open_pause_leaves_the_rest_of_the_term() -> None:
    assert clock(MONDAY, FIVE, [Pause(date(2026, 11, 11))]) == Clock(None, 3)


def test_what_is_asked_after_the_end_changes_nothing() -> None:
    assert clock(MONDAY, FIVE, [Pause(date(2026, 12, 1))]) == Clock(date(2026, 11, 16))


@given(
    st.integers(1, 60),
    st.sampled_from(sorted(DeadlineUnit)),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30)), max_size=4),
)
def test_a_pause_never_brings_the_end_nearer(
    count: int, unit: str, spans: list[tuple[int, int]]
) -> None:
    length = Length(count, unit)
    pauses = [
        Pause(MONDAY + timedelta(days=begin), MONDAY + timedelta(days=begin + size))
        for begin, size in spans
    ]
    found = clock(MONDAY, length, pauses)
    assert found.due is not None
    assert found.due >= length.after(MONDAY)
    assert not any(each.covers(found.due) for each in pauses)


def test_a_term_has_a_length_and_grounds() -> None:
    faults = deadline_faults(count=0, legal_basis=" ", reason=" ")
    assert set(faults) == {"length", "legal_basis", "reason"}
    assert deadline_faults(count=1, legal_basis="Prática", reason="Norma nova.") == {}
