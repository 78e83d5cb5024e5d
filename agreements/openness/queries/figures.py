"""Published agreements in numbers, counted when asked: by place, by year, and how long each step
takes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Min
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractYear, TruncDate

from agreements.publication.models import Extract
from agreements.publication.queries import in_situation
from agreements.publication.rules import Situation
from agreements.registry.species import Species
from foundation.municipalities import STATES, of_state
from tenants.rules import Nature

Counts = list[tuple[str, int]]
Town = tuple[Extract, Situation]
MINAS = "MG"


def by_state() -> Counts:
    """Most first."""
    return named(grouped("state"), STATES.get)


def by_species() -> Counts:
    """Most first."""
    return named(grouped("species"), lambda value: str(Species(value).label))


def by_nature() -> Counts:
    """Most first."""
    return named(grouped("nature"), lambda value: str(Nature(value).label))


def grouped(field: str) -> Iterable[tuple[str, int]]:
    """Value and how many."""
    found = Extract.objects.order_by().values_list(field).annotate(number=Count("pk"))
    return found.order_by("-number", field)


def named(found: Iterable[tuple[str, int]], name: object) -> Counts:
    """The same with what people call it."""
    assert callable(name)
    return [(name(value) or value, number) for value, number in found]


def by_situation(today: date) -> Counts:
    """In the order of life."""
    return [
        (str(each.label), Extract.objects.filter(in_situation(each, today)).count())
        for each in Situation
    ]


def by_year() -> Counts:
    """Published in each year, oldest first."""
    found = Extract.objects.order_by().annotate(appeared=ExtractYear("gazette_date"))
    counted = found.values_list("appeared").annotate(number=Count("pk")).order_by("appeared")
    return [(str(year), number) for year, number in counted]


def mean_days() -> list[tuple[str, int | None]]:
    """Of each step of the procedure; None while nobody has gone through it."""
    decided = TruncDate("agreement__request__decided_at")
    received = TruncDate("agreement__request__received_at")
    found = Extract.objects.aggregate(
        decision=Avg(between(received, decided)),
        signature=Avg(between(decided, F("signed_date"))),
        publication=Avg(between(F("signed_date"), F("gazette_date"))),
    )
    first = Extract.objects.filter(agreement__deliveries__delivered_at__isnull=False).annotate(
        first=TruncDate(Min("agreement__deliveries__delivered_at"))
    )
    found["delivery"] = first.aggregate(mean=Avg(between(F("gazette_date"), F("first"))))["mean"]
    steps = (
        ("Do pedido à decisão", "decision"),
        ("Da decisão à assinatura", "signature"),
        ("Da assinatura à publicação", "publication"),
        ("Da publicação à entrega do código", "delivery"),
    )
    return [(label, in_days(found[key])) for label, key in steps]


def between(start: Combinable, end: Combinable) -> "ExpressionWrapper[Any]":
    """From one day to another."""
    return ExpressionWrapper(end - start, output_field=DurationField())


def in_days(mean: timedelta | None) -> int | None:
    """Rounded."""
    return None if mean is None else round(mean / timedelta(days=1))


def towns_of_minas(today: date) -> dict[str, Town]:
    """The newest agreement of each municipality of Minas that has one, with its situation."""
    known = {each.ibge_code for each in of_state(MINAS)}
    found = (
        Extract.objects.filter(state=MINAS, nature=Nature.MUNICIPALITY_MG)
        .only("ibge_code", "number", "year", "partner", "start_date", "end_date")
        .order_by("gazette_date", "pk")
    )
    return {
        each.ibge_code: (each, each.situation(today)) for each in found if each.ibge_code in known
    }


def counted_towns(towns: dict[str, Town]) -> Counter[Situation]:
    """How many municipalities are in each situation."""
    return Counter(situation for _, situation in towns.values())
