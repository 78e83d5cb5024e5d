"""What later phases show on the page of an action, without execution knowing them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from access.rules import Actor
from integrity.formulation.models import Action


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the page: its template, and what the template reads as `panel`."""

    template: str
    content: Mapping[str, object]


Maker = Callable[[Actor, Action], Panel | None]

_makers: list[Maker] = []


def add_panel(maker: Maker) -> None:
    """Offer a panel; called in the `ready()` of the app that owns it."""
    if maker not in _makers:
        _makers.append(maker)


def panels_for(actor: Actor, action: Action) -> list[Panel]:
    """The panels that have something to show, in the order they were offered."""
    return [panel for maker in _makers if (panel := maker(actor, action)) is not None]
