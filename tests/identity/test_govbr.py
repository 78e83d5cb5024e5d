"""Sign-in with gov.br: from the button to the session, and everything that must not open one."""

import base64
import json
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from access.rules import Profile
from config.local.identity import Key
from foundation.tenancy import inside
from identity.links import remember_cpf
from identity.models import User
from identity.oidc import provider as known
from tests.identity.conftest import Goes
from tests.identity.provider import PERSON, Browser, Live, asked_of, path_of
from tests.people import Visitor, person
from tests.seed import FIRST, SECOND

CPF = PERSON["cpf"]


def account(profile: Profile = Profile.EXECUTOR, schema: str = FIRST.schema) -> User:
    """Somebody whose CPF the administration told."""
    user = person(schema, profile).user
    with inside(schema):
        remember_cpf(user=user, cpf=CPF)
    return user


def is_in(browser: Browser) -> bool:
    """Whether the pages open."""
    return bool(browser.here.get("/avisos/").status_code == 200)


def test_who_has_an_account_with_that_cpf_comes_in(browser: Goes) -> None:
    user = account()
    here = browser()
    answer = here.through("/conta/govbr/?next=/avisos/")
    assert (answer.status_code, answer["Location"]) == (302, "/avisos/")
    assert is_in(here)
    with inside(FIRST.schema):
        assert User.objects.get(pk=user.pk).govbr_linked_at is not None


def test_what_is_asked_of_gov_br_is_what_its_guide_wants(browser: Goes) -> None:
    asked = asked_of(browser().to_provider())
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43 and len(asked["nonce"]) >= 43
    assert "govbr_confiabilidades" in asked["scope"]
    assert asked["redirect_uri"].startswith("http://conta.localhost")


def test_nobody_gets_an_account_by_it(browser: Goes) -> None:
    here = browser()
    with inside(FIRST.schema):
        before = User.objects.count()
    answer = here.through()
    assert answer.status_code == 403
    assert "Nenhuma conta ativa" in answer.content.decode()
    assert not is_in(here)
    with inside(FIRST.schema):
        assert User.objects.count() == before


def test_an_e_mail_alone_links_nothing(browser: Goes, govbr: Live) -> None:
    user = person(FIRST.schema, Profile.EXECUTOR).user
    govbr.lies = {"email": user.email, "email_verified": True}
    assert browser().through().status_code == 403


def test_an_account_of_the_neighbour_opens_nothing_here(browser: Goes) -> None:
    account(schema=SECOND.schema)
    assert browser().through().status_code == 403


def test_a_deactivated_person_hears_the_same_as_a_stranger(browser: Goes) -> None:
    stranger = browser().through()
    user = account()
    with inside(FIRST.schema):
        User.objects.filter(pk=user.pk).update(is_active=False)
    refused = browser().through()
    assert refused.status_code == stranger.status_code == 403
    assert "Nenhuma conta ativa" in refused.content.decode()


def test_a_ticket_serves_once(browser: Goes) -> None:
    account()
    here = browser()
    ticket = here.ticket()
    cookie = here.here.cookies["govbr"].value
    assert here.here.get(ticket).status_code == 302
    here.here.logout()
    here.here.cookies["govbr"] = cookie
    again = here.here.get(ticket)
    assert (again.status_code, is_in(here)) == (403, False)
    assert "não vale mais" in again.content.decode()


def test_a_ticket_is_of_the_browser_that_asked_for_it(browser: Goes) -> None:
    account()
    thief = Visitor(FIRST.host)
    assert thief.get(browser().ticket()).status_code == 403
    other = browser()
    other.to_provider()  # has a visit of its own under way
    assert other.here.get(browser().ticket()).status_code == 403


def test_a_ticket_of_one_organisation_opens_no_other(browser: Goes) -> None:
    account()
    account(schema=SECOND.schema)
    here = browser()
    ticket = here.ticket()
    there = Visitor(SECOND.host)
    there.cookies["govbr"] = here.here.cookies["govbr"].value
    assert there.get(ticket).status_code == 403
    assert there.get("/avisos/").status_code == 302


def test_a_ticket_lasts_a_minute(browser: Goes) -> None:
    account()
    here = browser()
    ticket = here.ticket()
    with time_machine.travel(timezone.now() + timedelta(seconds=62), tick=False):
        assert here.here.get(ticket).status_code == 403


def test_without_a_cache_no_ticket_is_used(browser: Goes, monkeypatch: pytest.MonkeyPatch) -> None:
    from redis.exceptions import ConnectionError as Away

    account()
    here = browser()
    ticket = here.ticket()

    def away(*args: Any, **more: Any) -> bool:
        raise Away

    monkeypatch.setattr(cache, "add", away)
    monkeypatch.setattr("identity.web.govbr.stopped", lambda request, way="": None)
    assert here.here.get(ticket).status_code == 403


def test_a_return_with_another_state_is_refused(browser: Goes) -> None:
    account()
    here = browser()
    url = here.to_provider()
    asked = asked_of(url) | {"state": "x" * 64}
    answer = here.account.get(path_of(here.provider.grant(asked, PERSON)))
    assert answer.status_code == 403


def test_a_return_to_another_browser_is_refused(browser: Goes, settings: Settings) -> None:
    here = browser()
    back = path_of(here.provider.grant(asked_of(here.to_provider()), PERSON))
    assert Visitor(settings.ACCOUNT_HOST).get(back).status_code == 403


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "de outra visita"},
        {"aud": "outro-sistema"},
        {"aud": ["sispmpi", "outro"], "azp": "outro"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": int(time.time()) - 3600},
        {"sub": "12345678900"},
    ],
    ids=lambda lies: next(iter(lies)),
)
def test_a_token_that_is_not_for_this_visit_is_refused(
    browser: Goes, govbr: Live, lies: dict[str, Any]
) -> None:
    account()
    govbr.lies = lies
    here = browser()
    answer = here.from_provider(here.to_provider())
    assert answer.status_code == 403
    assert "não confirmou a entrada" in answer.content.decode()


def unsigned(claims: dict[str, Any]) -> str:
    """A token that says it needs no signature."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    packed = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in parts]
    return b".".join([*packed, b""]).decode()


def by_stranger(claims: dict[str, Any], kid: str) -> str:
    """One that is signed with a key of somebody else under the right name."""
    return jwt.encode(claims, Key().private, algorithm="RS256", headers={"kid": kid})


def by_secret(claims: dict[str, Any], kid: str) -> str:
    """One that is signed with a secret, as if the public key were one."""
    return jwt.encode(claims, "s" * 64, algorithm="HS256", headers={"kid": kid})


@pytest.mark.parametrize("forge", ["unsigned", "stranger", "secret"])
def test_a_token_that_the_provider_did_not_sign_is_refused(
    browser: Goes, govbr: Live, forge: str
) -> None:
    account()
    here = browser()
    url = here.to_provider()
    claims = govbr.claims({"person": PERSON, "nonce": asked_of(url)["nonce"]})
    govbr.forged = {
        "unsigned": unsigned(claims),
        "stranger": by_stranger(claims, govbr.key.kid),
        "secret": by_secret(claims, govbr.key.kid),
    }[forge]
    assert here.from_provider(url).status_code == 403


def test_a_new_key_of_the_provider_is_found(browser: Goes, govbr: Live) -> None:
    account()
    assert browser().through().status_code == 302
    govbr.key = Key()
    assert browser().through().status_code == 302


def test_where_gov_br_does_not_answer_the_password_is_pointed_to(
    browser: Goes, settings: Settings
) -> None:
    settings.GOVBR_ISSUER = "http://127.0.0.1:9"
    known.forget()
    here = browser()
    left = here.here.get("/conta/govbr/")
    answer = here.account.get(path_of(left["Location"]))
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "e-mail e senha" in page
    assert "http://vila-primeira.localhost/conta/entrar/" in page
    assert here.here.get("/conta/entrar/").status_code == 200


def test_who_says_no_at_gov_br_is_led_back(browser: Goes) -> None:
    here = browser()
    state = asked_of(here.to_provider())["state"]
    answer = here.account.get(f"/retorno/?error=access_denied&state={state}")
    assert (answer.status_code, "conta/entrar" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("path", ["/entrar/", "/entrar/?pedido=inventado", "/retorno/?code=a"])
def test_the_account_host_does_nothing_without_an_errand(
    govbr: Live, settings: Settings, path: str
) -> None:
    assert Visitor(settings.ACCOUNT_HOST).get(path).status_code == 403


def test_where_it_is_not_set_up_there_is_no_button(nobody_at_first: Visitor) -> None:
    assert "gov.br" not in nobody_at_first.get("/conta/entrar/").content.decode()
    assert nobody_at_first.get("/conta/govbr/").status_code == 404


def test_where_it_is_set_up_there_is_one(govbr: Live, nobody_at_first: Visitor) -> None:
    page = nobody_at_first.get("/conta/entrar/?next=/avisos/").content.decode()
    assert "Entrar com gov.br" in page
    assert "/conta/govbr/?next=/avisos/" in page
