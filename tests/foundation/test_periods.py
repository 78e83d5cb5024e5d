"""Terms by the Civil Code, business days by the calendar of Minas Gerais."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.periods import (
    BusinessCalendar,
    EndConvention,
    TermUnit,
    add_business_days,
    add_term,
    holidays_of,
    is_within,
    term_in_words,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
BEFORE = EndConvention.DAY_BEFORE


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        (date(2026, 5, 5), 1, TermUnit.YEARS, date(2027, 5, 5)),
        (date(2026, 6, 26), 60, TermUnit.MONTHS, date(2031, 6, 26)),
        (date(2026, 1, 31), 1, TermUnit.MONTHS, date(2026, 3, 1)),
        (date(2028, 1, 31), 1, TermUnit.MONTHS, date(2028, 3, 1)),
        (date(2026, 8, 31), 1, TermUnit.MONTHS, date(2026, 10, 1)),
        (date(2026, 12, 31), 1, TermUnit.MONTHS, date(2027, 1, 31)),
        (date(2028, 2, 29), 1, TermUnit.YEARS, date(2029, 3, 1)),
        (date(2028, 2, 29), 4, TermUnit.YEARS, date(2032, 2, 29)),
        (date(2026, 1, 5), 30, TermUnit.DAYS, date(2026, 2, 4)),
        (date(2026, 1, 5), 2, TermUnit.WEEKS, date(2026, 1, 19)),
        (date(2026, 2, 10), 12, TermUnit.MONTHS, date(2027, 2, 10)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number_or_on_the_next(
    start: date, length: int, unit: TermUnit, end: date
) -> None:
    assert add_term(start, length, unit) == end
    assert add_term(start, length, unit, BEFORE) == end - timedelta(days=1)


def test_five_years_from_the_fifth_end_on_the_fourth_where_the_eve_is_the_convention() -> None:
    assert add_term(date(2026, 1, 5), 5, TermUnit.YEARS, BEFORE) == date(2031, 1, 4)


@given(DAYS, st.integers(1, 120))
def test_a_month_is_never_cut_short(start: date, months: int) -> None:
    end = add_term(start, months, TermUnit.MONTHS)
    assert end.day in (start.day, 1)
    assert end >= start + timedelta(days=28 * months)
    assert add_term(start, months + 1, TermUnit.MONTHS) > end


@given(DAYS, st.integers(1, 50))
def test_years_are_twelve_months_each(start: date, years: int) -> None:
    assert add_term(start, years, TermUnit.YEARS) == add_term(start, 12 * years, TermUnit.MONTHS)


@pytest.mark.parametrize("unit", list(TermUnit))
@pytest.mark.parametrize("length", [0, -1])
def test_a_term_of_nothing_is_refused(length: int, unit: TermUnit) -> None:
    with pytest.raises(ValueError, match="pelo menos 1"):
        add_term(date(2026, 1, 5), length, unit)


@pytest.mark.parametrize("unit", list(TermUnit))
def test_a_term_beyond_the_calendar_is_refused(unit: TermUnit) -> None:
    with pytest.raises(ValueError, match="longo demais"):
        add_term(date(2026, 1, 5), 10**12, unit)


def test_the_first_and_the_last_day_of_a_term_belong_to_it() -> None:
    start, end = date(2026, 1, 5), date(2026, 2, 4)
    assert is_within(start, start, end) and is_within(end, start, end)
    assert not is_within(end + timedelta(days=1), start, end)
    assert not is_within(start - timedelta(days=1), start, end)


def test_ten_business_days_skip_weekends_and_the_twentieth_of_november() -> None:
    assert add_business_days(date(2026, 11, 13), 10) == date(2026, 11, 30)


def test_the_date_of_the_state_is_a_holiday() -> None:
    assert date(2026, 4, 21) in holidays_of(2026)
    assert not BusinessCalendar().is_business_day(date(2026, 4, 21))


def test_carnival_counts_as_a_holiday_only_where_it_was_decided_so() -> None:
    friday = date(2026, 2, 13)
    assert add_business_days(friday, 1) == date(2026, 2, 16)
    assert BusinessCalendar(carnival=True).add(friday, 1) == date(2026, 2, 19)


def test_a_date_of_the_municipality_is_no_business_day_there() -> None:
    birthday = date(2026, 3, 2)
    assert add_business_days(date(2026, 2, 27), 1) == birthday
    assert add_business_days(date(2026, 2, 27), 1, {birthday}) == date(2026, 3, 3)


def test_no_days_at_all_lead_to_the_next_business_day() -> None:
    assert BusinessCalendar().add(date(2026, 11, 14), 0) == date(2026, 11, 16)
    with pytest.raises(ValueError, match="negativo"):
        BusinessCalendar().add(date(2026, 11, 14), -1)


@given(DAYS, st.integers(1, 60))
def test_business_days_added_are_business_days_counted(day: date, length: int) -> None:
    calendar = BusinessCalendar()
    end = calendar.add(day, length)
    assert calendar.is_business_day(end)
    assert calendar.between(day, end) == length
    assert calendar.between(end, day) == -length


@pytest.mark.parametrize(
    ("length", "unit", "words"),
    [
        (24, TermUnit.MONTHS, "24 (vinte e quatro) meses"),
        (1, TermUnit.YEARS, "1 (um) ano"),
        (2, TermUnit.WEEKS, "2 (duas) semanas"),
        (120, TermUnit.DAYS, "120 (cento e vinte) dias"),
    ],
)
def test_a_term_is_written_as_in_an_agreement(length: int, unit: TermUnit, words: str) -> None:
    assert term_in_words(length, unit) == words
