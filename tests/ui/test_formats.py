"""Dates, money and identifiers as they are written in Brazil."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import formats
from ui.templatetags import formats as filters


def test_a_day_is_written_day_month_year() -> None:
    assert filters.day(date(2026, 3, 9)) == "09/03/2026"


def test_no_day_is_written_as_nothing() -> None:
    assert filters.day(None) == ""


def test_an_instant_late_at_night_in_greenwich_is_still_the_day_before_in_brasilia() -> None:
    midnight_utc = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)
    assert filters.day(midnight_utc) == "09/03/2026"
    assert filters.instant(midnight_utc) == "09/03/2026 às 22:30"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1234.5"), "R$\u00a01.234,50"),
        (0, "R$\u00a00,00"),
        (Decimal("-1000000"), "-R$\u00a01.000.000,00"),
        ("12.345", "R$\u00a012,35"),
        (Decimal("-0.001"), "R$\u00a00,00"),
        (None, ""),
        ("abc", ""),
        (Decimal("NaN"), ""),
    ],
)
def test_money_has_a_point_for_thousands_and_a_comma_for_cents(
    amount: object, written: str
) -> None:
    assert formats.money(amount) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [(33.333, 0, "33%"), (33.333, 1, "33,3%"), (0.5, 0, "1%"), (1234, 0, "1.234%"), ("x", 0, "")],
)
def test_a_percentage_has_a_comma(value: object, places: int, written: str) -> None:
    assert formats.percent(value, places) == written


def test_a_count_has_a_point_for_thousands() -> None:
    assert formats.count(1234567) == "1.234.567"
    assert formats.count(2.5) == "2,5"


def test_a_count_that_is_text_already_is_left_alone() -> None:
    assert formats.count("12.345") == "12.345"


@pytest.mark.parametrize("typed", ["12ABC34501DE35", "12.abc.345/01de-35"])
def test_a_cnpj_with_letters_is_written_with_its_marks(typed: str) -> None:
    assert formats.cnpj(typed) == "12.ABC.345/01DE-35"


def test_what_is_no_cnpj_stays_as_it_came() -> None:
    assert formats.cnpj("em apuração") == "em apuração"


@pytest.mark.parametrize("typed", ["12345678909", "123.456.789-09"])
def test_a_cpf_shows_its_middle_only(typed: str) -> None:
    assert formats.masked_cpf(typed) == "***.456.789-**"


@given(st.text(max_size=20))
def test_a_masked_cpf_never_shows_more_than_six_digits(text: str) -> None:
    assert sum(sign.isdigit() for sign in formats.masked_cpf(text)) in (0, 6)
