"""What the table promises of profiles: who observes sends nothing, who drafts drafts alone."""

import pytest

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from integrity.formulation.permissions import DRAFTERS
from tests.matrix.cast import Person
from tests.matrix.expected import expected
from tests.matrix.rows import Row
from tests.matrix.table import ROWS
from tests.matrix.test_routes import ROUTES
from tests.matrix.walking import ask
from tests.matrix.world import World

SENT = [row for row in ROWS if row.post is not None]
# taking note and taking part write nothing of what the plan says
OF_THE_HEAD = {"formulation:note_diagnosis", "formulation:answer_joint_plan"}
DRAFTED = [
    row
    for row in SENT
    if row.needs[:1] == ("draft",) and row.kind == "organisation" and row.route not in OF_THE_HEAD
]


def someone(world: World, profile: Profile) -> Person:
    """Who holds the profile over the whole."""
    kind = "centre" if profile in CENTRE_PROFILES else "organisation"
    held = (each for each in world.people[kind] if each.profile == profile)
    return next(each for each in held if each.place in ("centre", "whole"))


@pytest.mark.parity("N16")
def test_no_address_lets_an_observer_send_anything() -> None:
    granting = {
        row.route
        for row in SENT
        if row.post and Profile.OBSERVER in row.post.profiles and row.post.answer != 404
    }
    own = {
        "people:own_copy",
        "people:own_data",
        "people:own_keys",
        "notifications:preferences",
        "notifications:open_calendar",
        "notifications:close_calendar",
    }
    assert granting == own, "one's own telephone, keys, notices and copy, and nothing of the work"


@pytest.mark.parity("P42")
@pytest.mark.parametrize("row", DRAFTED, ids=lambda row: row.key)
def test_only_drafting_profiles_write_a_plan_and_only_while_it_is_open(
    world: World, row: Row
) -> None:
    assert row.post is not None
    assert row.post.profiles == set(DRAFTERS)
    assert row.scope == "organ"
    admin = someone(world, Profile.ORGANISATION_ADMIN)
    path = world.path(ROUTES[row.kind, row.route].pattern, row, admin)
    objects = world.objects["organisation"]
    in_force = path.replace(objects["draft"], objects["plan"])
    answer = ask(admin, "POST", in_force)
    assert (answer.status in (404, 409), answer.written) == (True, ())


def is_of_profiles(row: Row) -> bool:
    """Whether it is the profile that opens or shuts the page."""
    permit = row.permit("GET")
    return permit is not None and not permit.is_open


@pytest.mark.parity("P21")
@pytest.mark.parametrize(
    "profile", [each for each in Profile if each in CENTRE_PROFILES | ORGANISATION_PROFILES]
)
def test_a_refused_page_says_so_and_greets_by_first_name(world: World, profile: Profile) -> None:
    person = someone(world, profile)
    kind = "centre" if profile in CENTRE_PROFILES else "organisation"
    refusing = [
        row
        for row in ROWS
        if row.kind == kind
        and not row.is_api
        and is_of_profiles(row)
        and expected(row, "GET", person) == 403
    ]
    assert refusing
    for row in refusing:
        path = world.path(ROUTES[kind, row.route].pattern, row, person)
        answer = ask(person, "GET", path)
        assert "403.html" in answer.templates
        assert f"{person.client.user.first_name}, seu perfil não permite isto" in answer.text
