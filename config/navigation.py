"""The main menu and the cards of the first page: one table for each kind of host.

An entry is shown to the profiles that its capability grants; the page behind it asks again.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from access.middleware import actor_of_request
from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Actor, Profile


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go: `on_home` puts it among the cards of the first page, with its sentence."""

    label: str
    route: str
    profiles: frozenset[Profile]
    icon: str = ""
    says: str = ""
    on_home: bool = True

    def url(self, request: HttpRequest) -> str:
        """The path on the present host."""
        return reverse(self.route, urlconf=getattr(request, "urlconf", None))


PORTAL: tuple[Entry, ...] = ()
CENTRE: tuple[Entry, ...] = ()
ORGANISATION: tuple[Entry, ...] = ()
MENUS = {"portal": PORTAL, "centre": CENTRE, "organisation": ORGANISATION}
EVERYBODY = CENTRE_PROFILES | ORGANISATION_PROFILES


def entries(kind: str, actor: Actor | None) -> list[Entry]:
    """What the actor may go to; on the portal, everything."""
    if kind == "portal":
        return list(MENUS["portal"])
    if actor is None:
        return []
    return [entry for entry in MENUS.get(kind, ()) if actor.profile in entry.profiles]


def menu(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` for the header and, for people, the link to their notices."""
    kind = getattr(request, "host_kind", "")
    signed_in = kind in ("centre", "organisation") and hasattr(request, "user")
    actor = actor_of_request(request) if signed_in else None
    nav = [
        {"label": entry.label, "url": entry.url(request), "icon": entry.icon}
        for entry in entries(kind, actor)
    ]
    return {"nav": nav, "account_nav": account_links(request) if actor else []}


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    """Links of the person's own menu."""
    try:
        url = reverse("notifications:list", urlconf=getattr(request, "urlconf", None))
    except NoReverseMatch:
        return []
    return [{"label": "Meus avisos", "url": url}]
