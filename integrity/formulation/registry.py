"""What later phases carry over to the version that takes a plan's place, unknown to this one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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
