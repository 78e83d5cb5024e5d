"""How agreements stand as a whole: by the days left, by phase, and how many were in time. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from agreements.registry.deadlines import Length

BUCKETS: tuple[tuple[int, str], ...] = (
    (30, "Até 30 dias"),
    (90, "De 31 a 90 dias"),
    (180, "De 91 a 180 dias"),
    (365, "De 181 dias a 1 ano"),
)
LATER, PAST = "Mais de 1 ano", "Prazo vencido"
PHASES: tuple[tuple[str, str, str], ...] = (
    ("Pedido até a admissão", "received", "admitted"),
    ("Admissão até a última assinatura", "admitted", "signed"),
    ("Assinatura até o Diário Oficial", "signed", "published"),
    ("Diário Oficial até a entrega do código", "published", "delivered"),
    ("Entrega até a entrada em produção", "delivered", "in_production"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """The days on which one agreement came to each point of its road; None is not yet."""

    received: date | None = None
    admitted: date | None = None
    signed: date | None = None
    published: date | None = None
    delivered: date | None = None
    in_production: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Rounded; None where there is nothing to count."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of the road: how many went all of it, and in how many days on the average."""

    title: str
    count: int
    mean_days: float | None


def bucket_of(end: date, today: date) -> str:
    """The group of an agreement in force, by the days left; its last day still counts."""
    left = (end - today).days
    if left < 0:
        return PAST
    return next((title for most, title in BUCKETS if left <= most), LATER)


def buckets(ends: Iterable[date], today: date) -> list[tuple[str, int]]:
    """Every group with how many stand in it, the most urgent first."""
    found = [bucket_of(each, today) for each in ends]
    titles = [PAST, *(title for _, title in BUCKETS), LATER]
    return [(title, found.count(title)) for title in titles]


def phases(courses: Iterable[Course]) -> list[Phase]:
    """Every stretch; a day told before the one it follows counts as none passed."""
    told = list(courses)
    return [phase(title, told, one, two) for title, one, two in PHASES]


def phase(title: str, courses: Iterable[Course], one: str, two: str) -> Phase:
    """One stretch."""
    pairs = ((getattr(each, one), getattr(each, two)) for each in courses)
    days = [max(0, (end - start).days) for start, end in pairs if start and end]
    return Phase(title, len(days), round(fmean(days), 1) if days else None)


def published_in_time(courses: Iterable[Course], today: date, within: Length) -> Share:
    """Of those that were published, or should have been by now, how many came out in time (D06)."""
    judged = [
        (each.published, within.after(each.signed)) for each in courses if each.signed is not None
    ]
    due = [(day, last) for day, last in judged if day is not None or today > last]
    return Share(sum(day is not None and day <= last for day, last in due), len(due))


def sent_in_time(reports: Iterable[tuple[date | None, date]], today: date) -> Share:
    """Of the reports that were sent, or should have been by now, how many were sent in time."""
    due = [(day, last) for day, last in reports if day is not None or today > last]
    return Share(sum(day is not None and day <= last for day, last in due), len(due))
