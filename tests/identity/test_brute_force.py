"""N19: nobody guesses a password by trying, and nobody learns who has an account."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import inside
from identity.models import User
from notifications.models import Email
from tests.identity.conftest import Goes
from tests.identity.test_second_factor import PASSWORD, newcomer
from tests.people import Visitor
from tests.seed import FIRST

SIGN_IN, RESET = "/conta/entrar/", "/conta/senha/esqueci/"
WRONG = "não é a senha dela"


@pytest.fixture(autouse=True)
def _nothing_was_tried_before(db: None) -> Iterator[None]:
    for _ in range(2):
        with inside(FIRST.schema):
            cache.clear()
        if not _:
            yield


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often argon2 was run: what a sign-in costs, whoever it is."""
    runs: Counter[str] = Counter()
    for name in ("encode", "verify"):
        real: Callable[..., Any] = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *args: Any, real: Callable[..., Any] = real, **more: Any) -> Any:
            runs["argon2"] += 1
            return real(self, *args, **more)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return runs


def somebody(kind: str) -> str:
    """The address of an account of that kind, or of nobody."""
    if kind == "unknown":
        return "ninguem@exemplo.test"
    _, email = newcomer(Profile.OBSERVER)
    with inside(FIRST.schema):
        user = User.objects.get(email=email)
        if kind == "deactivated":
            User.objects.filter(pk=user.pk).update(is_active=False)
        if kind == "invited":
            user.set_unusable_password()
            user.save()
    return email


KINDS = ("known", "unknown", "deactivated", "invited")


def told(page: str, email: str) -> str:
    """What a page says, without what differs at each request."""
    said = page.split('<main id="conteudo"')[1].split("</main>")[0].replace(email, "")
    return "\n".join(line for line in said.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parity("N19")
def test_a_refused_sign_in_says_and_costs_the_same_whoever_it_is(hashed: Counter[str]) -> None:
    said, work, queries = {}, {}, {}
    Visitor(FIRST.host).get(SIGN_IN)  # what a process learns once
    for kind in KINDS:
        email = somebody(kind)
        hashed.clear()
        with inside(FIRST.schema):
            cache.clear()
        with CaptureQueriesContext(connection) as sent:
            answer = Visitor(FIRST.host).post(SIGN_IN, {"login": email, "password": WRONG})
        said[kind] = (answer.status_code, told(answer.content.decode(), email))
        work[kind], queries[kind] = hashed["argon2"], len(sent)
    assert len(set(said.values())) == 1
    assert work == dict.fromkeys(KINDS, 1)
    assert max(queries.values()) - min(queries.values()) <= 2, queries
    with inside(FIRST.schema):
        assert Entry.verbs.filter(verb="people.sign_in_failed").count() == len(KINDS)


@pytest.mark.parity("N19")
def test_a_forgotten_password_says_and_sends_the_same_whoever_it_is() -> None:
    said, sent = {}, {}
    for kind in ("known", "unknown", "deactivated"):
        email = somebody(kind)
        answer = Visitor(FIRST.host).post(RESET, {"email": email})
        said[kind] = (answer.status_code, answer["Location"])
        with inside(FIRST.schema):
            sent[kind] = Email.objects.filter(to=email).count()
    assert len(set(said.values())) == 1
    assert sent == dict.fromkeys(sent, 1), "one message each: the same work"


@pytest.mark.parity("N19")
def test_five_failures_close_an_account_for_five_minutes_wherever_they_come_from(
    settings: Settings,
) -> None:
    settings.TRUSTED_PROXIES = 1
    _, email = newcomer(Profile.OBSERVER)
    for number in range(5):
        guest = Visitor(FIRST.host, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        guest.post(SIGN_IN, {"login": email, "password": WRONG})
    right = Visitor(FIRST.host, HTTP_X_FORWARDED_FOR="203.0.113.7")
    answer = right.post(SIGN_IN, {"login": email, "password": PASSWORD})
    assert answer.status_code == 200
    assert right.get("/avisos/").status_code == 302
    with inside(FIRST.schema):
        assert Entry.verbs.filter(verb="people.sign_ins_stopped").exists()


@pytest.mark.parity("N19")
def test_an_address_that_tries_many_accounts_is_stopped_and_others_are_not(
    settings: Settings,
) -> None:
    settings.TRUSTED_PROXIES = 1
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "4/m/ip,5/5m/key"}
    _, email = newcomer(Profile.OBSERVER)
    thief = Visitor(FIRST.host, HTTP_X_FORWARDED_FOR="198.51.100.1")
    for number in range(4):
        thief.post(SIGN_IN, {"login": f"n{number}@exemplo.test", "password": WRONG})
    given = {"login": email, "password": PASSWORD}
    assert thief.post(SIGN_IN, given).status_code == 200
    other = Visitor(FIRST.host, HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert other.post(SIGN_IN, given).status_code == 302


@pytest.mark.parity("N19")
@pytest.mark.parametrize(
    ("action", "method", "path"),
    [
        ("login", "post", SIGN_IN),
        ("reset_password", "post", RESET),
        ("invitation", "get", "/convite/inventado/"),
        ("govbr", "get", "/conta/govbr/chegada/?bilhete=inventado"),
    ],
)
def test_each_way_in_counts_the_attempts_of_an_address(
    settings: Settings, browser: Goes, action: str, method: str, path: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {action: "2/m/ip"}
    guest = Visitor(FIRST.host)
    sent = {"login": "a@exemplo.test", "email": "a@exemplo.test", "password": WRONG}
    answers = [
        (guest.post(path, sent) if method == "post" else guest.get(path)).status_code
        for _ in range(3)
    ]
    assert answers[-1] == 429
    assert 429 not in answers[:2]
    assert Visitor(FIRST.host, REMOTE_ADDR="203.0.113.7").get(SIGN_IN).status_code == 200


def test_an_older_hash_is_made_anew_at_the_next_sign_in() -> None:
    _, email = newcomer(Profile.OBSERVER)
    with inside(FIRST.schema):
        user = User.objects.get(email=email)
        user.password = Argon2PasswordHasher().encode(PASSWORD, "sal-de-antes-1234")
        user.save()
    Visitor(FIRST.host).post(SIGN_IN, {"login": email, "password": PASSWORD})
    with inside(FIRST.schema):
        assert "m=47104,t=1,p=1" in User.objects.get(email=email).password


@pytest.mark.parity("N19")
def test_as_shipped_the_limits_are_of_address_and_of_account(settings: Settings) -> None:
    from allauth.account import app_settings
    from allauth.core.internal.ratelimit import get_rates

    for action in ("login_failed", "reset_password"):
        kinds = {each.per for each in get_rates(app="allauth.account", action=action)}
        assert kinds == {"ip", "key"}, action
    assert {"govbr", "invitation", "login"} <= set(app_settings.RATE_LIMITS)
