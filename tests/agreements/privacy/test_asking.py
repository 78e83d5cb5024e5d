"""Who has no account takes a copy of the own data, by a link to the address on record."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from agreements.privacy import services, tasks
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import LINK_LASTS
from agreements.privacy.web import portal_views
from audit.queries import entries_of
from notifications.models import Email
from tests.agreements.privacy.conftest import Ask
from tests.database import Database
from tests.factories.agreements import FOCAL, TECHNICAL, a_request, an_agreement, deliver_events
from tests.factories.rooms import a_guest, in_room
from tests.people import Visitor

pytestmark = pytest.mark.django_db
FLORA = FOCAL.email


def test_known_and_unknown_addresses_are_answered_alike(titular: Visitor) -> None:
    a_request()
    sent = []
    for address in (FLORA, "ninguem@exemplo.test"):
        portal_views.OF_ADDRESS.forget(address)
        answer = titular.post("/meus-dados/", {"address": address}, follow=True)
        assert "Se houver dados ligados a este e-mail" in answer.text
        sent.append((answer.status_code, len(answer.content)))
        assert not SubjectRequest.objects.exists()
    assert sent[0] == sent[1]
    tasks.send_way(address="ninguem@exemplo.test")
    assert not SubjectRequest.objects.exists()
    assert not Email.objects.filter(to="ninguem@exemplo.test").exists()


def test_the_copy_holds_what_is_the_persons_and_nothing_of_others(
    titular: Visitor, asked: Ask
) -> None:
    agreement = an_agreement()
    in_room(a_guest(agreement, name=FOCAL.name, email=FLORA))
    deliver_events()
    answer = titular.post(f"{asked(FLORA)}copia/")
    assert answer["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(b"".join(answer))) as opened:
        found = {
            name.removesuffix(".json"): json.loads(opened.read(name))
            for name in opened.namelist()
            if name.endswith(".json")
        }
        told = opened.read("LEIA-ME.txt").decode()
        whole = told + json.dumps(found, ensure_ascii=False)
        assert FOCAL.name in opened.read("contatos.csv").decode("utf-8-sig")
    assert [each["Nome"] for each in found["contatos"]] == [FOCAL.name]
    assert found["convites"][0]["Acordo"] == agreement.title
    assert found["entradas"][0]["Endereço de rede"] == "127.0.0.1"
    assert any("Pedido recebido" in each["Assunto"] for each in found["mensagens-enviadas"])
    assert {each["Com a eliminação"][:4] for each in found["eliminacao"]} == {"sai", "fica"}
    assert TECHNICAL.email not in whole and TECHNICAL.name not in whole


def test_the_link_serves_once_and_looking_at_it_uses_nothing_up(
    titular: Visitor, asked: Ask
) -> None:
    a_request()
    link = asked(FLORA)
    assert titular.get(link).status_code == 200
    assert "Baixar a cópia" in titular.get(link).text
    assert titular.get(f"{link}copia/").status_code == 405
    assert titular.post(f"{link}copia/").status_code == 200
    again = titular.post(f"{link}copia/")
    assert again.status_code == 409 and "Este link não vale mais" in again.text
    assert "Baixar a cópia" not in titular.get(link).text
    found = SubjectRequest.objects.get()
    assert [each.verb for each in entries_of(found)] == ["privacy.copy_taken", "privacy.way_sent"]
    assert FLORA not in "".join(each.subject_label for each in entries_of(found))


def test_the_link_ends_after_two_hours_and_with_a_newer_one(titular: Visitor, asked: Ask) -> None:
    a_request()
    old = asked(FLORA)
    new = asked(FLORA)
    assert titular.get(old).status_code == 410
    assert titular.post(f"{old}copia/").status_code == 409
    SubjectRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert titular.post(f"{new}copia/").status_code == 409
    assert titular.post(f"{new}eliminar/").status_code == 409
    assert titular.get("/meus-dados/inventado/").status_code == 404
    assert timedelta(hours=2) == LINK_LASTS


def test_nobody_is_flooded_and_nobody_floods(
    titular: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        services.asking, "send_after_commit", lambda _, address: sent.append(address)
    )
    portal_views.OF_ADDRESS.forget(FLORA)
    for _ in range(portal_views.OF_CALLER.most):
        assert titular.post("/meus-dados/", {"address": FLORA}).status_code == 302
    assert sent == [FLORA] * portal_views.OF_ADDRESS.most
    late = titular.post("/meus-dados/", {"address": FLORA})
    assert (late.status_code, late["Retry-After"]) == (429, "3600")
    portal_views.OF_CALLER.forget("127.0.0.1")
    assert titular.post("/meus-dados/", {"address": "sem arroba"}).status_code == 422


def test_who_came_by_the_portal_reads_nothing_of_a_person(own: Database) -> None:
    columns = own.rows(
        "SELECT column_name FROM information_schema.columns c WHERE table_name ="
        " 'privacy_subjectrequest' AND has_column_privilege(%s, 'public.privacy_subjectrequest',"
        " c.column_name, 'SELECT')",
        "sispmpi_portal",
    )
    assert columns
    assert {"address", "grounds", "reason", "kept"}.isdisjoint(each for (each,) in columns)
