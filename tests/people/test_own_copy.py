"""Everybody gets a copy of what the place holds about them: whole, readable, once."""

import csv
import json
from io import BytesIO, TextIOWrapper
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from access.models import Person
from access.rules import Profile
from audit.queries import entries_of
from documents import parking
from documents.parking import LIFETIME
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution
from notifications.models import Notice, Preference
from people import naming, services
from people.erasing import erase
from people.held import SECTIONS
from people.services import own_copy
from people.tasks import make_own_copy
from people.waiting import key_of, waiting_copy
from tenants import hosts, lifecycle
from tests.conftest import As
from tests.factories import integrity
from tests.people import Visitor, centre_actor, person
from tests.seed import FIRST

ASK = "/pessoas/eu/copia/"
Copy = dict[str, list[dict[str, str]]]


@pytest.fixture
def otto(first_as: As) -> Visitor:
    """Otto has acted, been told of, and been changed by somebody else."""
    visitor = first_as(Profile.OBSERVER, "Otto Observador")
    own = {"registration_number": "M-42", "phone": "31 98888-7777", "post": "=Analista"}
    assert visitor.post("/pessoas/eu/", own).status_code == 302
    with inside(FIRST.schema):
        Person.objects.get_or_create(user=visitor.user, defaults={"name": "Otto Observador"})
        Notice.objects.create(user=visitor.user, text="Plano publicado.", key="plano")
        Preference.objects.create(user=visitor.user, choices={"notifications.daily": "now"})
        key = visitor.session.session_key
        UserSession.objects.create(
            user=visitor.user, ip="127.0.0.1", user_agent="Firefox", session_key=key
        )
        secret = {"secret": "JBSWY3DPEHPK3PXP"}
        Authenticator.objects.create(user=visitor.user, type="totp", data=secret)
    return visitor


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def link_of(visitor: Visitor) -> str:
    with inside(FIRST.schema):
        found = waiting_copy(visitor.user, at=timezone.now())
    assert found is not None
    return f"{ASK}{found.token}/"


def taken(visitor: Visitor) -> tuple[Copy, Copy, str]:
    """The copy by its JSON, by its CSV, and all of its text."""
    asked = visitor.post(ASK)
    assert (asked.status_code, asked["Location"]) == (302, "/pessoas/eu/")
    answer = visitor.get(link_of(visitor))
    assert answer.status_code == 200
    content = b"".join(answer)  # not closed: that would close the connection of the test
    by_json, by_csv = {}, {}
    with ZipFile(BytesIO(content)) as opened:
        for section in SECTIONS:
            by_json[section.name] = json.loads(opened.read(f"{section.name}.json"))
            with opened.open(f"{section.name}.csv") as raw:
                text = TextIOWrapper(raw, "utf-8-sig", newline="")
                by_csv[section.name] = list(csv.DictReader(text, delimiter=";"))
        whole = "".join(opened.read(name).decode() for name in opened.namelist())
    return by_json, by_csv, whole


def test_the_copy_tells_everything_in_words_and_in_both_forms(otto: Visitor, ana: Visitor) -> None:
    uid = otto.user.uid
    data = {"name": "Otto Oliveira", "email": "otto.novo@exemplo.test"}
    data |= {"registration_number": "M-42", "post": "=Analista", "phone": "31 98888-7777"}
    assert ana.post(f"/pessoas/{uid}/editar/", data).status_code == 302
    by_json, by_csv, whole = taken(otto)
    assert {each["Dado"]: each["Valor"] for each in by_json["conta"]}["Nome"] == "Otto Oliveira"
    assert by_json["cadastro"][0]["Nome"] == "Otto Oliveira"
    assert [each["Perfil"] for each in by_json["perfis"]] == [Profile.OBSERVER.label]
    assert [each["Aviso"] for each in by_json["avisos"]] == ["Plano publicado."]
    assert "otto.novo@exemplo.test" in [each["Para"] for each in by_json["mensagens"]]
    assert by_json["escolhas"][0]["Aviso"] == "Resumo diário"
    assert by_json["sessoes"] and by_json["sessoes"][0]["Endereço de rede"] == "127.0.0.1"
    assert [each["O quê"] for each in by_json["protecoes"]] == ["aplicativo autenticador"]
    acts = {each["Ato"]: each for each in by_json["diario-atos"]}
    assert "(31) 98888-7777" in acts["Dados próprios alterados"]["Alterações"]
    about = {each["Ato"]: each for each in by_json["diario-sobre"]}
    assert "otto.novo@exemplo.test" in about["Dados da pessoa alterados"]["Alterações"]
    assert "Ana Administradora" in about["Dados da pessoa alterados"]["Quem"]
    for section in SECTIONS:
        unguarded = [
            {name: value.removeprefix("'") for name, value in line.items()}
            for line in by_csv[section.name]
        ]
        meant = [
            {name: value.removeprefix("'") for name, value in line.items()}
            for line in by_json[section.name]
        ]
        assert unguarded == meant, section.name
    assert "'=Analista" in [each["Valor"] for each in by_csv["conta"]]
    for secret in ("JBSWY3DPEHPK3PXP", otto.user.password, "selado-1:"):
        assert secret not in whole


def test_what_the_journal_tells_of_others_is_not_in_it(otto: Visitor, ana: Visitor) -> None:
    data = {"name": "Otto Oliveira", "email": "otto.novo@exemplo.test"}
    data |= {"registration_number": "M-42", "post": "=Analista", "phone": "31 98888-7777"}
    assert ana.post(f"/pessoas/{otto.user.uid}/editar/", data).status_code == 302
    by_json, _, whole = taken(ana)
    edited = [each for each in by_json["diario-atos"] if each["Ato"] == "Dados da pessoa alterados"]
    assert [(each["Sobre"], each["Alterações"]) for each in edited] == [
        ("dado de outra pessoa", "dado de outra pessoa")
    ]
    assert "otto.novo@exemplo.test" not in whole and "Otto" not in whole


def test_the_link_serves_once_and_the_journal_tells_both(otto: Visitor) -> None:
    assert otto.post(ASK).status_code == 302
    page = otto.get("/pessoas/eu/").text
    link = link_of(otto)
    assert "Baixar a cópia" in page and "Pode ser baixada uma vez só" in page
    assert otto.get(link).status_code == 200
    again = otto.get(link)
    assert again.status_code == 409
    assert "Esta cópia não está mais disponível" in again.text and "peça outra cópia" in again.text
    assert "Baixar a cópia" not in otto.get("/pessoas/eu/").text
    with inside(FIRST.schema):
        told = [each.verb for each in entries_of(otto.user)][:2]
        assert not default_storage.exists(key_of(otto.user))
    assert told == ["people.own_copy_taken", "people.own_copy_asked"]


def test_a_newer_copy_ends_the_link_of_the_older(otto: Visitor) -> None:
    assert otto.post(ASK).status_code == 302
    old = link_of(otto)
    assert otto.post(ASK).status_code == 302
    assert otto.get(old).status_code == 409
    assert otto.get(link_of(otto)).status_code == 200


def test_nobody_else_gets_it(otto: Visitor, ana: Visitor, second_as: As) -> None:
    assert otto.post(ASK).status_code == 302
    link = link_of(otto)
    assert ana.get(link).status_code == 404
    assert second_as(Profile.OBSERVER).get(link).status_code == 404
    assert Visitor(FIRST.host).get(link).status_code == 302
    assert ana.get(f"{ASK}inventado/").status_code == 404
    assert otto.get(link).status_code == 200


def test_it_lies_sealed_and_only_for_a_while(otto: Visitor) -> None:
    assert otto.post(ASK).status_code == 302
    with inside(FIRST.schema):
        with default_storage.open(key_of(otto.user)) as opened:
            content = opened.read()
        assert not content.startswith(b"PK") and content.startswith(b"gAAAA")
        later = timezone.now() + LIFETIME
        assert waiting_copy(otto.user, at=later) is None
        assert parking.clear(later) >= 1
        assert not default_storage.exists(key_of(otto.user))


def test_what_is_much_is_gathered_by_a_worker(
    otto: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(own_copy, "LARGE", 1)
    monkeypatch.setattr(own_copy, "send_after_commit", lambda name, **given: sent.append(given))
    answer = otto.post(ASK, follow=True)
    assert "está sendo preparada" in answer.text and "Baixar a cópia" not in answer.text
    make_own_copy(**sent[0])
    assert "Baixar a cópia" in otto.get("/pessoas/eu/").text
    assert otto.get(link_of(otto)).status_code == 200


def test_a_read_only_organisation_owes_it_too(otto: Visitor) -> None:
    dirce = centre_actor(Profile.DCI_DIRECTOR)
    lifecycle.freeze(actor=dirce, schema=FIRST.schema, reason="Fim.", at=timezone.now())
    hosts.forget()
    by_json, _, _ = taken(otto)
    hosts.forget()
    assert {each["Ato"] for each in by_json["diario-atos"]} >= {"Cópia dos próprios dados pedida"}


def test_somebody_of_the_centre_gets_it_there(centre_as: As) -> None:
    dora = centre_as(Profile.DCI_ANALYST, "Dora Analista")
    assert dora.post(ASK, follow=True).status_code == 200
    found = waiting_copy(dora.user, at=timezone.now())
    assert found is not None
    answer = dora.get(f"{ASK}{found.token}/")
    with ZipFile(BytesIO(b"".join(answer))) as opened:
        assert "CGE-MG" in opened.read("LEIA-ME.txt").decode()
        assert "Dora Analista" in opened.read("conta.csv").decode("utf-8-sig")
    assert entries_of(dora.user)[0].verb == "people.own_copy_taken"


def test_an_erasure_throws_a_waiting_copy_away(otto: Visitor) -> None:
    assert otto.post(ASK).status_code == 302
    with inside(FIRST.schema):
        erase(otto.user, at=timezone.now())
        assert not default_storage.exists(key_of(otto.user))
        services.make_own_copy(user_id=otto.user.pk, place="x", at=timezone.now())
        assert not default_storage.exists(key_of(otto.user))


def test_every_key_to_an_account_is_told_of_somewhere(in_first: None) -> None:
    """From the catalogue: what refers to accounts, or to the directory, is a section or a row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace"
            " AND c.confrelid IN ('identity_user'::regclass, 'access_person'::regclass)"
            " UNION SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND right(column_name, 4) = '_uid'"
        )
        wanted = {(table.rpartition(".")[2].strip('"'), column) for table, column in cursor}
    apart = {apps.get_model(each)._meta.db_table for each in naming.TOLD_APART}
    told = {(model._meta.db_table, field.column) for model, field in naming.columns()}
    left = {pair for pair in wanted - told if pair[0] not in apart and pair[1] != "subject_uid"}
    assert left == set()
    assert len(told) > 5


def test_rows_of_the_plans_that_name_the_person_are_listed(otto: Visitor) -> None:
    with inside(FIRST.schema):
        olga = person(FIRST.schema, Profile.OBSERVER, "Olga Observadora").user
        action = integrity.action(integrity.plan())
        made = ActionExecution.objects.create(
            action=action,
            kind="one_off",
            planned_start=timezone.localdate(),
            planned_end=timezone.localdate(),
            updated_at=timezone.now(),
            responsible=Person.objects.get(user=otto.user),
        )
        Person.objects.get_or_create(user=olga, defaults={"name": "Olga Observadora"})
    by_json, _, whole = taken(otto)
    numbers = {each["Identificação"]: each["Como"] for each in by_json["registros"]}
    assert numbers == {str(made.uid): "responsável"}
    assert "Olga" not in whole
