"""The only way in: a link that works once, on one host, for a week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from foundation.refusals import NotFound
from foundation.tenancy import inside
from identity import services
from identity.models import Invitation, User
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST, SECOND

GOOD = "uma senha bem boa"


def invite(schema: str = FIRST.schema) -> tuple[User, str]:
    with inside(schema):
        return services.invite(name="Nova Servidora", email="Nova@Exemplo.test", at=timezone.now())


@pytest.mark.parity("P12")
def test_an_invited_person_chooses_a_password_and_signs_in(nobody_at_first: Visitor) -> None:
    user, token = invite()
    page = nobody_at_first.get(f"/convite/{token}/")
    assert page.status_code == 200
    assert "nova@exemplo.test" in page.content.decode()
    done = nobody_at_first.post(
        f"/convite/{token}/", {"password": GOOD, "again": GOOD, "registration_number": "1234-5"}
    )
    assert (done.status_code, done["Location"]) == (302, "/conta/entrar/")
    signed_in = nobody_at_first.post(
        "/conta/entrar/", {"login": "nova@exemplo.test", "password": GOOD}
    )
    assert signed_in.status_code == 302
    with inside(FIRST.schema):
        assert User.objects.get(pk=user.pk).check_password(GOOD)
        assert Invitation.objects.get(user=user).used_at is not None


def test_a_link_works_once(nobody_at_first: Visitor) -> None:
    _, token = invite()
    nobody_at_first.post(
        f"/convite/{token}/", {"password": GOOD, "again": GOOD, "registration_number": "1234-5"}
    )
    assert nobody_at_first.get(f"/convite/{token}/").status_code == 404


def test_a_link_of_one_organisation_opens_nothing_at_another(db: None) -> None:
    _, token = invite()
    assert Visitor(SECOND.host).get(f"/convite/{token}/").status_code == 404
    assert Visitor("cge.localhost").get(f"/convite/{token}/").status_code == 404


def test_a_link_expires_and_a_new_one_replaces_the_old(in_first: None) -> None:
    now = timezone.now()
    _, old = services.invite(name="Nova", email="n@exemplo.test", at=now)
    _, new = services.invite(name="Nova", email="n@exemplo.test", at=now + timedelta(seconds=1))
    with pytest.raises(NotFound):
        services.open_invitation(old, at=now + timedelta(seconds=2))
    assert services.open_invitation(new, at=now + timedelta(days=6))
    with pytest.raises(NotFound):
        services.open_invitation(new, at=now + timedelta(days=8))


@pytest.mark.parametrize(
    ("typed", "again", "says"),
    [
        (GOOD, "outra senha boa", "As duas senhas são diferentes."),
        ("curta", "curta", "pelo menos 10 caracteres"),
        ("1234567890123", "1234567890123", "inteiramente numérica"),
    ],
)
def test_a_bad_password_is_explained_and_nothing_is_written(
    nobody_at_first: Visitor, typed: str, again: str, says: str
) -> None:
    user, token = invite()
    answer = nobody_at_first.post(
        f"/convite/{token}/", {"password": typed, "again": again, "registration_number": "1234-5"}
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with inside(FIRST.schema):
        assert Invitation.objects.get(user=user).used_at is None
        assert not User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parity("P1")
def test_wrong_sign_in_says_the_same_whatever_is_wrong(
    nobody_at_first: Visitor, first_as: As
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        ana.user.set_password(GOOD)
        ana.user.save()
        inactive = User.objects.create_user("fora@exemplo.test", GOOD, name="Fora")
        inactive.is_active = False
        inactive.save()
    answers = {
        nobody_at_first.post("/conta/entrar/", {"login": login, "password": password})
        .content.decode()
        .split('role="alert"', 1)[-1]
        .split("</div>", 1)[0]
        for login, password in (
            (ana.user.email, "senha errada aqui"),
            ("ninguem@exemplo.test", GOOD),
        )
    }
    assert len(answers) == 1
    good = nobody_at_first.post("/conta/entrar/", {"login": ana.user.email, "password": GOOD})
    assert good.status_code == 302


def test_nobody_signs_up(nobody_at_first: Visitor) -> None:
    before_form = {"email": "x@exemplo.test", "password1": GOOD}
    nobody_at_first.post("/conta/criar/", before_form)
    with inside(FIRST.schema):
        assert not User.objects.filter(email="x@exemplo.test").exists()


@pytest.mark.parity("P5")
def test_a_reset_says_the_same_for_an_unknown_address(
    nobody_at_first: Visitor, first_as: As
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    known = nobody_at_first.post("/conta/senha/esqueci/", {"email": ana.user.email})
    unknown = nobody_at_first.post("/conta/senha/esqueci/", {"email": "nao@exemplo.test"})
    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]


@pytest.mark.parity("P2", "N13")
def test_a_deactivated_person_loses_the_live_session(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert ana.get("/avisos/").status_code == 200
    with inside(FIRST.schema):
        User.objects.filter(pk=ana.user.pk).update(is_active=False)
    assert ana.get("/avisos/").status_code == 302
