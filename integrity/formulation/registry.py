"""What later phases bring to this one without being known to it: what they carry over to the
version that takes a plan's place, and how far each action has come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from integrity.formulation.models import Plan


@dataclass(frozen=True, slots=True)
class Succession:
    """A plan, the one that takes its place, and which action of the one continues in which."""

    old: Plan
    new: Plan
    actions: Mapping[int, int]


Carrier = Callable[[Succession], Mapping[str, int]]

_carriers: list[Carrier] = []


def carries_over(carrier: Carrier) -> None:
    """Take part in each succession; called in the `ready()` of the app that owns what it copies.

    The carrier works in the transaction that publishes the new plan, and counts what it copied.
    """
    if carrier not in _carriers:
        _carriers.append(carrier)


def carriers() -> Iterable[Carrier]:
    """Each phase after the one that it looks back on."""
    return tuple(_carriers)


@dataclass(frozen=True, slots=True)
class Course:
    """The day on which an action began, and that on which it was completed or discontinued."""

    start: date | None
    end: date | None


Tracker = Callable[[Plan], Mapping[UUID, Course]]

_trackers: list[Tracker] = []


def tracks(tracker: Tracker) -> None:
    """Tell the days of each action; called in the `ready()` of the app that knows them."""
    if tracker not in _trackers:
        _trackers.append(tracker)


def courses_of(plan: Plan) -> dict[UUID, Course]:
    """The days of the actions of a plan, by the uid of the action, as far as somebody knows."""
    found: dict[UUID, Course] = {}
    for tracker in _trackers:
        found |= tracker(plan)
    return found
