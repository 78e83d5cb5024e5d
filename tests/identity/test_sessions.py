"""A person sees where the account is open, and closes what is not theirs."""

from access.rules import Profile
from tests.conftest import As
from tests.identity.test_second_factor import PASSWORD, newcomer, sign_in
from tests.people import Visitor
from tests.seed import FIRST

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_each_sign_in_is_listed_and_one_can_be_ended(db: None) -> None:
    here, email = newcomer(Profile.OBSERVER)
    sign_in(here, email)
    elsewhere = Visitor(FIRST.host, headers={"user-agent": FIREFOX})
    sign_in(elsewhere, email)
    page = here.get("/conta/seguranca/")
    assert "Firefox no Windows" in page.content.decode()
    other = next(each for each in page.context["sessions"] if not each["is_this"])
    assert here.post(f"/conta/seguranca/sessoes/{other['held'].pk}/encerrar/").status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_all_the_others_are_ended_at_once(db: None) -> None:
    here, email = newcomer(Profile.OBSERVER)
    sign_in(here, email)
    others = [Visitor(FIRST.host) for _ in range(2)]
    for each in others:
        sign_in(each, email)
    here.post("/conta/seguranca/sessoes/encerrar/")
    assert [each.get("/").status_code for each in others] == [302, 302]
    assert here.get("/").status_code == 200


def test_the_session_of_somebody_else_is_not_found(first_as: As) -> None:
    victim, email = newcomer(Profile.OBSERVER)
    sign_in(victim, email)
    (held,) = victim.get("/conta/seguranca/").context["sessions"]
    thief = first_as(Profile.ORGANISATION_ADMIN)
    answer = thief.post(f"/conta/seguranca/sessoes/{held['held'].pk}/encerrar/")
    assert answer.status_code == 404
    assert victim.get("/").status_code == 200


def test_a_new_password_closes_the_other_sessions(db: None) -> None:
    here, email = newcomer(Profile.OBSERVER)
    sign_in(here, email)
    other = Visitor(FIRST.host)
    sign_in(other, email)
    new = "outra senha bem comprida"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/conta/senha/trocar/", given).status_code == 302
    assert other.get("/").status_code == 302
