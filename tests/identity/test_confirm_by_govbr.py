"""Who comes in by gov.br alone shows by gov.br who they are, too."""

import time

from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from identity.links import link_govbr
from tests.access.test_confirmation import GIVEN, INVITE, invited, long_ago, press
from tests.conftest import As
from tests.identity.conftest import Goes
from tests.identity.provider import PERSON, Live, path_of
from tests.seed import FIRST


def test_gov_br_is_asked_to_ask_again(first_as: As, browser: Goes, govbr: Live) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        link_govbr(user=ana.user, cpf=PERSON["cpf"], at=timezone.now())
    asked = long_ago(ana).post(INVITE, GIVEN)
    led = ana.get(asked["Location"])["Location"]
    assert led.startswith("/conta/govbr/confirmar/")
    here = browser(ana)
    govbr.lies = {"auth_time": int(time.time()) - 4000}
    assert here.from_provider(here.to_provider(led)).status_code == 403
    govbr.lies = {}
    back = here.here.get(path_of(here.from_provider(here.to_provider(led))["Location"]))
    assert press(ana, back["Location"]).status_code == 302
    assert invited()
