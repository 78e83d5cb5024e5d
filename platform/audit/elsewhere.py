"""Where else an entry belongs: the room that knows the organisations says so."""

from collections.abc import Callable, Iterable

from events.registry import Event


def nowhere(event: Event) -> Iterable[str]:
    """Before anybody answers, an entry stands where its verb was carried out."""
    return ()


_asked: Callable[[Event], Iterable[str]] = nowhere


def ask(answer: Callable[[Event], Iterable[str]]) -> None:
    """Say how the other schemas of an entry are found."""
    global _asked
    _asked = answer


def other_places(event: Event) -> Iterable[str]:
    """The schemas, besides the present one, whose journal tells of this fact as well."""
    return _asked(event)
