"""Notices: told once, opened by their person alone, by POST; counted, filtered and paged."""

import pytest
from django.core import mail

from access.rules import Profile
from foundation.tenancy import inside
from notifications.models import Email, EmailState, Notice
from notifications.web.views import PAGE
from tests.conftest import As
from tests.notifications.given import LOCKED, QUIET, TOLD, sent_to, tell
from tests.people import Visitor
from tests.seed import FIRST

SENTENCE = "O plano Saúde foi publicado."


def told(visitor: Visitor, key: str = "k", link: str = "/planos/") -> Notice:
    tell(visitor, QUIET, key, link)
    with inside(FIRST.schema):
        return Notice.objects.get(user=visitor.user, key=key)


def test_a_person_is_told_once_however_often_it_is_said(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    assert told(ana).pk == told(ana).pk
    assert ana.get("/avisos/").content.decode().count(SENTENCE) == 3  # the text, two labels


def test_opening_a_notice_reads_it_and_leads_on(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    notice = told(ana)
    assert SENTENCE in ana.get("/").content.decode()
    assert ana.get(f"/avisos/{notice.uid}/abrir/").status_code == 405
    opened = ana.post(f"/avisos/{notice.uid}/abrir/")
    assert (opened.status_code, opened["Location"]) == (302, "/planos/")
    with inside(FIRST.schema):
        assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert SENTENCE not in ana.get("/").content.decode()


def test_nobody_opens_the_notice_of_another_person(first_as: As, second_as: As) -> None:
    notice = told(first_as(Profile.ORGANISATION_ADMIN))
    for other in (first_as(Profile.HEAD), second_as(Profile.HEAD)):
        assert other.post(f"/avisos/{notice.uid}/abrir/").status_code == 404
        assert other.post(f"/avisos/{notice.uid}/lido/").status_code == 404
    with inside(FIRST.schema):
        assert Notice.objects.get(pk=notice.pk).read_at is None


def test_the_header_counts_what_is_new_until_it_is_read(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    notices = [told(ana, key) for key in "abc"]
    assert "3<span" in ana.get("/pessoas/").content.decode()
    ana.post(f"/avisos/{notices[0].uid}/lido/")
    assert "2<span" in ana.get("/pessoas/").content.decode()
    assert ana.post("/avisos/lidos/").status_code == 302
    with inside(FIRST.schema):
        assert not Notice.objects.filter(user=ana.user, read_at=None).exists()
    assert "<span> novos" not in ana.get("/pessoas/").content.decode()


def test_the_list_is_filtered_and_paged(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        Notice.objects.bulk_create(
            Notice(user=ana.user, key=str(number), text=f"Aviso {number:02}.", kind=TOLD.key)
            for number in range(PAGE + 1)
        )
        Notice.objects.filter(user=ana.user, key="0").update(kind="people.edited")
    first, second = (ana.get(f"/avisos/?pagina={number}").content.decode() for number in (1, 2))
    assert ("Aviso 20." in first, "Aviso 00." in first, "Aviso 00." in second) == (
        True,
        False,
        True,
    )
    of_kind = ana.get("/avisos/?tipo=people.edited").content.decode()
    assert ("Aviso 00." in of_kind, "Aviso 01." in of_kind) == (True, False)
    ana.post("/avisos/lidos/")
    assert "Nenhum aviso com este filtro" in ana.get("/avisos/?situacao=novos").content.decode()


@pytest.mark.parity("P153")
def test_an_e_mail_leaves_by_the_worker_and_what_became_of_it_is_kept(first_as: As) -> None:
    ana = first_as(Profile.OBSERVER)
    tell(ana)
    with inside(FIRST.schema):
        assert Email.objects.get(to=ana.user.email).state == EmailState.QUEUED
        assert sent_to(ana.user).state == EmailState.SENT
        assert sent_to(ana.user).attempts == 1
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Plano publicado: Saúde", [ana.user.email])
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_message_is_text_and_the_same_as_html_with_our_own_links_alone(first_as: As) -> None:
    ana = first_as(Profile.OBSERVER)
    tell(ana, LOCKED, plan="<b onclick=x>Saúde</b> http://fora.example/x")
    with inside(FIRST.schema):
        sent_to(ana.user)
    (message,) = mail.outbox
    ((html, kind),) = message.alternatives  # type: ignore[attr-defined]
    link = f"http://{FIRST.host}:8000/planos/"
    assert (kind, link in message.body) == ("text/html", True)
    assert f'<a href="{link}">{link}</a>' in html
    assert "&lt;b onclick=x&gt;Saúde&lt;/b&gt; http://fora.example/x" in html
    assert html.count("<a ") == 1
