"""What every page knows of its frame: kind of host, whose it is, who is signed in, contrast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

PRODUCT = "SisPMPI em Rede"
CENTRE = "Controladoria-Geral do Estado de Minas Gerais"
CONTRAST_COOKIE: str = settings.CONTRAST_COOKIE_NAME
HIGH_CONTRAST = "alto"
HOST_KINDS = ("portal", "centre", "organisation", "account")


def _everybody(actor: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Banner:
    """A remark at the top of every page of a place; its link, for those to whom it opens."""

    title: str
    text: str
    tone: str = "info"
    path: str = ""
    link: str = ""
    is_read_only: bool = False
    opens_to: Callable[[Any], bool] = _everybody

    def read_by(self, actor: Any) -> Banner:
        """The remark, without a link that would refuse this person."""
        is_followed = bool(actor) and self.opens_to(actor)  # lazy, and may wrap nobody
        return self if is_followed else replace(self, path="", link="")


@dataclass(frozen=True)
class Page:
    """The frame of a page; a template reads it as `page`."""

    host_kind: str
    owner: str
    acronym: str
    person: str
    profile: str
    signed_in: bool
    high_contrast: bool
    banners: tuple[Banner, ...] = ()
    is_guest: bool = False
    product: str = PRODUCT
    centre: str = CENTRE

    @property
    def is_read_only(self) -> bool:
        """Whether what is sent from here is not kept; buttons say so."""
        return any(banner.is_read_only for banner in self.banners)

    @property
    def first_name(self) -> str:
        return self.person.split(" ")[0]


def _person_name(actor: Any, user: Any) -> str:
    """The name to greet: the actor's, else the account's, else its e-mail address."""
    for candidate in (getattr(actor, "name", ""), getattr(user, "name", "")):
        if candidate:
            return str(candidate)
    return str(getattr(user, "email", "") or "")


def page_of(request: HttpRequest) -> Page:
    """The frame for a request; every attribute set by a middleware may still be missing."""
    kind = getattr(request, "host_kind", "portal")
    organisation = getattr(request, "organisation", None)
    user = getattr(request, "user", None)
    is_guest = hasattr(request, "visitor")
    signed_in = is_guest or bool(getattr(user, "is_authenticated", False))
    actor = getattr(request, "actor", None) if signed_in else None
    return Page(
        host_kind=kind if kind in HOST_KINDS else "portal",
        owner=str(getattr(organisation, "name", "") or CENTRE),
        acronym=str(getattr(organisation, "acronym", "") or "CGE-MG"),
        person=_person_name(actor, user) if signed_in else "",
        profile=str(getattr(actor, "profile_label", "") or ""),
        signed_in=signed_in,
        is_guest=is_guest,
        banners=tuple(banner.read_by(actor) for banner in getattr(request, "banners", ())),
        high_contrast=request.COOKIES.get(CONTRAST_COOKIE) == HIGH_CONTRAST,
    )


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"page": page_of(request)}
