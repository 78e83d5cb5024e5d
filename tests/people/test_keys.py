"""Keys of the API: made and shown once, bound to a host and a profile, revoked, journalled."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.key_authentication import PER_KEY
from access.keys import hash_of
from access.models import ApiKey, Assignment
from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import PUBLIC, inside
from people import services
from people.copying import copy_of
from people.erasing import erase
from people.services.keys import end_of
from tests.conftest import As
from tests.people import Programme, Visitor, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
OWN = "/pessoas/eu/chaves/"
ONESELF = "/api/eu/"
TOKEN = re.compile(r"sispmpi_[\w-]{43}")


def asked(visitor: Visitor, **changed: Any) -> dict[str, Any]:
    """What the form of a new key sends."""
    assert visitor.assignment is not None
    day = timezone.localdate() + timedelta(days=30)
    given = {"name": "Painel do RH", "scope": "ler", "last_day": day.isoformat()}
    return {**given, "assignment": str(visitor.assignment.uid), **changed}


def program(profile: Profile, *, may_write: bool = False, **place: Any) -> Programme:
    return Programme(FIRST.host, person(FIRST.schema, profile, **place), may_write=may_write)


def test_a_key_is_shown_once_and_kept_as_a_hash(first_as: As) -> None:
    visitor = first_as(Profile.HEAD)
    made = visitor.post(OWN, asked(visitor))
    (token,) = set(TOKEN.findall(made.content.decode()))
    assert "no-store" in made["Cache-Control"]
    assert not TOKEN.search(visitor.get(OWN).content.decode())
    with inside(FIRST.schema):
        key = ApiKey.objects.get()
        entry = Entry.verbs.get(verb="people.api_key_made")
    assert key.token_hash == hash_of(token)
    assert (key.name, key.may_write, key.scope) == ("Painel do RH", False, "só ler")
    assert entry.changes["Chave"] == ["", "Painel do RH"]
    assert token not in str(entry.changes)


def test_a_programme_acts_as_its_person_under_the_profile() -> None:
    told = program(Profile.HEAD).get(ONESELF).json()
    assert (told["nome"], told["perfil"]) == ("Percival Prefeito", "Alta administração")
    assert told["chave"]["permite"] == "só ler"


def test_the_centre_has_keys_of_its_own() -> None:
    analyst = Programme(settings.CENTRE_HOST, person(PUBLIC, Profile.DCI_ANALYST))
    assert analyst.get(ONESELF).json()["perfil"] == "Analista da DCI"


@pytest.mark.parametrize("host", [SECOND.host, settings.CENTRE_HOST])
def test_a_key_opens_no_other_host(host: str) -> None:
    own = program(Profile.ORGANISATION_ADMIN)
    answer = own.get(ONESELF, SERVER_NAME=host)
    assert answer.status_code == 401
    assert "outro endereço" in answer.json()["detail"]
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_portal_does_not_ask_for_keys() -> None:
    answer = program(Profile.HEAD).get("/api/publica/v1/acordos/", SERVER_NAME=settings.BASE_DOMAIN)
    assert answer.status_code == 200


@pytest.mark.parametrize("said", ["Bearer", "Bearer sispmpi_outra", "Basic YTpi", "sispmpi_x"])
def test_what_is_no_key_is_refused_even_beside_a_session(first_as: As, said: str) -> None:
    visitor = first_as(Profile.HEAD)
    assert visitor.get(ONESELF).status_code == 200
    answer = visitor.get(ONESELF, headers={"Authorization": said})
    assert answer.status_code == 401
    assert not answer.cookies


def test_a_key_counts_and_no_session_beside_it(first_as: As) -> None:
    visitor = first_as(Profile.OBSERVER)
    token = program(Profile.HEAD).token
    answer = visitor.get(ONESELF, headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["perfil"] == "Alta administração"


def test_a_key_opens_no_page() -> None:
    assert program(Profile.HEAD).get("/planos/").status_code in (302, 404)
    assert program(Profile.HEAD).get("/pessoas/eu/").status_code == 302


def test_a_key_that_ran_out_opens_nothing() -> None:
    own = program(Profile.HEAD)
    with inside(FIRST.schema):
        now = timezone.now()
        ApiKey.objects.update(created_at=now - timedelta(days=9), expires_at=now)
    assert own.get(ONESELF).status_code == 401


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_day": (timezone.localdate() + timedelta(days=366)).isoformat()}, "last_day"),
        ({"last_day": (timezone.localdate() - timedelta(days=1)).isoformat()}, "last_day"),
        ({"name": ""}, "name"),
        ({"scope": "tudo"}, "scope"),
        ({"assignment": "00000000-0000-4000-8000-000000000000"}, "assignment"),
    ],
)
def test_a_key_is_refused_by_field(first_as: As, changed: dict[str, Any], field: str) -> None:
    visitor = first_as(Profile.HEAD)
    answer = visitor.post(OWN, asked(visitor, **changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    with inside(FIRST.schema):
        assert not ApiKey.objects.exists()


def test_nobody_makes_a_key_for_the_profile_of_another(first_as: As) -> None:
    visitor, other = first_as(Profile.EXECUTOR), person(FIRST.schema, Profile.HEAD)
    answer = visitor.post(OWN, asked(visitor, assignment=str(other.uid)))
    assert answer.status_code == 422


def test_the_database_holds_no_key_for_more_than_a_year() -> None:
    key = program(Profile.HEAD).key
    with inside(FIRST.schema), pytest.raises(IntegrityError), transaction.atomic():
        late = key.created_at + timedelta(days=365, seconds=1)
        ApiKey.objects.filter(pk=key.pk).update(expires_at=late)


def test_the_last_day_counts_whole() -> None:
    day = timezone.localdate()
    assert timezone.localdate(end_of(day) - timedelta(seconds=1)) == day


def test_the_person_revokes_a_key(first_as: As) -> None:
    visitor = first_as(Profile.HEAD)
    assert visitor.assignment is not None
    own = Programme(FIRST.host, visitor.assignment)
    assert visitor.post(f"{OWN}{own.key.uid}/revogar/").status_code == 302
    assert own.get(ONESELF).status_code == 401
    assert visitor.post(f"{OWN}{own.key.uid}/revogar/").status_code == 409
    with inside(FIRST.schema):
        assert Entry.verbs.get(verb="people.api_key_revoked").actor_uid == visitor.user.uid


def test_the_administrator_revokes_the_key_of_another(first_as: As) -> None:
    admin, own = first_as(Profile.ORGANISATION_ADMIN), program(Profile.HEAD)
    page = admin.get(f"/pessoas/{own.assignment.user.uid}/").content.decode()
    assert own.key.name in page and own.token not in page
    assert admin.post(f"/pessoas/chaves/{own.key.uid}/revogar/").status_code == 302
    assert own.get(ONESELF).status_code == 401


def test_nobody_else_revokes_it(first_as: As, second_as: As) -> None:
    own = program(Profile.HEAD)
    for other in (first_as(Profile.OBSERVER), second_as(Profile.ORGANISATION_ADMIN)):
        assert other.post(f"/pessoas/chaves/{own.key.uid}/revogar/").status_code == 404
        assert other.post(f"{OWN}{own.key.uid}/revogar/").status_code == 404
    assert own.get(ONESELF).status_code == 200


def test_a_key_ends_with_the_profile(first_as: As) -> None:
    admin, own = first_as(Profile.ORGANISATION_ADMIN), program(Profile.OBSERVER)
    assert admin.post(f"/pessoas/perfis/{own.assignment.uid}/encerrar/").status_code == 302
    assert own.get(ONESELF).status_code == 401
    with inside(FIRST.schema):
        assert ApiKey.objects.get(pk=own.key.pk).revoked_at is not None


def test_a_key_rests_while_the_profile_has_run_out() -> None:
    own = program(Profile.OBSERVER)
    yesterday = timezone.localdate() - timedelta(days=1)
    with inside(FIRST.schema):
        Assignment.objects.filter(pk=own.assignment.pk).update(
            start_date=yesterday, end_date=yesterday
        )
    assert own.get(ONESELF).status_code == 401


def test_a_closed_account_takes_its_keys_along(first_as: As) -> None:
    admin, own = first_as(Profile.ORGANISATION_ADMIN), program(Profile.OBSERVER)
    with inside(FIRST.schema):
        now = {"at": timezone.now(), "today": timezone.localdate()}
        uid = own.assignment.user.uid
        services.deactivate_person(actor=admin.actor, uid=uid, reason="Saiu.", **now)
        services.reactivate_person(actor=admin.actor, uid=uid, **now)
    assert own.get(ONESELF).status_code == 401


def test_an_erased_person_leaves_no_name_of_a_key() -> None:
    own = program(Profile.OBSERVER)
    with inside(FIRST.schema), transaction.atomic():
        erase(own.assignment.user, at=timezone.now())
        key = ApiKey.objects.get(pk=own.key.pk)
    assert (key.name, key.is_open) == ("", False)


def test_the_own_copy_tells_of_keys_and_never_the_key() -> None:
    own = program(Profile.OBSERVER)
    with inside(FIRST.schema):
        content = copy_of(own.assignment.user, place="Itabirito", at=timezone.now())
    assert b"chaves-da-api.csv" in content
    assert own.token.encode() not in content


def test_the_last_use_is_noted_and_not_at_every_request() -> None:
    own = program(Profile.OBSERVER)
    own.get(ONESELF)
    with inside(FIRST.schema):
        first = ApiKey.objects.get(pk=own.key.pk).last_used_at
    own.get(ONESELF)
    with inside(FIRST.schema):
        assert ApiKey.objects.get(pk=own.key.pk).last_used_at == first is not None


def test_a_key_asks_so_often_and_is_then_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = type(PER_KEY)("few-keys", 2, 60)
    monkeypatch.setattr("access.key_authentication.PER_KEY", few)
    own = program(Profile.OBSERVER)
    answers = [own.get(ONESELF) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"


def test_nobody_has_more_keys_than_can_be_watched(first_as: As) -> None:
    visitor = first_as(Profile.HEAD)
    for number in range(10):
        assert visitor.post(OWN, asked(visitor, name=f"Chave {number}")).status_code == 200
    assert visitor.post(OWN, asked(visitor, name="Chave 0")).status_code == 422
    assert visitor.post(OWN, asked(visitor, name="Mais uma")).status_code == 409
