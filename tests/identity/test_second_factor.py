"""Who administers, signs, publishes or evaluates shows more than a password."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import transaction

from access.rules import STRONG_PROFILES, Profile
from foundation.tenancy import inside
from identity.models import User
from identity.one_time import is_shown_now
from notifications.models import Email
from tests.people import Visitor, person
from tests.seed import FIRST, SECOND

PASSWORD = "uma senha comprida de teste"


@pytest.fixture(autouse=True)
def _no_attempts_are_remembered(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _what_waits_for_the_commit_is_done_within_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test never commits; a request does."""
    monkeypatch.setattr(transaction, "on_commit", lambda do, **how: do())


def newcomer(profile: Profile) -> tuple[Visitor, str]:
    """A person with a password who has not signed in, and the address to do it with."""
    held = person(FIRST.schema, profile)
    with inside(FIRST.schema):
        held.user.set_password(PASSWORD)
        held.user.save()
    return Visitor(FIRST.host), held.user.email


def sign_in(visitor: Visitor, email: str) -> str:
    """Through the page; where it led."""
    answer = visitor.post("/conta/entrar/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def code_of(secret: str, shift: int = 0) -> str:
    """What an application would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def register_application(visitor: Visitor) -> tuple[str, list[str]]:
    """Register an application through the pages: its secret, and the recovery codes shown."""
    page = visitor.get("/conta/seguranca/aplicativo/")
    assert page.status_code == 200, page
    secret = page.context["form"].secret
    done = visitor.post("/conta/seguranca/aplicativo/", {"code": code_of(secret)})
    assert done["Location"] == "/conta/seguranca/codigos/"
    return secret, list(visitor.get(done["Location"]).context["unused_codes"])


@pytest.mark.parametrize("profile", [Profile.ORGANISATION_ADMIN, Profile.HEAD, Profile.MONITORING])
def test_a_strong_profile_is_led_to_protect_the_account_first(profile: Profile) -> None:
    visitor, email = newcomer(profile)
    assert sign_in(visitor, email) == "/"
    page = visitor.get("/")
    assert page.status_code == 403
    assert "Falta um passo: proteger sua conta" in page.content.decode()
    register_application(visitor)
    assert visitor.get("/").status_code == 200


def test_who_only_reads_or_executes_works_with_the_password_alone() -> None:
    assert not STRONG_PROFILES & {Profile.EXECUTOR, Profile.OBSERVER, Profile.FORMULATION}
    visitor, email = newcomer(Profile.OBSERVER)
    sign_in(visitor, email)
    assert visitor.get("/").status_code == 200


def test_the_api_asks_for_it_too() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    assert visitor.get("/api/planos/").status_code == 403
    register_application(visitor)
    assert visitor.get("/api/planos/").status_code == 200


def test_the_next_sign_in_asks_for_the_code_and_each_code_serves_once() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    secret, _ = register_application(visitor)
    later = Visitor(FIRST.host)
    assert sign_in(later, email) == "/conta/entrar/codigo/"
    assert later.get("/", follow=False).status_code == 302, "not signed in before the code"
    wrong = later.post("/conta/entrar/codigo/", {"code": "000000"})
    assert "Código incorreto" in wrong.content.decode()
    code = code_of(secret, 1)
    assert later.post("/conta/entrar/codigo/", {"code": code})["Location"] == "/"
    assert later.get("/").status_code == 200
    again = Visitor(FIRST.host)
    sign_in(again, email)
    assert (
        "Código incorreto" in again.post("/conta/entrar/codigo/", {"code": code}).content.decode()
    )
    with inside(FIRST.schema):
        user = User.objects.get(email=email)
        kept = cache.make_key(f"allauth.mfa.totp.used?user={user.pk}&code={code}")
        store: Any = cache
        assert store._cache.get_client().ttl(kept) > 60, "as long as it could be accepted"
        assert not is_shown_now(user, code), "nor at the door of programmes"


def test_a_recovery_code_opens_once_and_is_shown_once() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    _, codes = register_application(visitor)
    assert len(set(codes)) == 10
    assert codes[0] not in visitor.get("/conta/seguranca/codigos/").content.decode()
    for expected in (302, 200):
        later = Visitor(FIRST.host)
        sign_in(later, email)
        assert later.post("/conta/entrar/codigo/", {"code": codes[0]}).status_code == expected


def test_the_secret_lies_sealed_in_the_database() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    secret, codes = register_application(visitor)
    with inside(FIRST.schema):
        kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_a_factor_of_one_organisation_is_none_in_another() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    register_application(visitor)
    with inside(SECOND.schema):
        assert not Authenticator.objects.exists()


def test_a_session_opened_before_the_factor_shows_it_before_going_on() -> None:
    old, email = newcomer(Profile.HEAD)
    sign_in(old, email)
    new = Visitor(FIRST.host)
    sign_in(new, email)
    secret, _ = register_application(new)
    answer = old.get("/")
    assert answer["Location"] == "/conta/confirmar/codigo/?next=/"
    done = old.post(answer["Location"], {"code": code_of(secret, 1), "next": "/"})
    assert done["Location"] == "/"
    assert old.get("/").status_code == 200


def test_the_owner_is_told_of_a_new_factor_by_e_mail() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    register_application(visitor)
    with inside(FIRST.schema):
        said = " ".join(Email.objects.filter(to=email).values_list("body", flat=True))
    assert "Um aplicativo autenticador foi cadastrado na sua conta." in said
    assert "If you" not in said


def test_guessing_codes_is_slowed_down() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    secret, _ = register_application(visitor)
    later = Visitor(FIRST.host)
    sign_in(later, email)
    for _ in range(5):
        later.post("/conta/entrar/codigo/", {"code": "000000"})
    refused = later.post("/conta/entrar/codigo/", {"code": code_of(secret, 1)})
    assert refused.status_code != 302
    assert "Código incorreto" not in refused.content.decode()


def test_taking_the_application_away_needs_a_recent_sign_in() -> None:
    visitor, email = newcomer(Profile.HEAD)
    sign_in(visitor, email)
    register_application(visitor)
    with inside(FIRST.schema):
        session = visitor.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 3600
        session.save()
    answer = visitor.post("/conta/seguranca/aplicativo/retirar/")
    assert answer["Location"].startswith("/conta/confirmar/")
    with inside(FIRST.schema):
        user = User.objects.get(email=email)
        assert Authenticator.objects.filter(user=user, type="totp").exists()
