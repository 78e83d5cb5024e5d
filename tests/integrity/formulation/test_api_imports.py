"""Workbooks sent by programmes: looked at row by row, written once, or not at all."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.models import Organ, Unit
from access.rules import Profile
from audit.models import Entry
from documents.workbook import write_xlsx
from integrity.formulation.models import Action, Axis, ImportRun, Plan
from integrity.formulation.services.exports import plan_workbook
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
REGISTERS = "/api/estrutura/importar/"


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/importar/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API"
    return str(entry.verb)


def file(content: bytes, name: str = "plano.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_workbook_is_looked_at_and_then_written_once(plan: Plan) -> None:
    other = make.plan(make.organ("Obras", "SO"))
    make.action(other, "1", executing_unit=make.unit(other.organ, "Diretoria Nova"))
    make.action(other, "2")
    book, fatima = plan_workbook(actor=make.DRAFTER, plan=other), program()
    sent = fatima.post(of(plan), {"file": file(book)}, headers={"Idempotency-Key": "x"})
    assert (sent.status_code, told()) == (201, "formulation.import_previewed"), sent.content
    again = fatima.post(of(plan), {"file": file(book)}, headers={"Idempotency-Key": "x"})
    assert (again.json(), ImportRun.objects.count()) == (sent.json(), 1)
    assert not plan.actions.exists() and not plan.axes.exists()
    path = of(plan, f"{sent.json()['uid']}/")
    shown = fatima.get(path).json()
    assert (shown["situacao"], shown["contagem"]["refuse"]) == ("previewed", 0)
    assert "Diretoria Nova" in shown["unidades_que_faltam"]
    lines = fatima.get(f"{path}linhas/", {"resultado": "make", "por_pagina": 1}).json()
    assert (lines["total"], len(lines["resultados"])) == (shown["contagem"]["make"], 1)
    assert lines["resultados"][0]["linha"] == 2
    assert fatima.get(f"{path}linhas/", {"resultado": "tudo"}).status_code == 400
    done = fatima.send(f"{path}aplicar/", {"create_units": True})
    assert (done.status_code, told()) == (200, "formulation.plan_imported"), done.content
    assert (plan.actions.count(), Unit.objects.filter(organ=plan.organ).count()) == (2, 2)
    assert fatima.send(f"{path}aplicar/", {}).status_code == 409
    assert fatima.get(path).json()["situacao"] == "applied"


def test_rows_are_sent_as_text_and_each_wrong_one_is_named(plan: Plan) -> None:
    fatima = program()
    rows = "Eixo\tNúmero\tTítulo\tObjetivos\n"
    rows += "Ética\t1\tPublicar o código\tConduta\nÉtica\tx\tSem número\tConduta"
    sent = fatima.send(of(plan, "colar/"), {"rows": rows})
    assert (sent.status_code, told()) == (201, "formulation.import_previewed"), sent.content
    path = of(plan, f"{sent.json()['uid']}/")
    (wrong,) = fatima.get(f"{path}linhas/", {"resultado": "refuse"}).json()["resultados"]
    assert (wrong["aba"], wrong["linha"], bool(wrong["motivos"])) == ("Ações", 3, True)
    assert not Action.objects.exists() and not Axis.objects.exists()
    assert fatima.send(f"{path}aplicar/").status_code == 200
    assert Action.objects.get().title == "Publicar o código"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"isto nao e planilha", "plano.xlsx"),
        (b"", "plano.xlsx"),
        (b"a;b", "plano.csv"),
        (b"MZ\x90", "plano.exe"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_beside_its_field(
    plan: Plan, content: bytes, name: str
) -> None:
    answer = program().post(of(plan), {"file": file(content, name)})
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"file"})
    assert not ImportRun.objects.exists()


def test_a_file_is_not_sent_as_json_nor_a_text_as_a_file(plan: Plan) -> None:
    fatima = program()
    assert fatima.send(of(plan), {"file": "plano.xlsx"}).status_code == 422
    assert fatima.post(of(plan), {"file": "plano.xlsx"}).status_code == 422
    stray = BytesIO(b"x")
    stray.name = "y.txt"
    assert fatima.post(of(plan, "colar/"), {"rows": "a", "anexo": stray}).status_code == 422
    assert not ImportRun.objects.exists()


def test_nobody_else_reads_or_writes_an_import(plan: Plan) -> None:
    other = make.plan(make.organ("Obras", "SO"))
    make.action(other)
    book = plan_workbook(actor=make.DRAFTER, plan=other)
    uid = program().post(of(plan), {"file": file(book)}).json()["uid"]
    elsewhere, observer = program(organ=other.organ), program(Profile.OBSERVER)
    for more in (f"{uid}/", f"{uid}/linhas/"):
        assert elsewhere.get(of(plan, more)).status_code == 404
        assert program().get(of(other, more)).status_code == 404
        assert observer.get(of(plan, more)).status_code == 403
    assert elsewhere.send(of(plan, f"{uid}/aplicar/")).status_code == 404
    assert program().send(of(other, f"{uid}/aplicar/")).status_code == 404
    assert observer.send(of(plan, f"{uid}/aplicar/")).status_code == 403
    assert observer.post(of(plan), {"file": file(book)}).status_code == 403
    assert not plan.actions.exists()


@pytest.mark.usefixtures("in_first")
def test_registers_come_in_by_csv_after_a_look() -> None:
    ana = program(Profile.ORGANISATION_ADMIN)
    good = b"Nome;Sigla\nSecretaria de Obras;SO\n"
    body = {"file": file(good, "orgaos.csv"), "register": "Órgãos"}
    sent = ana.post(REGISTERS, body)
    assert sent.status_code == 201, sent.content
    assert told() == "formulation.registers_previewed"
    path = f"{REGISTERS}{sent.json()['uid']}/"
    assert ana.get(path).json()["contagem"]["make"] == 1
    assert not Organ.objects.filter(acronym="SO").exists()
    done = ana.send(f"{path}aplicar/")
    assert (done.status_code, told()) == (200, "formulation.registers_imported"), done.content
    assert Organ.objects.get(acronym="SO").name == "Secretaria de Obras"
    own = program(Profile.ORGANISATION_ADMIN, organ=make.main_organ())
    assert own.get(path).status_code == 403
    assert (
        own.post(REGISTERS, {"file": file(good, "o.csv"), "register": "Órgãos"}).status_code == 403
    )


@pytest.mark.usefixtures("in_first")
def test_registers_with_a_wrong_row_are_not_written_at_all() -> None:
    ana = program(Profile.ORGANISATION_ADMIN)
    sheet = {"Órgãos": [["Nome", "Sigla"], ["Secretaria de Obras", "SO"], ["", "XX"]]}
    sent = ana.post(REGISTERS, {"file": file(write_xlsx(sheet), "orgaos.xlsx")})
    assert sent.status_code == 201, sent.content
    path = f"{REGISTERS}{sent.json()['uid']}/"
    (wrong,) = ana.get(f"{path}linhas/", {"resultado": "refuse"}).json()["resultados"]
    assert (wrong["linha"], bool(wrong["motivos"])) == (3, True)
    assert ana.send(f"{path}aplicar/").status_code == 409
    assert not Organ.objects.filter(acronym="SO").exists()
