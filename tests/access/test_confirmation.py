"""Before something hard to take back a person shows who they are; what was typed is not lost."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.confirmation import BUTTON, FRESH
from access.rules import Profile
from foundation.tenancy import inside
from identity.models import Invitation, User
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST, SECOND

PASSWORD = "uma senha bem comprida"
INVITE = "/pessoas/convidar/"
GIVEN = {
    "name": "Nádia Nova",
    "email": "nadia@exemplo.test",
    "profile": Profile.OBSERVER.value,
    "post": "Assessora & “conselheira”",
}


def long_ago(visitor: Visitor, seconds: int = FRESH + 1) -> Visitor:
    """The session, when the last proof of it is that old."""
    with inside(visitor.schema):
        session = visitor.session
        for each in session[AUTHENTICATION_METHODS_SESSION_KEY]:
            each["at"] = time.time() - seconds
        session.save()
    return visitor


@pytest.fixture
def ana(first_as: As) -> Visitor:
    """An administrator with a password, who proved who she is some time ago."""
    found = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        found.user.set_password(PASSWORD)
        found.user.save(update_fields=["password"])
        session = found.session
        found.force_login(found.user)
        found.session.update(session)
        found.show_second_factor()
    return long_ago(found)


def invited() -> bool:
    """Whether the invitation of the tests was made."""
    with inside(FIRST.schema):
        return Invitation.objects.filter(user__email=GIVEN["email"]).exists()


def go_on(visitor: Visitor, asked: Any) -> Any:
    """Give the password, see the button, press it."""
    assert asked.status_code == 302 and asked["Location"].startswith("/conta/confirmar/")
    page = visitor.get(asked["Location"])
    back = page.context["redirect_field_value"]
    shown = visitor.post("/conta/confirmar/", {"password": PASSWORD, "next": back})
    assert shown["Location"] == back
    return press(visitor, back)


def press(visitor: Visitor, back: str) -> Any:
    """The button of the page that goes on."""
    page = visitor.get(back)
    assert "Continuar de onde parei" in page.content.decode()
    return visitor.post(page.context["path"], {BUTTON: page.context["number"]})


def test_what_was_typed_is_carried_out_after_the_password(ana: Visitor) -> None:
    asked = ana.post(INVITE, GIVEN)
    assert not invited()
    assert go_on(ana, asked).status_code == 302
    with inside(FIRST.schema):
        assert User.objects.get(email=GIVEN["email"]).post == GIVEN["post"]


def test_what_was_typed_wrongly_comes_back_filled_in(ana: Visitor) -> None:
    answer = go_on(ana, ana.post(INVITE, GIVEN | {"email": "sem arroba"}))
    assert answer.status_code == 422
    assert "sem arroba" in answer.content.decode()
    assert "Nádia Nova" in answer.content.decode()


def test_it_is_asked_once_in_ten_minutes(ana: Visitor) -> None:
    go_on(ana, ana.post(INVITE, GIVEN))
    another = GIVEN | {"email": "outra@exemplo.test"}
    assert ana.post(INVITE, another)["Location"] == "/pessoas/"
    with time_machine.travel(timezone.now() + timedelta(seconds=FRESH + 5), tick=False):
        assert ana.post(INVITE, another)["Location"].startswith("/conta/confirmar/")


def test_a_wrong_password_carries_nothing_out(ana: Visitor) -> None:
    asked = ana.post(INVITE, GIVEN)
    back = ana.get(asked["Location"]).context["redirect_field_value"]
    wrong = ana.post("/conta/confirmar/", {"password": "não é esta", "next": back})
    assert wrong.status_code == 200
    assert ana.get(back)["Location"].startswith("/conta/confirmar/")
    assert not invited()


def test_the_button_serves_once_and_at_its_own_address(ana: Visitor) -> None:
    asked = ana.post(INVITE, GIVEN)
    go_on(ana, asked)
    back = asked["Location"].split("next=")[1].replace("%2F", "/")
    assert ana.get(back)["Location"] == "/"
    assert ana.post(INVITE, {BUTTON: back.strip("/").split("/")[-1]})["Location"] == "/"


def test_what_waits_is_of_one_session_and_one_organisation(
    ana: Visitor, first_as: As, second_as: As
) -> None:
    back = ana.post(INVITE, GIVEN)["Location"].split("next=")[1].replace("%2F", "/")
    number = back.strip("/").split("/")[-1]
    colleague = first_as(Profile.ORGANISATION_ADMIN)
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    for other in (colleague, neighbour):
        assert other.get(back)["Location"] == "/"
        assert other.post(INVITE, {BUTTON: number})["Location"] == "/"
    long_ago(neighbour)
    assert neighbour.post(INVITE, GIVEN)["Location"].startswith("/conta/confirmar/")
    assert not invited()
    assert SECOND.schema != FIRST.schema


def test_what_was_typed_lies_sealed(ana: Visitor) -> None:
    ana.post(INVITE, GIVEN)
    with inside(FIRST.schema):
        held = str(ana.session["delayed"])
    assert "nadia" not in held


def test_a_file_waits_too(ana: Visitor) -> None:
    from django.test import RequestFactory

    from access import confirmation

    upload = SimpleUploadedFile("ato.pdf", b"%PDF-1.7 conteudo", "application/pdf")
    with inside(FIRST.schema):
        sent = RequestFactory().post("/x/?a=1", {"name": ["a", "b"], "file": upload})
        sent.session = {}  # type: ignore[attr-defined]
        number = confirmation.put_by(sent)
        again = RequestFactory().post("/x/?a=1", {BUTTON: number})
        again.session = sent.session  # type: ignore[attr-defined]
        assert confirmation.take_up(again)
    assert again.POST.getlist("name") == ["a", "b"]
    assert again.FILES["file"].read() == b"%PDF-1.7 conteudo"
    assert again.FILES["file"].name == "ato.pdf"


def sent_with(*files: bytes, session: dict[str, Any] | None = None, **more: str) -> Any:
    """A form, as it comes."""
    from django.test import RequestFactory

    uploads = [SimpleUploadedFile(f"{n}.pdf", each) for n, each in enumerate(files)]
    found: Any = RequestFactory().post("/x/", {**more, "file": uploads})
    found.session = {} if session is None else session
    return found


def test_files_of_a_form_that_gave_way_are_deleted_and_lie_apart(in_first: None) -> None:
    from django.core.files.storage import default_storage

    from access import confirmation
    from documents.parking import _folder

    session: dict[str, Any] = {}
    confirmation.put_by(sent_with(b"um", session=session))
    ((_, key, *_),) = next(iter(session["delayed"].values()))["files"]
    assert default_storage.exists(key)
    assert not key.startswith(_folder(FIRST.schema)), "where the portal's files are counted"
    for _ in range(confirmation.MOST):
        confirmation.put_by(sent_with(session=session))
    assert len(session["delayed"]) == confirmation.MOST
    assert not default_storage.exists(key)


def test_too_much_does_not_wait_and_the_page_says_so(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from access import confirmation

    assert confirmation.is_too_much(sent_with(*[b"x"] * 6))
    assert not confirmation.is_too_much(sent_with(*[b"x"] * 5))
    monkeypatch.setattr(confirmation, "MOST_BYTES", 3)
    assert confirmation.is_too_much(sent_with(b"quatro"))
    page = f"http://{FIRST.host}/pessoas/?x=1"
    asked = ana.post(
        INVITE, GIVEN | {"post": "x" * confirmation.MOST_TEXT}, headers={"Referer": page}
    )
    assert asked["Location"] == "/conta/confirmar/?next=%2Fpessoas%2F"
    assert "delayed" not in ana.session
    assert "não ficou guardado" in ana.get(asked["Location"]).content.decode()


def test_the_button_pressed_too_late_asks_again_and_loses_nothing(ana: Visitor) -> None:
    asked = ana.post(INVITE, GIVEN)
    back = ana.get(asked["Location"]).context["redirect_field_value"]
    ana.post("/conta/confirmar/", {"password": PASSWORD, "next": back})
    long_ago(ana)
    number = back.strip("/").split("/")[-1]
    again = ana.post(INVITE, {BUTTON: number})
    assert number in again["Location"]
    assert ana.post(INVITE, {BUTTON: "outro"})["Location"] == "/"
    assert go_on(ana, again).status_code == 302
    assert invited()


def test_a_passkey_or_a_code_is_offered_to_who_has_one(ana: Visitor) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    with inside(FIRST.schema):
        TOTP.activate(ana.user, "JBSWY3DPEHPK3PXP")
    page = ana.get(ana.post(INVITE, GIVEN)["Location"])
    urls = [each["url"] for each in page.context["reauthentication_alternatives"]]
    assert any(url.startswith("/conta/confirmar/codigo/?next=") for url in urls)
