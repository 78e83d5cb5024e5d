"""The main menu and the cards of the first page: one table for each kind of host."""

from django.http import HttpRequest
from django.urls import reverse

from access.middleware import actor_of_request
from access.rules import Actor
from config.navigation.centre import CENTRE
from config.navigation.entry import Entry
from config.navigation.organisation import ORGANISATION
from config.navigation.portal import PORTAL
from identity.models import User
from notifications.queries import MOST_UNREAD, unread_count

MENUS = {"portal": PORTAL, "centre": CENTRE, "organisation": ORGANISATION}


def entries(kind: str, actor: Actor | None) -> list[Entry]:
    """What the actor may go to; on the portal, everything."""
    if kind == "portal":
        return list(MENUS["portal"])
    if actor is None:
        return []
    return [entry for entry in MENUS.get(kind, ()) if entry.opens_to(actor)]


def menu(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` for the header and, for people, the link to their notices."""
    kind = getattr(request, "host_kind", "")
    signed_in = kind in ("centre", "organisation") and hasattr(request, "user")
    actor = actor_of_request(request) if signed_in else None
    nav = grouped(entries(kind, actor), request)
    if actor is None:
        return {"nav": nav, "account_nav": [], "bell": None}
    if actor.visit is not None:
        return {"nav": nav, "account_nav": guest_links(request), "bell": None}
    return {"nav": nav, "account_nav": account_links(request), "bell": bell(request)}


def bell(request: HttpRequest) -> dict[str, object]:
    """The way to one's notices, and how many are new; counted no further than a hundred."""
    assert isinstance(request.user, User)
    number = unread_count(request.user)
    url = reverse("notifications:list", urlconf=getattr(request, "urlconf", None))
    return {"url": url, "number": "99+" if number >= MOST_UNREAD else number}


def guest_links(request: HttpRequest) -> list[dict[str, str]]:
    """What somebody of CGE-MG has instead of an account here."""
    urlconf = getattr(request, "urlconf", None)
    way_out = reverse("support:leave", urlconf=urlconf)
    return [{"label": "Encerrar o atendimento", "url": way_out}]


def grouped(shown: list[Entry], request: HttpRequest) -> list[dict[str, object]]:
    """Links, and menus of links under one label; a menu of one link is that link."""
    menus: dict[str, list[dict[str, object]]] = {}
    for entry in shown:
        link: dict[str, object] = {"label": entry.label, "icon": entry.icon}
        menus.setdefault(entry.group or entry.label, []).append(link | {"url": entry.url(request)})
    return [
        links[0] if len(links) == 1 else {"label": label, "links": links}
        for label, links in menus.items()
    ]


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    """Links of the person's own menu."""
    urlconf = getattr(request, "urlconf", None)
    return [
        {"label": "Meus avisos", "url": reverse("notifications:list", urlconf=urlconf)},
        {
            "label": "Como quero receber avisos",
            "url": reverse("notifications:preferences", urlconf=urlconf),
        },
        {"label": "Meus dados", "url": reverse("people:own_data", urlconf=urlconf)},
    ]
