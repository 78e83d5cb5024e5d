"""What the domains show on the public portal: the home page renders whatever was registered here.

    register_figure(Figure("extracts", "acordos vigentes", order=10, count=..., route=...))
    register_section(Section("latest", template=..., order=10, context=...))

in the `ready()` of an app. `count` and `context` are called when the page is asked for, under the
role of the portal: they read only what their app's `grants.py` gives it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number, counted at each visit; `route` names the page behind it."""

    key: str
    label: str
    order: int
    count: Callable[[date], int]
    route: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the home page: a template and what it needs."""

    key: str
    order: int
    template: str
    context: Callable[[date], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A button at the top of the home page: what people come to do."""

    key: str
    label: str
    order: int
    route: str


Shown = TypeVar("Shown", Figure, Section, Invitation)

_figures: dict[str, Figure] = {}
_sections: dict[str, Section] = {}
_invitations: dict[str, Invitation] = {}


def register_figure(figure: Figure) -> None:
    """Show a number; the same key again replaces it."""
    _figures[figure.key] = figure


def register_section(section: Section) -> None:
    """Show a part of the home page; the same key again replaces it."""
    _sections[section.key] = section


def register_invitation(invitation: Invitation) -> None:
    """Offer a button at the top of the home page; the same key again replaces it."""
    _invitations[invitation.key] = invitation


def invitations() -> list[Invitation]:
    """In their order."""
    return ordered(_invitations)


def figures() -> list[Figure]:
    """In their order."""
    return ordered(_figures)


def sections() -> list[Section]:
    """In their order."""
    return ordered(_sections)


def ordered(shown: Mapping[str, Shown]) -> list[Shown]:
    """By `order`, then by key."""
    return sorted(shown.values(), key=lambda each: (each.order, each.key))
