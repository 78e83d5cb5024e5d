"""The page of an agreement, told in chapters: each app of the domain adds its own.

    @chapter(order=40)
    def publication(actor: Actor, agreement: Agreement) -> Chapter: ...

in a module that the app's `ready()` imports; `@own_chapter(...)` adds one to the page that the
organisation has of its own agreement, under its own database role; `@room_chapter(...)` to the
room on the account host, where it reads and writes what `ROOMS` of the apps' `grants.py` opens.

A chapter is one step of the steps shown at the top, may offer the actor what to do next, and may
bring a part of the page (template and context).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from access.rules import Actor
from agreements.registry.models import Agreement
from agreements.registry.queries import holds_of

HELD = "Suspensa pela CGE-MG"


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button that leads to the page of a verb; with `post` it is the verb itself."""

    label: str
    url: str
    icon: str = ""
    kind: str = "primary"
    post: bool = False


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What is to be done now: by the actor when there are actions, else by whom the text names."""

    title: str
    text: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One step of the road; `state` is done, current, pending or failed. Without a title: none."""

    title: str
    state: str
    when: str = ""
    note: str = ""
    href: str = ""
    next_step: NextStep | None = None
    template: str = ""
    step: str = ""  # which step CGE-MG may hold; while it does, nobody is offered what to do
    context: Mapping[str, Any] = field(default_factory=dict)


Teller = Callable[[Actor, Agreement], Chapter]
Tellers = dict[str, tuple[int, Teller]]
_tellers: Tellers = {}
_own_tellers: Tellers = {}
_room_tellers: Tellers = {}


def chapter(*, order: int) -> Callable[[Teller], Teller]:
    """Add a chapter to the centre's page of every agreement, at its place in the order."""
    return into(_tellers, order)


def own_chapter(*, order: int) -> Callable[[Teller], Teller]:
    """Add a chapter to the organisation's page of its agreement."""
    return into(_own_tellers, order)


def room_chapter(*, order: int) -> Callable[[Teller], Teller]:
    """Add a chapter to the room where the partner works before it has a place of its own."""
    return into(_room_tellers, order)


def into(tellers: Tellers, order: int) -> Callable[[Teller], Teller]:
    """A decorator that keeps a teller at its place."""

    def register(teller: Teller) -> Teller:
        tellers[f"{teller.__module__}.{teller.__qualname__}"] = (order, teller)
        return teller

    return register


def chapters_of(actor: Actor, agreement: Agreement) -> list[Chapter]:
    """Every chapter of an agreement, in order, as the centre reads them."""
    return told(_tellers, actor, agreement)


def own_chapters_of(actor: Actor, agreement: Agreement) -> list[Chapter]:
    """Every chapter that the organisation of an agreement reads, in order."""
    return told(_own_tellers, actor, agreement)


def room_chapters_of(actor: Actor, agreement: Agreement) -> list[Chapter]:
    """Every chapter that the guests of an agreement's room read, in order."""
    return [teller(actor, agreement) for _, teller in in_order(_room_tellers)]


def told(tellers: Tellers, actor: Actor, agreement: Agreement) -> list[Chapter]:
    """What each teller says, in their order; of a step that is held, only that it waits."""
    held = set(holds_of(agreement).values_list("step", flat=True))
    chapters = (teller(actor, agreement) for _, teller in in_order(tellers))
    return [waiting(each) if each.step in held else each for each in chapters]


def in_order(tellers: Tellers) -> list[tuple[int, Teller]]:
    """By their places."""
    return sorted(tellers.values(), key=lambda each: each[0])


def waiting(chapter: Chapter) -> Chapter:
    """A chapter whose step is held."""
    return replace(chapter, next_step=None, note=HELD)
