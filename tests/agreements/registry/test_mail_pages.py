"""The Cabinet sends a saved e-mail and registers the request that it holds."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.rules import Profile
from agreements.registry.models import IncomingMail, MailAttachment, Request
from agreements.registry.rules import LARGEST_MAIL, Channel
from agreements.registry.services import mail as services
from audit.queries import entries_of
from tests.agreements.registry.forms import email_form
from tests.agreements.registry.letters import ODD, nested, saved
from tests.conftest import As
from tests.documents.samples import EXE, PDF, upload
from tests.people import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/pedidos/mensagens/"


def eml(raw: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("pedido.eml", raw)}


@pytest.fixture
def gabriela(centre_as: As) -> Visitor:
    return centre_as(Profile.CABINET)


def typed(mail: IncomingMail, **more: object) -> dict[str, object]:
    form = email_form(message_id=mail.message_id, sender=mail.sender, subject=mail.subject)
    del form["letter"]
    return {**form, "attachment": str(mail.attachments.get().uid), **more}


@pytest.mark.parity("G01")
def test_a_saved_email_is_read_and_becomes_a_request(gabriela: Visitor) -> None:
    assert gabriela.get(PAGE).status_code == 200
    answer = gabriela.post(PAGE, eml(saved()))
    mail = IncomingMail.objects.get()
    assert answer["Location"] == f"{PAGE}{mail.uid}/"
    assert entries_of(mail).get().actor_name == gabriela.user.name
    page = gabriela.get(f"{PAGE}{mail.uid}/").content.decode()
    for told in (
        "prefeito@municipio.test",
        "João Prefeito",
        "Queremos o SisPMPI.",
        "Ofício nº 7.pdf",
    ):
        assert told in page
    assert "não foi entendido" not in page
    assert gabriela.post(f"{PAGE}{mail.uid}/", typed(mail)).status_code == 302
    request = Request.objects.get()
    mail.refresh_from_db()
    assert mail.request == request
    assert (request.channel, request.message_id) == (Channel.EMAIL, "pedido-7@municipio.test")
    assert (request.letter.name, request.letter.purpose) == ("Ofício nº 7.pdf", "letter")
    assert gabriela.get(f"{PAGE}{mail.uid}/").status_code == 409


@pytest.mark.parity("G01")
def test_the_same_email_is_read_once_and_registered_once(gabriela: Visitor) -> None:
    gabriela.post(PAGE, eml(saved()))
    mail = IncomingMail.objects.get()
    again = gabriela.post(PAGE, eml(saved()))
    other_bytes = gabriela.post(PAGE, eml(saved(body="Outro texto, mesma mensagem.")))
    assert again["Location"] == other_bytes["Location"] == f"{PAGE}{mail.uid}/"
    gabriela.post(f"{PAGE}{mail.uid}/", typed(mail))
    refused = gabriela.post(PAGE, eml(saved()))
    assert refused.status_code == 422
    assert "já foi registrada no pedido" in refused.content.decode()
    assert (IncomingMail.objects.count(), MailAttachment.objects.count()) == (1, 1)


def test_an_email_registered_by_hand_is_known(gabriela: Visitor) -> None:
    gabriela.post("/pedidos/registrar/", email_form())
    refused = gabriela.post(PAGE, eml(saved(Message_ID="<pedido-1@municipio.test>")))
    assert refused.status_code == 422
    assert "já foi registrada no pedido" in refused.content.decode()


def test_what_is_not_understood_is_asked(gabriela: Visitor) -> None:
    raw = saved(From="ninguém", Message_ID="", Date="ontem", subject="Olá")
    gabriela.post(PAGE, eml(raw))
    mail = IncomingMail.objects.get()
    page = gabriela.get(f"{PAGE}{mail.uid}/").content.decode()
    assert "O que não foi entendido" in page
    assert page.count("<li>") >= 4
    answer = gabriela.post(f"{PAGE}{mail.uid}/", typed(mail))
    assert answer.status_code == 422
    assert "Message-ID: " in answer.content.decode()
    right = typed(mail, message_id="<x@municipio.test>", sender="p@municipio.test", subject="Olá")
    assert gabriela.post(f"{PAGE}{mail.uid}/", right).status_code == 302


def test_attachments_keep_to_the_limits_of_uploads(gabriela: Visitor) -> None:
    raw = saved(("oficio.pdf", PDF), ("programa.exe", EXE), ("falso.pdf", EXE), ("vazio.pdf", b" "))
    gabriela.post(PAGE, eml(raw))
    mail = IncomingMail.objects.get()
    assert [str(each) for each in mail.attachments.all()] == ["oficio.pdf"]
    refused = [each["name"] for each in mail.refused]
    assert refused == ["programa.exe", "falso.pdf", "vazio.pdf"]
    page = gabriela.get(f"{PAGE}{mail.uid}/").content.decode()
    assert "programa.exe: não guardado" in page


def test_without_a_letter_the_request_is_not_registered(gabriela: Visitor) -> None:
    gabriela.post(PAGE, eml(saved(("foto.pdf", EXE))))
    mail = IncomingMail.objects.get()
    form = email_form(message_id=mail.message_id)
    form["attachment"] = ""
    del form["letter"]
    answer = gabriela.post(f"{PAGE}{mail.uid}/", form)
    assert answer.status_code == 422
    assert "ou envie o arquivo" in answer.content.decode()
    form["letter"] = upload(PDF, "oficio.pdf")
    assert gabriela.post(f"{PAGE}{mail.uid}/", form).status_code == 302


def test_the_attachment_of_another_email_is_no_choice(gabriela: Visitor) -> None:
    gabriela.post(PAGE, eml(saved()))
    other = MailAttachment.objects.get()
    gabriela.post(PAGE, eml(saved(Message_ID="<outra@municipio.test>")))
    mail = IncomingMail.objects.exclude(pk=other.mail.pk).get()
    answer = gabriela.post(f"{PAGE}{mail.uid}/", typed(mail, attachment=str(other.uid)))
    assert answer.status_code == 422


@pytest.mark.parametrize("name", [*sorted(ODD), "deep"])
def test_no_message_breaks_the_page(gabriela: Visitor, name: str) -> None:
    raw = nested(300) if name == "deep" else ODD[name]
    answer = gabriela.post(PAGE, eml(raw))
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert gabriela.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("raw", [b"", b"nada aqui", PDF, EXE])
def test_what_is_no_message_is_explained(gabriela: Visitor, raw: bytes) -> None:
    answer = gabriela.post(PAGE, eml(raw))
    assert answer.status_code == 422
    assert not IncomingMail.objects.exists()


def test_a_huge_message_is_refused(gabriela: Visitor) -> None:
    answer = gabriela.post(PAGE, eml(saved() + b"x" * LARGEST_MAIL))
    assert answer.status_code == 422
    assert services.TOO_LARGE in answer.content.decode()


def test_what_is_no_request_is_put_away_with_the_reason(gabriela: Visitor) -> None:
    gabriela.post(PAGE, eml(saved(subject="Convite")))
    mail = IncomingMail.objects.get()
    assert "Convite" in gabriela.get(PAGE).content.decode()
    page = f"{PAGE}{mail.uid}/descartar/"
    assert gabriela.post(page, {"reason": ""}).status_code == 422
    assert gabriela.post(page, {"reason": "É um convite."}).status_code == 302
    assert "Convite" not in gabriela.get(PAGE).content.decode()
    assert entries_of(mail).first().reason == "É um convite."  # type: ignore[union-attr]
    assert gabriela.post(PAGE, eml(saved(subject="Convite"))).status_code == 422
