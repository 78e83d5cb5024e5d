"""The journal of the door: who came in and went, who did not, and what opens an account."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django.fixtures import Settings

from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import inside
from tests.identity.test_second_factor import PASSWORD, newcomer, register_application, sign_in
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.usefixtures("_nothing_was_tried_before")


@pytest.fixture
def _nothing_was_tried_before(db: None) -> Iterator[None]:
    with inside(FIRST.schema):
        cache.clear()
    yield
    with inside(FIRST.schema):
        cache.clear()


def told(verb: str = "") -> list[Entry]:
    """What the door told, oldest first."""
    with inside(FIRST.schema):
        found = Entry.verbs.filter(verb__startswith=f"people.{verb}").order_by("pk")
        return list(found)


def attempt(visitor: Visitor, email: str, password: str = "errada, e de propósito") -> int:
    """A sign-in that must not go through."""
    answer = visitor.post("/conta/entrar/", {"login": email, "password": password})
    return int(answer.status_code)


def test_coming_in_and_going_are_told_with_the_way_and_the_address(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    visitor, email = newcomer(Profile.OBSERVER)
    visitor.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    sign_in(visitor, email)
    visitor.post("/conta/sair/")
    came, went = told("signed")
    assert (came.verb, went.verb) == ("people.signed_in", "people.signed_out")
    assert came.address == went.address == "203.0.113.9"
    assert came.changes == {"Modo": ["", "senha"]}
    assert came.actor_uid == came.subject_uid == went.subject_uid


def test_a_failure_is_told_without_what_was_typed() -> None:
    visitor, email = newcomer(Profile.OBSERVER)
    attempt(visitor, email, "segredo-digitado-errado")
    attempt(visitor, "ninguem.mesmo@exemplo.test", "segredo-digitado-errado")
    known, unknown = told("sign_in_failed")
    assert known.subject_label != unknown.subject_label == "Conta não reconhecida"
    with inside(FIRST.schema):
        whole = str(list(Entry.verbs.values()))
    assert "segredo-digitado" not in whole
    assert "ninguem.mesmo" not in whole


def test_a_flood_of_failures_does_not_flood_the_journal(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "9999/m/ip", "login": "9999/m/ip"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    visitor = Visitor(FIRST.host)
    for number in range(101):
        attempt(visitor, f"n{number}@exemplo.test")
    entries = told("sign_in_failed")
    assert [each.changes["Vezes deste endereço em 10 minutos"][1] for each in entries] == [
        1,
        2,
        3,
        10,
        100,
    ]
    settings.TRUSTED_PROXIES = 1
    for number in range(60):
        visitor.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        attempt(visitor, "n@exemplo.test")
    assert len(told("sign_in_failed")) == 5


def test_addresses_of_one_network_are_one_in_the_flood(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    visitor = Visitor(FIRST.host)
    for number in range(1, 6):
        visitor.defaults["HTTP_X_FORWARDED_FOR"] = f"2001:db8:0:5::{number}"
        attempt(visitor, f"rede{number}@exemplo.test")
    assert len(told("sign_in_failed")) == 3


def test_the_end_of_patience_is_told() -> None:
    visitor, email = newcomer(Profile.OBSERVER)
    for _ in range(6):
        attempt(visitor, email)
    assert attempt(visitor, email, PASSWORD) == 200
    stopped = told("sign_ins_stopped")
    assert stopped and stopped[0].actor_uid is None


def test_what_opens_an_account_is_told_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda do, **how: do())  # a test never commits
    visitor, email = newcomer(Profile.OBSERVER)
    sign_in(visitor, email)
    register_application(visitor)
    new = "outra senha bem comprida"
    visitor.post(
        "/conta/senha/trocar/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    visitor.post("/conta/seguranca/aplicativo/retirar/")
    assert told("factor_added")[0].changes == {"Qual": ["", "aplicativo autenticador"]}
    assert len(told("password_changed")) == 1
    assert told("factor_removed")


def test_the_neighbour_hears_nothing() -> None:
    visitor, email = newcomer(Profile.OBSERVER)
    attempt(visitor, email)
    sign_in(visitor, email)
    with inside(SECOND.schema):
        assert not Entry.verbs.filter(verb__startswith="people.sign").exists()
