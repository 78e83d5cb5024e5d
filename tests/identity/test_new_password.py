"""The link for a new password, from the e-mail to the first sign-in with it."""

import re

from access.rules import Profile
from foundation.tenancy import inside
from notifications.models import Email
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST

NEW = "Cavalo-Bateria-7-Grampo"


def link_in_mail() -> str:
    """The path that the newest e-mail leads to."""
    with inside(FIRST.schema):
        body = Email.objects.latest("pk").body
    found = re.search(r"/conta/senha/nova/\S+/", body)
    assert found is not None, body
    return found[0]


def test_who_forgot_the_password_chooses_another_by_the_link_of_the_email(
    nobody_at_first: Visitor, first_as: As
) -> None:
    ana = first_as(Profile.EXECUTOR)
    nobody_at_first.post("/conta/senha/esqueci/", {"email": ana.user.email})
    link = link_in_mail()
    form = nobody_at_first.get(link)
    assert form.status_code == 302
    given = {"password1": NEW, "password2": NEW}
    assert nobody_at_first.post(form["Location"], given).status_code == 302
    entered = nobody_at_first.post("/conta/entrar/", {"login": ana.user.email, "password": NEW})
    assert entered.status_code == 302
    assert nobody_at_first.get("/").status_code == 200
    again = Visitor(nobody_at_first.host).get(link)
    assert again.status_code == 200
    assert "password1" not in again.content.decode()
