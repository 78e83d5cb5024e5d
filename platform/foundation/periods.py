"""Terms and business days, as the Civil Code (art. 132) and the calendar count them. Pure."""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from django.db.models import TextChoices

from foundation.words import number_in_words

NO_DAYS: frozenset[date] = frozenset()
CARNIVAL = ("Carnaval", "Quarta-feira de Cinzas")
LONGEST = "O prazo é longo demais."
SHORTEST = "O prazo deve ser de pelo menos 1."


class TermUnit(TextChoices):
    """In what a term is counted."""

    DAYS = "days", "dias"
    WEEKS = "weeks", "semanas"
    MONTHS = "months", "meses"
    YEARS = "years", "anos"


class EndConvention(TextChoices):
    """Which is the last day of a term that begins on the 5th: the 5th, or the 4th."""

    SAME_DAY = "same_day", "no dia de mesmo número"
    DAY_BEFORE = "day_before", "na véspera do dia de mesmo número"


ONE_OF = {
    TermUnit.DAYS: "dia",
    TermUnit.WEEKS: "semana",
    TermUnit.MONTHS: "mês",
    TermUnit.YEARS: "ano",
}


def add_term(
    start: date,
    length: int,
    unit: TermUnit,
    convention: EndConvention = EndConvention.SAME_DAY,
) -> date:
    """The last day of a term. Months and years end on the day of the same number, or on the next
    day where the month has none (Código Civil, art. 132, § 3º).

    Raises ValueError with a sentence for the person when the length makes no date.
    """
    if length < 1:
        raise ValueError(SHORTEST)
    try:
        end = _same_day(start, length, TermUnit(unit))
    except OverflowError:
        raise ValueError(LONGEST) from None
    return end - timedelta(days=1) if convention == EndConvention.DAY_BEFORE else end


def _same_day(start: date, length: int, unit: TermUnit) -> date:
    if unit == TermUnit.DAYS:
        return start + timedelta(days=length)
    if unit == TermUnit.WEEKS:
        return start + timedelta(weeks=length)
    months = start.month - 1 + length * (12 if unit == TermUnit.YEARS else 1)
    year, month = start.year + months // 12, months % 12 + 1
    if year > MAXYEAR:
        raise OverflowError
    last = monthrange(year, month)[1]
    if start.day <= last:
        return date(year, month, start.day)
    return date(year, month, last) + timedelta(days=1)


def is_within(day: date, start: date, end: date) -> bool:
    """Whether a day lies in a term: its first and its last day count."""
    return start <= day <= end


def term_in_words(length: int, unit: TermUnit) -> str:
    """`24 (vinte e quatro) meses`, `1 (uma) semana`."""
    unit = TermUnit(unit)
    words = number_in_words(length, feminine=unit == TermUnit.WEEKS)
    return f"{length} ({words}) {ONE_OF[unit] if length == 1 else unit.label}"


@lru_cache(maxsize=64)
def holidays_of(year: int, *, carnival: bool = False) -> dict[date, str]:
    """The holidays of Brazil and of Minas Gerais in a year, with their names.

    Carnival (Monday, Tuesday, Ash Wednesday) is no holiday by law: it counts only when asked for.
    """
    found = dict(_calendar(year, "public"))
    if carnival:
        optional = _calendar(year, "optional")
        found |= {day: name for day, name in optional.items() if name in CARNIVAL}
    return found


def _calendar(year: int, category: str) -> dict[date, str]:
    from holidays import country_holidays  # here: a fifth of a second of every start

    days = country_holidays("BR", subdiv="MG", years=year, categories=(category,), language="pt_BR")
    return dict(days.items())


@dataclass(frozen=True)
class BusinessCalendar:
    """The business days of a place: Monday to Friday, less holidays and the place's own dates."""

    local: frozenset[date] = NO_DAYS
    carnival: bool = False

    def is_business_day(self, day: date) -> bool:
        """Whether work is done on that day."""
        if day.weekday() >= 5 or day in self.local:
            return False
        return day not in holidays_of(day.year, carnival=self.carnival)

    def add(self, day: date, length: int) -> date:
        """The `length`-th business day after `day`, which itself is not counted.

        Raises ValueError for a negative length; zero gives `day`, or the next business day.
        """
        if length < 0:
            raise ValueError("O prazo em dias úteis não pode ser negativo.")
        end = day
        for _ in range(length):
            end = self.following(end + timedelta(days=1))
        return end if length else self.following(day)

    def following(self, day: date) -> date:
        """The day itself when it is a business day, else the next one."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """How many business days come after `start` up to and with `end`; negative backwards."""
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.is_business_day(day))


def add_business_days(day: date, length: int, local: AbstractSet[date] = NO_DAYS) -> date:
    """The `length`-th business day after `day`, in Minas Gerais, with the dates of the place."""
    return BusinessCalendar(local=frozenset(local)).add(day, length)
