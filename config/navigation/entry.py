"""One line of a menu.

An entry is shown to the profiles that its capability grants; the page behind it asks again.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from access.rules import Actor, Capability

NETWORK = "Rede"
TRANSPARENCY = "Transparência"
ADMINISTRATION = "Administração"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go: `on_home` puts it among the cards of the first page, with its sentence.

    Entries of one `group` share a menu of that name, shown where the first of them stands.
    """

    label: str
    route: str
    wanted: Capability | None
    icon: str = ""
    says: str = ""
    on_home: bool = True
    group: str = ""
    is_whole: bool = False  # only for who holds the profile over the whole, not in one organ

    def opens_to(self, actor: Actor) -> bool:
        """Whether the page behind it is for the actor."""
        reaches = actor.organ_id is None or not self.is_whole
        return reaches and (self.wanted is None or actor.may(self.wanted))

    def url(self, request: HttpRequest) -> str:
        """The path on the present host."""
        return reverse(self.route, urlconf=getattr(request, "urlconf", None))
