"""Cycles, deadlines and what a report must hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.improvements.rules import (
    ReportState,
    anniversary,
    due_date_of,
    faults_before_sending,
    is_late,
    is_web_address,
    open_cycles,
    period_of,
)
from agreements.registry.deadlines import DeadlineUnit, Length

START = date(2026, 2, 10)
END = date(2028, 2, 10)
THIRTY = Length(30, DeadlineUnit.DAYS)


def test_a_report_is_due_thirty_days_after_the_anniversary() -> None:
    assert due_date_of(START, 1, THIRTY) == date(2027, 3, 12)
    assert period_of(START, 1) == (START, date(2027, 2, 9))
    assert period_of(START, 2) == (date(2027, 2, 10), date(2028, 2, 9))


def test_an_agreement_of_the_29th_of_february_has_its_anniversary_on_the_1st_of_march() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("today", "cycles"),
    [
        (START, [1]),
        (date(2027, 2, 9), [1]),
        (date(2027, 2, 10), [1, 2]),
        (date(2035, 1, 1), [1, 2]),
    ],
)
def test_a_cycle_opens_with_each_year_of_the_agreement(today: date, cycles: list[int]) -> None:
    assert list(open_cycles(START, END, today)) == cycles


@given(start=st.dates(date(2000, 1, 1), date(2050, 1, 1)), years=st.integers(1, 10))
def test_periods_follow_each_other_without_gap(start: date, years: int) -> None:
    for cycle in range(1, years + 1):
        first, last = period_of(start, cycle)
        assert period_of(start, cycle + 1)[0] == last + timedelta(days=1)
        assert first < last < due_date_of(start, cycle, THIRTY)


@pytest.mark.parity("G14")
def test_a_report_is_late_only_when_it_was_not_sent() -> None:
    due, after = date(2027, 3, 12), date(2027, 3, 13)
    assert not is_late(ReportState.DRAFT, due, due)
    assert is_late(ReportState.DRAFT, due, after)
    assert is_late(ReportState.RETURNED, due, after)
    assert not is_late(ReportState.SENT, due, after)


def test_a_report_without_text_or_improvement_does_not_go() -> None:
    assert set(faults_before_sending(summary=" ", improvements=0)) == {"summary", "improvements"}
    assert faults_before_sending(summary="Bom ano.", improvements=1) == {}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://exemplo.test/", "exemplo.test"])
def test_only_web_addresses_are_shown_as_links(link: str) -> None:
    assert not is_web_address(link)
