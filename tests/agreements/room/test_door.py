"""How a guest comes into a room: a link or e-mail and protocol, a code, and out again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from agreements.room import services
from agreements.room.models import Guest, GuestSession
from agreements.room.rules import CODE_LASTS, LINK_LASTS, MOST_TRIES, SESSION_LASTS
from agreements.room.secrets import code_of
from audit.models import Entry
from notifications.models import Email
from tests.factories import agreements as make
from tests.factories.agreements import deliver_events
from tests.factories.rooms import a_guest, in_room, link_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def flora() -> Guest:
    """The focal point of a municipality, invited."""
    return a_guest(make.an_agreement())


def wrong_code_of(guest: Guest) -> str:
    """Six digits that are not the code."""
    return f"{(int(code_of(guest)) + 1) % 10**6:06d}"


def test_a_guest_comes_in_by_the_link_and_the_code_that_were_sent(flora: Guest) -> None:
    deliver_events()
    (letter,) = Email.objects.filter(kind="room.invited", to=flora.email)
    browser = visitor()
    path = link_of(flora)
    assert f"{settings.ACCOUNT_HOST}" in letter.body and path in letter.body
    assert "fl•••@municipio.test" in browser.get(path).content.decode()
    assert not Email.objects.filter(kind="room.code").exists()  # looking at a link sends nothing

    assert browser.post(path).headers["Location"] == "/sala/codigo/"
    deliver_events()
    (message,) = Email.objects.filter(kind="room.code", to=flora.email)
    flora.refresh_from_db()
    assert code_of(flora) in message.body
    answer = browser.post("/sala/codigo/", {"code": f" {code_of(flora)[:3]} {code_of(flora)[3:]}"})
    assert answer.headers["Location"] == "/sala/"

    page = browser.get("/sala/").content.decode()
    assert "você entrou como Flora Focal, Ponto focal" in page
    assert flora.agreement.title in page
    assert Entry.verbs.filter(verb="room.entered", actor_uid=flora.uid).count() == 1


def test_a_link_opens_once(flora: Guest) -> None:
    in_room(flora)
    answer = visitor().get(link_of(flora))
    assert answer.status_code == 410
    assert "vale uma vez só" in answer.content.decode()


def test_a_new_link_makes_the_old_one_void(flora: Guest) -> None:
    old = link_of(flora)
    again = services.send_new_link(actor=make.ANALYST(), uid=flora.uid, at=timezone.now())
    assert visitor().get(old).status_code == 404
    assert visitor().get(link_of(again)).status_code == 200


def test_a_link_is_good_for_seven_days(flora: Guest) -> None:
    Guest.objects.update(link_expires_at=timezone.now() - timedelta(seconds=1))
    answer = visitor().get(link_of(flora))
    assert answer.status_code == 410
    assert flora.link_expires_at - flora.invited_at == LINK_LASTS


def test_a_code_is_good_once_and_for_ten_minutes(flora: Guest) -> None:
    browser = visitor()
    browser.post(link_of(flora))
    flora.refresh_from_db()
    assert flora.code_expires_at is not None
    assert timezone.now() < flora.code_expires_at <= timezone.now() + CODE_LASTS
    late = services.enter(
        guest=flora, code=code_of(flora), by_link=True, at=timezone.now() + CODE_LASTS
    )
    assert late.key == "" and "passou do prazo" in late.fault
    assert services.enter(guest=flora, code=code_of(flora), by_link=True, at=timezone.now()).key
    twice = services.enter(guest=flora, code=code_of(flora), by_link=True, at=timezone.now())
    assert twice.key == ""


def test_a_new_code_makes_the_old_one_void(flora: Guest) -> None:
    browser = visitor()
    browser.post(link_of(flora))
    flora.refresh_from_db()
    old = code_of(flora)
    browser.post("/sala/codigo/outro/")
    flora.refresh_from_db()
    assert code_of(flora) != old
    assert browser.post("/sala/codigo/", {"code": old}).status_code == 422
    assert browser.post("/sala/codigo/", {"code": code_of(flora)}).status_code == 302


def test_after_five_wrong_codes_even_the_right_one_opens_nothing(flora: Guest) -> None:
    browser = visitor()
    browser.post(link_of(flora))
    flora.refresh_from_db()
    faults = [
        browser.post("/sala/codigo/", {"code": wrong_code_of(flora)}).content.decode()
        for _ in range(MOST_TRIES)
    ]
    assert "Restam 4 tentativas" in faults[0]
    assert "Resta uma tentativa" in faults[3]
    assert "vezes demais" in faults[4]
    answer = browser.post("/sala/codigo/", {"code": code_of(flora)})
    assert answer.status_code == 422
    assert not GuestSession.objects.exists()
    assert Entry.verbs.filter(verb="room.code.refused", subject_uid=flora.uid).count() == 6


def test_who_comes_back_says_e_mail_and_protocol(flora: Guest) -> None:
    browser = visitor()
    typed = {"email": "Flora@Municipio.test ", "protocol": flora.agreement.request.protocol}
    assert browser.post("/sala/entrar/", typed).headers["Location"] == "/sala/codigo/"
    flora.refresh_from_db()
    assert browser.post("/sala/codigo/", {"code": code_of(flora)}).headers["Location"] == "/sala/"
    assert browser.get("/sala/").status_code == 200


def test_the_door_does_not_tell_who_is_invited(flora: Guest) -> None:
    pages = []
    for email in (flora.email, "fl.estranha@municipio.test"):
        browser = visitor()
        typed = {"email": email, "protocol": flora.agreement.request.protocol}
        answer = browser.post("/sala/entrar/", typed)
        code = browser.post("/sala/codigo/", {"code": "000000"})
        assert answer.status_code == 302 and code.status_code == 422
        pages.append(code.content.decode().split("<main")[1].split("csrfmiddlewaretoken")[0])
        assert "O código não confere ou passou do prazo" in code.content.decode()
    assert pages[0] == pages[1]
    deliver_events()
    assert Email.objects.filter(kind="room.code").count() == 1


def test_who_left_is_out_and_the_copied_cookie_too(flora: Guest) -> None:
    browser = in_room(flora)
    cookie = browser.cookies[settings.ROOM_COOKIE_NAME].value
    browser.post("/sala/sair/")
    for each in (browser, visitor()):
        each.cookies[settings.ROOM_COOKIE_NAME] = cookie
        assert each.get("/sala/").headers["Location"] == "/sala/entrar/"
    assert Entry.verbs.filter(verb="room.left", actor_uid=flora.uid).exists()


def test_a_session_ends_after_two_hours(flora: Guest) -> None:
    browser = in_room(flora)
    session = GuestSession.objects.get(guest=flora)
    assert session.expires_at - session.began_at == SESSION_LASTS
    assert browser.get("/sala/").status_code == 200
    GuestSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert browser.get("/sala/").status_code == 302


def test_who_is_uninvited_is_out_at_once_and_stays_out(flora: Guest) -> None:
    browser = in_room(flora)
    services.revoke_guest(
        actor=make.ANALYST(), uid=flora.uid, reason="Deixou a prefeitura.", at=timezone.now()
    )
    assert browser.get("/sala/").status_code == 302
    assert visitor().get(link_of(flora)).status_code == 404
    again = visitor()
    typed = {"email": flora.email, "protocol": flora.agreement.request.protocol}
    again.post("/sala/entrar/", typed)
    deliver_events()
    assert Email.objects.filter(kind="room.code", to=flora.email).count() == 0
