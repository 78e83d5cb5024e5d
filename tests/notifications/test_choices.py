"""How each kind of notice comes to a person: chosen by her, or fixed with a reason."""

import re

import pytest
from django.core import mail

from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import inside
from notifications.kinds import kinds
from notifications.models import Email, Notice, Preference
from notifications.rules import Channel, faults_of
from tests.conftest import As
from tests.notifications.given import LOCKED, TOLD, sent_to, tell
from tests.people import Visitor
from tests.seed import FIRST, SECOND

PAGE = "/avisos/preferencias/"


def link_to_stop(message: object) -> str:
    """The path in the header that a mail program reads."""
    header = message.extra_headers["List-Unsubscribe"]  # type: ignore[attr-defined]
    found = re.fullmatch(rf"<http://{FIRST.host}:8000(/avisos/cancelar/\S+/)>", header)
    assert found is not None, header
    return found[1]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_every_kind_says_who_receives_it_in_words_that_pass_its_own_check(kind: object) -> None:
    assert faults_of(kind, kind.subject, kind.body) == {}  # type: ignore[attr-defined, arg-type]
    assert kind.title and kind.audience  # type: ignore[attr-defined]


def test_the_page_offers_what_may_be_chosen_and_tells_why_the_rest_may_not(first_as: As) -> None:
    page = first_as(Profile.EXECUTOR).get(PAGE).content.decode()
    assert 'name="monitoring.recommended"' in page
    assert 'name="people.edited"' not in page
    assert "É um aviso de segurança da sua conta." in page
    assert "formulation.published_head" not in page


def test_a_choice_is_kept_journalled_and_obeyed(first_as: As) -> None:
    otto = first_as(Profile.OBSERVER)
    assert otto.post(PAGE, {TOLD.key: "in_app"}).status_code == 302
    tell(otto)
    with inside(FIRST.schema):
        assert Notice.objects.get(user=otto.user).rhythm == ""
        assert not Email.objects.filter(to=otto.user.email).exists()
        entry = Entry.verbs.get(verb="notifications.choices_changed", actor_uid=otto.user.uid)
        assert entry.changes == {TOLD.title: ["E-mail na hora", "Só aqui no sistema"]}
    otto.post(PAGE, {TOLD.key: "weekly"})
    tell(otto, key="outra")
    with inside(FIRST.schema):
        assert Notice.objects.get(user=otto.user, key="outra").rhythm == Channel.WEEKLY


def test_what_is_not_offered_is_not_chosen_however_it_is_sent(first_as: As) -> None:
    otto = first_as(Profile.OBSERVER)
    assert otto.post(PAGE, {TOLD.key: "pombo"}).status_code == 422
    assert otto.post(PAGE, {"people.edited": "in_app", "outra.coisa": "in_app"}).status_code == 302
    with inside(FIRST.schema):
        assert not Preference.objects.filter(user=otto.user).exists()


def test_one_click_in_the_mail_program_ends_the_kind_and_no_other_place_opens_the_link(
    first_as: As, nobody_at_first: Visitor
) -> None:
    otto = first_as(Profile.OBSERVER)
    tell(otto)
    with inside(FIRST.schema):
        sent_to(otto.user)
    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link_to_stop(message)
    for other in (SECOND.host, "cge.localhost"):
        assert Visitor(other).post(path).status_code == 404
    assert nobody_at_first.get(path).status_code == 200
    with inside(FIRST.schema):
        assert not Preference.objects.filter(user=otto.user).exists()
    stranger = Visitor(FIRST.host, enforce_csrf_checks=True)
    for _ in range(2):
        assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    with inside(FIRST.schema):
        assert Preference.objects.get(user=otto.user).choices == {TOLD.key: "in_app"}
        entry = Entry.verbs.get(verb="notifications.choices_changed", actor_uid=otto.user.uid)
        assert entry.reason == "Pelo link no fim de um e-mail."


def test_what_may_not_be_turned_off_has_no_link_to_turn_it_off(first_as: As) -> None:
    otto = first_as(Profile.OBSERVER)
    otto.post(PAGE, {TOLD.key: "in_app"})
    tell(otto, LOCKED)
    with inside(FIRST.schema):
        sent_to(otto.user)
    (message,) = mail.outbox
    assert "List-Unsubscribe" not in message.extra_headers
    assert "/avisos/cancelar/" not in message.body
