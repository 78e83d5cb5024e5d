"""Who comes in by the organisation's own provider shows by it who they are, too."""

import time

from access.rules import Profile
from tests.access.test_confirmation import GIVEN, INVITE, invited, long_ago, press
from tests.conftest import As
from tests.identity.conftest import Goes
from tests.identity.provider import PERSON, Live, asked_of, path_of
from tests.identity.test_own_provider import admin as admin
from tests.identity.test_own_provider import visit
from tests.people import Visitor

CONFIRM = "/conta/provedor/confirmar/"
OTHER = {**PERSON, "cpf": "52998224725"}


def linked(admin: Visitor, browser: Goes) -> None:
    """Her account opens by the provider alone."""
    assert admin.get(visit(browser(admin), "/conta/provedor/ligar/")).status_code == 302
    assert not admin.user.has_usable_password()


def back_from(provider: Live, url: str, person: dict[str, str] = PERSON) -> str:
    """The path with the code."""
    return path_of(provider.grant(asked_of(url), person))


def test_the_provider_is_asked_to_ask_again(admin: Visitor, browser: Goes, govbr: Live) -> None:
    linked(admin, browser)
    asked = long_ago(admin).post(INVITE, GIVEN)
    led = admin.get(asked["Location"])["Location"]
    assert led.startswith(CONFIRM)
    away = admin.get(led)["Location"]
    assert asked_of(away)["prompt"] == "login"
    govbr.lies = {"auth_time": int(time.time()) - 4000}
    assert admin.get(back_from(govbr, away)).status_code == 403
    govbr.lies = {}
    assert not invited()
    back = admin.get(back_from(govbr, admin.get(led)["Location"]))
    assert press(admin, back["Location"]).status_code == 302
    assert invited()


def test_somebody_else_at_the_provider_confirms_nothing(
    admin: Visitor, browser: Goes, govbr: Live
) -> None:
    linked(admin, browser)
    away = long_ago(admin).get(CONFIRM)["Location"]
    assert admin.get(back_from(govbr, away, OTHER)).status_code == 403
    assert admin.post(INVITE, GIVEN)["Location"].startswith("/conta/confirmar/")


def test_an_account_that_is_not_linked_is_not_offered_it(
    admin: Visitor, first_as: As, browser: Goes
) -> None:
    page = long_ago(first_as(Profile.ORGANISATION_ADMIN, "Bia Segunda")).get("/conta/confirmar/")
    assert "Conta da Prefeitura" not in page.content.decode()
