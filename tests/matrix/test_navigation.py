"""The menu and the capabilities agree: an entry is shown to exactly those for whom it opens."""

import pytest
from django.urls import reverse

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from config.navigation import MENUS
from tests.matrix.walking import ask
from tests.matrix.world import World

HELD = {"centre": CENTRE_PROFILES, "organisation": ORGANISATION_PROFILES}
PLACES = ("centre", "whole", "organ")
SEEN = [
    (kind, profile) for kind, profiles in HELD.items() for profile in Profile if profile in profiles
]


@pytest.mark.parametrize(("kind", "profile"), SEEN)
def test_the_menu_shows_what_opens_and_nothing_else(
    world: World, kind: str, profile: Profile
) -> None:
    for person in world.people[kind]:
        if person.profile != profile or person.place not in PLACES:
            continue
        opens = {
            entry.label: ask(person, "GET", reverse(entry.route, f"config.urls.{kind}")).status
            for entry in MENUS[kind]
        }
        assert person.client.assignment is not None
        actor = person.client.actor
        shown = {entry.label: 200 if entry.opens_to(actor) else 403 for entry in MENUS[kind]}
        assert opens == shown, person.place


@pytest.mark.parametrize("profile", [profile for kind, profile in SEEN])
def test_every_address_in_the_header_of_the_first_page_opens(
    world: World, profile: Profile
) -> None:
    kind = "centre" if profile in CENTRE_PROFILES else "organisation"
    person = next(
        each
        for each in world.people[kind]
        if each.profile == profile and each.place in ("centre", "whole")
    )
    page = ask(person, "GET", "/")
    for entry in MENUS[kind]:
        address = f'href="{reverse(entry.route, f"config.urls.{kind}")}"'
        assert entry.wanted is not None
        assert (address in page.text) == (profile in entry.wanted.profiles), entry.label


def test_every_entry_of_the_portal_opens_for_everybody(world: World) -> None:
    (nobody, *_) = world.people["portal"]
    for entry in MENUS["portal"]:
        assert ask(nobody, "GET", reverse(entry.route, "config.urls.portal")).status == 200
