"""Notices: told once, opened by their person alone, by POST."""

from dataclasses import replace

import pytest

from access.rules import Profile
from foundation.tenancy import inside
from identity.models import User
from notifications.models import Notice
from notifications.rules import Channel, Kind
from notifications.services import notify
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST


TOLD = Kind(
    key="prova.contada",
    title="Prova",
    audience="Todos",
    subject="Plano publicado",
    sentence="O plano foi publicado.",
    channel=Channel.IN_APP,
)
MAILED = replace(TOLD, channel=Channel.NOW)


def told(visitor: Visitor, key: str = "k", link: str = "/planos/") -> Notice:
    with inside(FIRST.schema):
        notify([visitor.user], kind=TOLD, key=key, link=link, values={"plano": "Saúde"})
        return Notice.objects.get(user=visitor.user, key=key)


def test_a_person_is_told_once_however_often_it_is_said(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert told(ana).pk == told(ana).pk
    assert ana.get("/avisos/").content.decode().count("O plano foi publicado.") == 3  # text, two labels


def test_opening_a_notice_reads_it_and_leads_on(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    notice = told(ana)
    assert "O plano foi publicado." in ana.get("/").content.decode()
    assert ana.get(f"/avisos/{notice.uid}/abrir/").status_code == 405
    opened = ana.post(f"/avisos/{notice.uid}/abrir/")
    assert (opened.status_code, opened["Location"]) == (302, "/planos/")
    with inside(FIRST.schema):
        assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert "O plano foi publicado." not in ana.get("/").content.decode()


def test_nobody_opens_the_notice_of_another_person(first_as: As, second_as: As) -> None:
    notice = told(first_as(Profile.ORGANISATION_ADMIN))
    for other in (first_as(Profile.HEAD), second_as(Profile.HEAD)):
        assert other.post(f"/avisos/{notice.uid}/abrir/").status_code == 404
    with inside(FIRST.schema):
        assert Notice.objects.get(pk=notice.pk).read_at is None


def test_all_are_read_at_once(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    told(ana, "a")
    told(ana, "b")
    assert ana.post("/avisos/lidos/").status_code == 302
    with inside(FIRST.schema):
        assert not Notice.objects.filter(user=ana.user, read_at=None).exists()


@pytest.mark.parity("P153")
def test_an_e_mail_leaves_by_the_worker_and_what_became_of_it_is_kept(
    first_as: As, settings: object
) -> None:
    from django.core import mail

    from notifications.models import Email, EmailState
    from notifications.tasks import send_email

    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        notify(
            User.objects.filter(pk=ana.user.pk),
            kind=MAILED,
            key="mail",
        )
        email = Email.objects.get(to=ana.user.email)
        assert email.state == EmailState.QUEUED
        for _ in range(2):
            send_email(schema=FIRST.schema, email_id=email.pk)
        email.refresh_from_db()
    assert email.state == EmailState.SENT
    assert [each.subject for each in mail.outbox] == ["Plano publicado"]
