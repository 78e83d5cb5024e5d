"""Years that nobody means: refused in the form, so that no term overflows at its publication."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.registry.rules import terms_faults
from agreements.registry.values import Terms
from foundation.periods import EndConvention, TermUnit

TERMS = Terms(
    object="A cessão do código",
    term_length=24,
    term_unit=TermUnit.MONTHS,
    start_basis="fixed_date",
    fixed_start_date=date(2026, 5, 1),
    end_convention=EndConvention.SAME_DAY,
    notice_days=60,
    effect_on_use="keeps_use",
)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 1, 1)])
def test_a_fixed_start_in_a_far_year_is_refused(day: date) -> None:
    assert set(terms_faults(replace(TERMS, fixed_start_date=day))) == {"fixed_start_date"}


def test_a_fixed_start_of_these_years_is_agreed() -> None:
    assert terms_faults(TERMS) == {}
