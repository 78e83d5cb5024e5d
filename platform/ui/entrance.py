"""What who comes to sign in may read without doing so: links that apps offer beside the form.

    offer(lambda: Link("Ler os planos publicados", "/planos-publicos/") if any_is_shown() else None)

in the `ready()` of an app. Each is asked when the page is: nothing is offered that is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads, and what it says."""

    label: str
    href: str


Offer = Callable[[], Link | None]
_offers: list[Offer] = []


def offer(link: Offer) -> None:
    """Offer a link beside the form of sign-in."""
    if link not in _offers:
        _offers.append(link)


def links() -> list[Link]:
    """What may be read here now."""
    return [found for each in _offers if (found := each()) is not None]
