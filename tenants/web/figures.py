"""Facts in the words of a page, of the panel of one organisation and of a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from access.rules import Actor
from foundation.words import counted
from tenants import permissions
from tenants.facts import queries
from tenants.facts.models import Drift, Facts
from tenants.facts.queries import TALLIES, Totals
from tenants.facts.registry import source
from tenants.facts.rules import TITLES
from tenants.models import Organisation, Tenant
from ui.charts import Measure
from ui.templatetags.formats import day, instant

MOST_DRIFTS = 5
HEADER = ("Organização", "UF", "Natureza", "Situação")
NUMBERS = ("actions_late", "recommendations_open", "recommendations_late")
MOMENTS = ("in_force_since_date", "last_activity_at")


@dataclass(frozen=True, slots=True)
class Count:
    """One state and how many are in it."""

    label: str
    value: int


def words_of(tally: str) -> dict[str, str]:
    """State → what a person reads, for a tally."""
    return {str(state): str(label) for state, label in getattr(source(), tally).items()}


def counts(tally: str, numbers: Mapping[str, int]) -> list[Count]:
    """Every state of a tally in the order of its flow; one that is no longer known comes last."""
    words = words_of(tally)
    strange = {state: state for state in numbers if state not in words}
    return [Count(label, numbers.get(state, 0)) for state, label in (words | strange).items()]


def bars(tally: str, numbers: Mapping[str, int]) -> list[Measure]:
    """The same, for a drawing."""
    return [Measure(each.label, each.value, "blue") for each in counts(tally, numbers)]


def in_words(tally: str, numbers: Mapping[str, int]) -> str:
    """`3 não iniciadas`-like: the states that occur, with their numbers."""
    found = [f"{each.label}: {each.value}" for each in counts(tally, numbers) if each.value]
    return "; ".join(found)


def line_of(tenant: Tenant) -> dict[str, Any]:
    """One organisation in the list of the network."""
    facts = facts_in(tenant)
    return {
        "organisation": tenant.organisation,
        "life": tenant.get_life_display(),
        "facts": facts,
        "plans": in_words("plans", facts.plans) if facts else "",
        "actions": sum(facts.actions.values()) if facts else 0,
        "statuses": in_words("actions", facts.actions) if facts else "",
    }


def facts_in(tenant: Tenant) -> Facts | None:
    """The facts that came with a row of the network, once counted."""
    facts: Facts | None = getattr(tenant.organisation, "facts", None)
    return facts if facts is not None and facts.counted_at else None


def groups(totals: Totals) -> list[dict[str, Any]]:
    """The tallies of the whole, each under its title."""
    return [{"title": TITLES[each], "bars": bars(each, totals.tallies[each])} for each in TALLIES]


def panel_of(actor: Actor, organisation: Organisation) -> dict[str, Any]:
    """What the page of an organisation shows of its facts."""
    facts = queries.facts_of(organisation)
    return {
        "facts": facts,
        "groups": [
            {"title": TITLES[each], "says": in_words(each, getattr(facts, each)) or "Nenhum"}
            for each in TALLIES
        ]
        if facts
        else [],
        "drifts": [drift_line(each) for each in queries.drifts(actor, organisation)[:MOST_DRIFTS]],
        "may_recount": actor.may(permissions.RECOUNT),
    }


def drift_line(drift: Drift) -> dict[str, Any]:
    """One figure put right, in words."""
    return {
        "drift": drift,
        "figure": TITLES[drift.figure],
        "stood": told(drift.figure, drift.stood),
        "found": told(drift.figure, drift.found),
    }


def told(figure: str, value: Any) -> str:
    """A figure as a person reads it."""
    if figure in TALLIES:
        return in_words(figure, value or {}) or "Nenhum"
    if figure == "adoptions":
        return counted(len(value or {}), "modelo", "modelos")
    if value is None:
        return "Nenhuma"
    if figure == "last_activity_at":
        return instant(parse_datetime(value))
    if figure == "in_force_since_date":
        return day(date.fromisoformat(value))
    return str(value)


def sheet(tenants: Iterator[Tenant]) -> Iterator[list[object]]:
    """The rows of the spreadsheet, its header first."""
    words = {each: words_of(each) for each in TALLIES}
    yield [
        *HEADER,
        *(f"{TITLES[each]}: {label}" for each in TALLIES for label in words[each].values()),
        *(TITLES[each] for each in (*NUMBERS, *MOMENTS)),
        "Dados de",
    ]
    for tenant in tenants:
        organisation, facts = tenant.organisation, facts_in(tenant)
        yield [
            organisation.name,
            organisation.state,
            organisation.get_nature_display(),
            tenant.get_life_display(),
            *cells_of(facts, words),
        ]


def cells_of(facts: Facts | None, words: Mapping[str, Mapping[str, str]]) -> list[object]:
    """The figures of one organisation; empty cells before its first count."""
    if facts is None:
        return []
    tallies = [getattr(facts, each).get(state, 0) for each in TALLIES for state in words[each]]
    rest: list[datetime | date | int | None] = [
        getattr(facts, each) for each in (*NUMBERS, *MOMENTS, "counted_at")
    ]
    return [*tallies, *rest]
