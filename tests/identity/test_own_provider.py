"""The organisation's own provider of identity: set up, linked, used, switched off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from access.rules import Profile
from audit.queries import entries_of
from foundation.tenancy import inside
from identity.models import Provider
from identity.oidc import provider as known
from tests.conftest import As
from tests.identity.conftest import Goes
from tests.identity.provider import PERSON, Browser, Live, asked_of, path_of
from tests.people import Visitor
from tests.seed import FIRST, SECOND

PATH = "/pessoas/provedor/"


def given(govbr: Live, **more: str) -> dict[str, str]:
    """The form filled in."""
    return {
        "label": "Conta da Prefeitura",
        "issuer": govbr.issuer,
        "client_id": govbr.client_id,
        "secret": govbr.secret,
        **more,
    }


@pytest.fixture
def admin(first_as: As, govbr: Live) -> Visitor:
    """Who set it up."""
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert ana.post(PATH, given(govbr)).status_code == 302
    return ana


def visit(browser: Browser, start: str) -> str:
    """To the provider and back: the path with the code."""
    left = browser.here.get(start)
    assert left.status_code == 302, left.content.decode()
    return path_of(browser.provider.grant(asked_of(left["Location"]), PERSON))


def test_the_secret_is_sealed_and_the_act_is_journalled(admin: Visitor, govbr: Live) -> None:
    with inside(FIRST.schema):
        held = Provider.objects.get()
        assert govbr.secret not in held.sealed_secret
        (entry,) = entries_of(held)
        assert entry.verb == "people.provider_set_up"
        assert "segredo" not in str(entry.changes)
    assert govbr.secret not in admin.get(PATH).content.decode()


def test_a_person_links_the_account_and_comes_in_by_it(
    admin: Visitor, first_as: As, browser: Goes
) -> None:
    eva = first_as(Profile.EXECUTOR)
    stranger = browser()
    assert stranger.here.get(visit(stranger, "/conta/provedor/")).status_code == 403
    linking = browser(eva)
    assert eva.get(visit(linking, "/conta/provedor/ligar/")).status_code == 302
    later = browser()
    answer = later.here.get(visit(later, "/conta/provedor/?next=/avisos/"))
    assert (answer.status_code, answer["Location"]) == (302, "/avisos/")
    assert later.here.get("/avisos/").status_code == 200


def test_a_return_nobody_began_is_refused(admin: Visitor, browser: Goes) -> None:
    here, thief = browser(), Visitor(FIRST.host)
    assert thief.get(visit(here, "/conta/provedor/")).status_code == 403


def test_it_counts_as_a_password_for_who_needs_more(
    admin: Visitor, first_as: As, browser: Goes, settings: Settings
) -> None:
    head = first_as(Profile.HEAD)
    head.get(visit(browser(head), "/conta/provedor/ligar/"))
    later = browser()
    later.here.get(visit(later, "/conta/provedor/"))
    page = later.here.get("/")
    assert page.status_code == 403
    assert "Falta um passo" in page.content.decode()


def test_the_neighbour_does_not_have_it(admin: Visitor) -> None:
    assert Visitor(SECOND.host).get("/conta/provedor/").status_code == 404
    assert "Prefeitura" not in Visitor(SECOND.host).get("/conta/entrar/").content.decode()
    assert "Conta da Prefeitura" in Visitor(FIRST.host).get("/conta/entrar/").content.decode()


def test_switched_off_it_opens_nothing(admin: Visitor) -> None:
    assert admin.post(f"{PATH}desligar/").status_code == 302
    assert Visitor(FIRST.host).get("/conta/provedor/").status_code == 404


@pytest.mark.parametrize(
    "issuer",
    [
        "http://127.0.0.1:9",
        "https://127.0.0.1",
        "https://10.0.0.1",
        "https://169.254.169.254",
        "https://[::ffff:10.0.0.1]",
        "https://[64:ff9b::a00:1]",
        "https://localhost",
        "https://pessoa:senha@exemplo.test",
        "ftp://exemplo.test",
    ],
)
def test_in_production_no_inner_address_is_asked(
    first_as: As, govbr: Live, settings: Settings, issuer: str
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    settings.PRODUCTION = True
    answer = ana.post(PATH, given(govbr, issuer=issuer))
    assert answer.status_code == 422
    assert "Conta da Prefeitura" in answer.content.decode(), "what was typed stays"
    with inside(FIRST.schema):
        assert not Provider.objects.exists()


def test_nothing_is_locked_while_the_provider_is_asked(
    first_as: As, govbr: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, depths = first_as(Profile.ORGANISATION_ADMIN), []
    asked = known.discover

    def watched(issuer: str, *, anew: bool = False) -> known.Metadata:
        depths.append(len(connection.savepoint_ids))
        return asked(issuer, anew=anew)

    monkeypatch.setattr(known, "discover", watched)
    before = len(connection.savepoint_ids)
    assert ana.post(PATH, given(govbr)).status_code == 302
    assert depths == [before], "no transaction of the verb is open yet"


def test_who_is_not_who_it_says_is_refused(
    first_as: As, govbr: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    said = govbr.description() | {"issuer": "https://outro.exemplo.test"}
    monkeypatch.setattr(govbr, "description", lambda: said)
    known.forget()
    assert ana.post(PATH, given(govbr)).status_code == 422


@pytest.mark.parametrize("profile", [Profile.HEAD, Profile.INTERNAL_CONTROL])
def test_others_do_not_set_it_up(first_as: As, govbr: Live, profile: Profile) -> None:
    assert first_as(profile).post(PATH, given(govbr)).status_code == 403


def test_an_unfinished_visit_ends_after_ten_minutes(admin: Visitor, browser: Goes) -> None:
    import time_machine

    here = browser()
    back = visit(here, "/conta/provedor/")
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert here.here.get(back).status_code == 403
