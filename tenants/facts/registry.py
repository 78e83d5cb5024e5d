"""Who counts: the room that holds the plans says how, and in which words its states are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tenants.facts.rules import Figures

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Counts in the schema in which the thread works, as of a day; and names what it counts.

    `shown_at` is the route at which everybody reads the plans that an organisation shows.
    """

    count: Callable[[date], Figures]
    plans: Words
    actions: Words
    risks: Words
    shown_at: str = ""


_sources: list[Source] = []


def register(source: Source) -> None:
    """Called once, in the `ready()` of the app that counts."""
    _sources[:] = [source]


def source() -> Source:
    """Whoever counts. Raises LookupError before anybody registered."""
    if not _sources:
        raise LookupError("no app registered a count of facts")
    return _sources[0]
