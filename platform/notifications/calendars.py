"""Which days concern a person: each app that has terms offers its own."""

from collections.abc import Callable, Iterable
from datetime import date

from access.queries import actor_of, profiles_of
from access.rules import Actor
from identity.models import User
from notifications.ical import Entry

Source = Callable[[Actor], Iterable[Entry]]
MOST = 1000
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Offer days; called in the `ready()` of the app that owns them. The app answers for what the
    actor may see: nothing is asked again here.
    """
    if source not in _sources:
        _sources.append(source)


def entries_of(user: User, *, today: date) -> list[Entry]:
    """The days of a person under every profile that she holds today, each once, in order."""
    actors = [actor_of(held) for held in profiles_of(user, today=today)]
    found = {
        entry.name: entry for actor in actors for source in _sources for entry in source(actor)
    }
    return sorted(found.values(), key=lambda entry: (entry.day, entry.name))[:MOST]
