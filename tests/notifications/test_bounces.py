"""What came back is marked, shown with the next step, and stops what else goes to the address."""

from io import BytesIO, StringIO, TextIOWrapper
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import inside
from notifications.messages import message_id
from notifications.models import Email, EmailState
from notifications.reports import read
from notifications.rules import is_hard
from notifications.services import record_bounce
from notifications.tasks import send_email
from tests.conftest import As
from tests.notifications.given import returned, sent_to, tell
from tests.people import Visitor
from tests.seed import FIRST

MAIL = "/avisos/correio/"
REPORT = """From: MAILER-DAEMON@exemplo.test
To: retorno@exemplo.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="corte"

--corte
Content-Type: text/plain

I'm sorry.
--corte
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemplo.test

Final-Recipient: rfc822; otto@exemplo.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--corte
Content-Type: {kind}

Message-ID: {name}
Subject: Prova

--corte--
"""


def report(
    email: Email, *, action: str = "failed", status: str = "5.1.1", kind: str = "message/rfc822"
) -> bytes:
    """What a mail server sends about a message."""
    name = message_id(email)
    return REPORT.format(action=action, status=status, kind=kind, name=name).encode()


def hand_in(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """`sispmpi mail bounce < message`."""
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw)))
    out = StringIO()
    call_command("mail", "bounce", stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def otto(first_as: As) -> Visitor:
    return first_as(Profile.OBSERVER)


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_marks_its_message_and_holds_the_address(
    otto: Visitor, ana: Visitor, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    tell(otto)
    with inside(FIRST.schema):
        raw = report(sent_to(otto.user), kind=kind)
    for _ in range(2):
        assert hand_in(raw, monkeypatch) == "Marked: 5.1.1"
    with inside(FIRST.schema):
        email = Email.objects.get(to=otto.user.email)
        assert (email.state, email.is_hard) == (EmailState.BOUNCED, True)
        assert email.error == "5.1.1 smtp; 550 no such user"
        assert Entry.verbs.filter(verb="notifications.email_bounced").count() == 1
    page = ana.get(MAIL).content.decode()
    assert (otto.user.name in page, "550 no such user" in page) == (True, True)
    assert (
        "Este endereço devolve mensagens" in ana.get(f"/pessoas/{otto.user.uid}/").content.decode()
    )


@pytest.mark.parametrize(
    "spoiled",
    [
        {"action": "delayed"},
        {"status": "4.4.1"},
        {"status": "nada"},
        {"kind": "text/plain"},
    ],
)
def test_what_is_no_report_of_a_final_failure_changes_nothing(
    otto: Visitor, monkeypatch: pytest.MonkeyPatch, spoiled: dict[str, str]
) -> None:
    tell(otto)
    with inside(FIRST.schema):
        raw = report(sent_to(otto.user), **spoiled)
    assert hand_in(raw, monkeypatch).startswith("Nothing to do")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\x00" * 5000,
        b"Subject: oi\n\n<public." + b"0" * 32 + b"@localhost>",
        REPORT.format(
            action="failed", status="5.1.1", kind="message/rfc822", name="<m3199901.zz@localhost>"
        ).encode(),
        REPORT.format(
            action="failed",
            status="5.1.1",
            kind="message/rfc822",
            name=f"<public.{'0' * 32}@outra.example>",
        ).encode(),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
    ],
    ids=["empty", "noise", "no report", "no name of ours", "of another", "nested"],
)
def test_a_message_made_by_hand_is_nothing(raw: bytes) -> None:
    assert read(raw) is None


def test_a_name_that_nobody_has_is_nothing(
    otto: Visitor, second_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(otto)
    with inside(FIRST.schema):
        raw = report(sent_to(otto.user))
    for name in (b"m9999999", b"m3199902", b"public"):
        asked = raw.replace(FIRST.schema.encode(), name)
        assert hand_in(asked, monkeypatch).startswith("Nothing to do"), name
    with inside(FIRST.schema):
        assert Email.objects.get(to=otto.user.email).state == EmailState.SENT


def test_mail_to_an_address_that_returned_is_held_until_it_is_confirmed(
    otto: Visitor, ana: Visitor
) -> None:
    with inside(FIRST.schema):
        bounce = returned(otto.user)
        other = returned(ana.user, is_hard=False)
    tell(otto)
    with inside(FIRST.schema):
        held = Email.objects.get(to=otto.user.email, state=EmailState.QUEUED)
        send_email(schema=FIRST.schema, email_id=held.pk)
        held.refresh_from_db()
        assert (held.state, held.error) == (EmailState.HELD, "5.1.1 no such user")
    assert mail.outbox == []
    assert "não está recebendo" in otto.get("/avisos/preferencias/").content.decode()
    assert ana.post(f"{MAIL}{other.uid}/confirmar/").status_code == 409
    assert ana.post(f"{MAIL}{bounce.uid}/confirmar/").status_code == 302
    assert ana.post(f"{MAIL}{bounce.uid}/confirmar/").status_code == 409
    with inside(FIRST.schema):
        send_email(schema=FIRST.schema, email_id=held.pk)
        held.refresh_from_db()
        assert held.state == EmailState.SENT
        entry = Entry.verbs.get(verb="notifications.address_confirmed")
        assert entry.changes["Endereço"] == ["retido", otto.user.email]
    assert [each.to for each in mail.outbox] == [[otto.user.email]]


def test_a_full_mailbox_loses_one_message_and_not_the_address(otto: Visitor) -> None:
    tell(otto)
    with inside(FIRST.schema):
        email = sent_to(otto.user)
        assert record_bounce(uid=email.uid, status="5.2.2", diagnosis="full", at=email.created_at)
        tell(otto, key="depois")
        later = Email.objects.get(key__startswith="depois")
        send_email(schema=FIRST.schema, email_id=later.pk)
        later.refresh_from_db()
        assert later.state == EmailState.SENT
    assert [is_hard(each) for each in ("5.1.1", "5.1.10", "5.2.1", "5.2.2", "5.7.1")] == [
        True,
        True,
        True,
        False,
        False,
    ]


class Refusing(BaseEmailBackend):
    """A mail server that refuses every address, with the reply that the test says."""

    reply: tuple[int, bytes] = (550, b"5.1.1 <otto> unknown")

    def send_messages(self, email_messages: Any) -> int:
        (message,) = email_messages
        raise SMTPRecipientsRefused({message.to[0]: self.reply})


def test_an_address_that_the_server_refuses_at_once_is_marked_without_another_attempt(
    otto: Visitor, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    tell(otto)
    with inside(FIRST.schema):
        email = sent_to(otto.user)
    assert (email.state, email.is_hard, email.attempts) == (EmailState.BOUNCED, True, 1)
    assert email.error == "5.1.1 550 5.1.1 <otto> unknown"


def test_what_no_attempt_got_through_may_be_tried_once_more(ana: Visitor, otto: Visitor) -> None:
    tell(otto)
    with inside(FIRST.schema):
        email = Email.objects.get(to=otto.user.email)
        assert ana.post(f"{MAIL}{email.uid}/de-novo/").status_code == 409
        Email.objects.filter(pk=email.pk).update(state="failed", attempts=8, error="caiu")
        assert ana.post(f"{MAIL}{email.uid}/de-novo/").status_code == 302
        email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == (EmailState.QUEUED, 0, "")


@pytest.mark.parity("P154")
def test_an_excluded_address_gets_nothing_until_it_is_allowed_again(
    ana: Visitor, otto: Visitor
) -> None:
    given = {"address": otto.user.email.upper(), "reason": "Pediu por telefone"}
    assert ana.post(f"{MAIL}excluidos/", given).status_code == 302
    again = ana.post(f"{MAIL}excluidos/", given)
    assert again.status_code == 422
    assert "Este endereço já está excluído." in again.content.decode()
    tell(otto)
    with inside(FIRST.schema):
        email = sent_to(otto.user)
        assert (email.state, email.error) == (EmailState.EXCLUDED, "Pediu por telefone")
        entry = Entry.verbs.get(verb="notifications.address_excluded")
        assert (entry.actor_uid, entry.reason) == (ana.user.uid, "Pediu por telefone")
        rule = entry.subject_uid
    assert mail.outbox == []
    assert "Pediu por telefone" in ana.get(MAIL).content.decode()
    assert ana.post(f"{MAIL}excluidos/{rule}/liberar/").status_code == 302
    assert ana.post(f"{MAIL}excluidos/{rule}/liberar/").status_code == 404
    tell(otto, key="depois")
    with inside(FIRST.schema):
        assert Email.objects.get(key__startswith="depois").state == EmailState.QUEUED
        assert Entry.verbs.filter(verb="notifications.address_allowed").exists()
