"""The words of a kind: changed by who administers the place, with named gaps and nothing else."""

import pytest
from django.core import mail

from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import inside
from notifications.models import Email, MailRule
from notifications.rules import Channel, Kind, faults_of, fill
from tests.conftest import As
from tests.notifications.given import TOLD, sent_to, tell
from tests.people import Visitor
from tests.seed import FIRST

PAGE = f"/avisos/textos/{TOLD.key}/"
OWN = {"subject": "Novidade: {plano}", "body": "Oi, {nome}! {aviso}\n\nVeja: {link}"}


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def test_a_place_tells_in_its_own_words_until_the_standard_ones_are_put_back(
    ana: Visitor, first_as: As
) -> None:
    otto = first_as(Profile.OBSERVER, name="Otto {link} Lima")
    assert ana.post(PAGE, OWN).status_code == 302
    tell(otto)
    with inside(FIRST.schema):
        sent_to(otto.user)
        entry = Entry.verbs.get(verb="notifications.words_changed")
        assert entry.changes["Assunto"] == [TOLD.subject, OWN["subject"]]
    message = mail.outbox[0]
    assert message.subject == "Novidade: Saúde"
    assert message.body.startswith("Oi, Otto! O plano Saúde foi publicado.\n\nVeja: http://")
    assert "Próprio" in ana.get("/avisos/textos/").content.decode()
    assert ana.post(f"{PAGE}restaurar/").status_code == 302
    assert ana.post(f"{PAGE}restaurar/").status_code == 409
    tell(otto, key="depois")
    with inside(FIRST.schema):
        assert Email.objects.get(key__startswith="depois").subject == "Plano publicado: Saúde"
        assert Entry.verbs.filter(verb="notifications.words_restored").exists()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("body", "{nome} {aviso} {link} {senha}", "“{senha}” não existe neste aviso."),
        ("body", "{nome} {aviso}", "Falta “{link}”"),
        ("body", "{link} {aviso} {nome.__class__}", "chave"),
        ("body", "{link} {aviso} {{ user }}", "chave"),
        ("body", "{link} {aviso} {% load x %}", "chave"),
        ("body", "", "obrigatório"),
        ("subject", "Oi\nBcc: mau@exemplo.test", "uma linha só"),
        ("subject", "{plan}", "“{plan}” não existe"),
        ("subject", "x" * 151, "150"),
    ],
)
def test_words_that_would_not_work_are_refused_beside_their_field_and_kept_for_correction(
    ana: Visitor, field: str, text: str, sentence: str
) -> None:
    answer = ana.post(PAGE, OWN | {field: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    with inside(FIRST.schema):
        assert not MailRule.objects.exists()


def test_a_preview_shows_examples_and_keeps_nothing(ana: Visitor) -> None:
    given = OWN | {"body": "<script>{nome}</script> {aviso} {link}", "previa": "1"}
    answer = ana.post(PAGE, given)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Novidade: Saúde" in page
    assert "&lt;script&gt;Maria&lt;/script&gt; O plano Saúde foi publicado." in page
    assert ana.post(PAGE, OWN | {"body": "{x}", "previa": "1"}).status_code == 422
    with inside(FIRST.schema):
        assert not MailRule.objects.exists()


def test_a_value_is_put_in_once_and_never_read_as_words() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "{a}"}) == "{b} {a}"
    kind = Kind(key="x", title="x", audience="x", subject="x", channel=Channel.NOW)
    assert faults_of(kind, "x", "{link} {aviso}")["body"][0].startswith("“{aviso}” não existe")


def test_the_words_of_one_place_are_not_those_of_another(ana: Visitor, second_as: As) -> None:
    ana.post(PAGE, OWN)
    neighbour = second_as(Profile.ORGANISATION_ADMIN).get(PAGE).content.decode()
    assert "Novidade" not in neighbour


def test_a_kind_of_the_centre_is_not_to_be_found_at_an_organisation(ana: Visitor) -> None:
    assert ana.get("/avisos/textos/registry.request_received/").status_code == 404
    assert "Pedido recebido" not in ana.get("/avisos/textos/").content.decode()
