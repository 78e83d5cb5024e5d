"""Terms of the steps before the agreement: lengths are data, counting is here. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from foundation.periods import BusinessCalendar

LONGEST = 1000
WRONG_LENGTH = f"O prazo vai de 1 a {LONGEST}."
NO_BASIS = "Diga em que norma ou prática o prazo se apoia."


class DeadlineCode(TextChoices):
    """What a term is for, and what it is counted from."""

    TRIAGE = "triage", "Triagem, a contar do encaminhamento à DCI"
    DILIGENCE = "diligence", "Resposta a diligência, a contar do pedido"
    SILENCE = "silence", "Arquivamento por silêncio, a contar da diligência"


class DeadlineUnit(TextChoices):
    DAYS = "days", "dias corridos"
    BUSINESS_DAYS = "business_days", "dias úteis"


class Basis(TextChoices):
    """How binding a term is."""

    LEGAL = "legal", "Norma"
    ANALOGY = "analogy", "Analogia"
    GOOD_PRACTICE = "good_practice", "Boa prática"
    PROCEDURE = "procedure", "Procedimento da CGE-MG"


@dataclass(frozen=True, slots=True)
class Length:
    """So many days of a kind."""

    count: int
    unit: str

    def after(self, day: date) -> date:
        """The last day of a term that begins to run the day after `day`."""
        if self.unit == DeadlineUnit.BUSINESS_DAYS:
            return BusinessCalendar().add(day, self.count)
        return day + timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class Pause:
    """A diligence: the clock stands from the day it is asked to the day it is answered."""

    asked: date
    answered: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day does not count."""
        return self.asked < day and (self.answered is None or day <= self.answered)


@dataclass(frozen=True, slots=True)
class Clock:
    """How a term stands: its last day, or how many days are left while it is suspended."""

    due: date | None
    left: int = 0


def clock(start: date, length: Length, pauses: Iterable[Pause]) -> Clock:
    """The last day of a term that stood still during the pauses; none while one is open."""
    stops = list(pauses)
    calendar = BusinessCalendar()
    standing = next((each.asked for each in stops if each.answered is None), None)
    day, left = start, length.count
    while left and (standing is None or day < standing):
        day += timedelta(days=1)
        counts = length.unit == DeadlineUnit.DAYS or calendar.is_business_day(day)
        if counts and not any(each.covers(day) for each in stops):
            left -= 1
    return Clock(None, left) if left else Clock(day)


def deadline_faults(*, count: int, legal_basis: str) -> dict[str, list[str]]:
    """Why a term cannot be kept so."""
    faults: dict[str, list[str]] = {}
    if not 1 <= count <= LONGEST:
        faults["length"] = [WRONG_LENGTH]
    if not legal_basis.strip():
        faults["legal_basis"] = [NO_BASIS]
    return faults
