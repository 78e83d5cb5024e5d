"""Terms, extensions and notices, whatever the days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from agreements.continuity.rules import (
    NOTICE_BEFORE_END,
    EndingKind,
    Term,
    ending_faults,
    extended,
    length_in_words,
    notice_due,
    request_faults,
)
from foundation.periods import EndConvention

days = some.dates(date(2020, 1, 1), date(2060, 1, 1))
lengths = some.integers(1, 1500)


@given(start=days, length=lengths, more=some.integers(1, 60), today=days)
def test_what_is_accepted_extends_and_stays_within_five_years(
    start: date, length: int, more: int, today: date
) -> None:
    term = Term(start, start + timedelta(days=length))
    new_end = extended(term, more, "months")
    assert new_end > term.end
    faults = request_faults(term, new_end, requested_date=today, late_reason="Sim", today=today)
    assert ("term_length" in faults) == (new_end > term.limit)


def test_a_year_more_ends_on_the_same_day_by_either_convention() -> None:
    same = Term(date(2026, 5, 5), date(2027, 5, 5))
    assert extended(same, 12, "months") == date(2028, 5, 5)
    before = Term(date(2026, 1, 5), date(2027, 1, 4), EndConvention.DAY_BEFORE)
    assert extended(before, 12, "months") == date(2028, 1, 4)
    assert before.limit == date(2031, 1, 4)


@given(start=days, length=some.integers(1, 800), wait=some.integers(0, 900), notice=lengths)
def test_a_withdrawal_never_ends_before_its_notice_nor_after_the_term(
    start: date, length: int, wait: int, notice: int
) -> None:
    term = Term(start, start + timedelta(days=length))
    last = start + timedelta(days=wait)
    faults = ending_faults(
        term,
        kind=EndingKind.WITHDRAWAL,
        notified_date=start,
        last_date=last,
        notice_days=notice,
        today=start,
    )
    in_time = last >= min(start + timedelta(days=notice), term.end)
    assert (faults == {}) == (in_time and last <= term.end)


@given(end=days, left=some.integers(-10, 400))
def test_the_notice_due_is_the_nearest_one_reached(end: date, left: int) -> None:
    term = Term(end - timedelta(days=500), end)
    due = notice_due(term, end - timedelta(days=left))
    reached = [each for each in NOTICE_BEFORE_END if 0 <= left <= each]
    assert due == (min(reached) if reached else None)


def test_one_month_is_not_told_as_months() -> None:
    assert [length_in_words(each, "months") for each in (1, 2)] == ["1 mês", "2 meses"]
    assert [length_in_words(1, each) for each in ("days", "weeks", "years")] == [
        "1 dia",
        "1 semana",
        "1 ano",
    ]
