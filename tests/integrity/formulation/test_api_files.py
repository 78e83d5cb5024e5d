"""Files and drafts by programmes: the same as from the pages, of the right type and name."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from docx import Document

from access.rules import Profile
from audit.models import Entry
from documents.rules import DOCX, ODS, PDF, XLSX
from documents.workbook import cells_of
from integrity.formulation.models import Plan, TypedDraft
from integrity.formulation.rules.programme import Section
from integrity.formulation.rules.sheets import ACTIONS
from integrity.formulation.services.publication import publish_plan
from tests.conftest import As
from tests.documents.samples import PDF as SAMPLE
from tests.documents.samples import upload
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import Visitor, person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan(actions=2)


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def content(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer)


def same_as_page(program: Program, visitor: Visitor, path: str, kind: str) -> bytes:
    """What a programme gets, asked for as it pleases: type and name are those of the page."""
    api = program.get(f"/api{path}", headers={"Accept": f"{kind}, application/json;q=0.5"})
    page = visitor.get(path)
    assert api["Content-Type"] == page["Content-Type"] == kind
    assert api["Content-Disposition"] == page["Content-Disposition"]
    return content(api)


def test_a_plan_is_downloaded_as_sheets_and_document(first_as: As, plan: Plan) -> None:
    fatima, page = program(), first_as(Profile.FORMULATION)
    here = f"/planos/{plan.uid}/"
    book = same_as_page(fatima, page, f"{here}planilha.xlsx", XLSX)
    assert len(cells_of(book, [ACTIONS.title])[ACTIONS.title]) == 3
    assert same_as_page(fatima, page, f"{here}planilha.ods", ODS)[:2] == b"PK"
    text = same_as_page(fatima, page, f"{here}programa.docx", DOCX)
    assert "Como está hoje." in "\n".join(each.text for each in Document(BytesIO(text)).paragraphs)
    neighbour = program(organ=make.organ("Obras", "SO"))
    assert neighbour.get(f"/api{here}planilha.xlsx").status_code == 404
    refused = program(Profile.OBSERVER).get(f"/api{here}planilha.xlsx", headers={"Accept": XLSX})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")


def test_differences_acts_and_registers_are_downloaded(first_as: As, plan: Plan) -> None:
    make.submitted(plan)
    fatima, page = program(), first_as(Profile.FORMULATION)
    assert fatima.get(of(plan, "diferencas.xlsx")).status_code == 404
    here = f"/planos/{plan.uid}/"
    assert same_as_page(fatima, page, f"{here}comissao/ato.docx", DOCX)[:2] == b"PK"
    formal = make.plan(make.organ("Saúde", "SS"))
    make.formal_commission(formal)
    act = make.extension(formal)
    there = f"/planos/{formal.uid}/comissao/"
    same_as_page(fatima, page, f"{there}atos/{act.uid}/ato.docx", DOCX)
    same_as_page(fatima, page, f"{there}ato.docx?proximo=extension", DOCX)
    assert program(Profile.OBSERVER).get(f"/api{there}ato.docx").status_code == 403
    ana, admin = program(Profile.ORGANISATION_ADMIN), first_as(Profile.ORGANISATION_ADMIN)
    same_as_page(ana, admin, "/estrutura/cadastros.xlsx", XLSX)
    assert fatima.get("/api/estrutura/cadastros.xlsx").status_code == 403


def test_what_was_published_is_downloaded_whole_or_in_pieces(in_first: None) -> None:
    plan, otavio = make.published_plan(), program(Profile.OBSERVER)
    file = plan.publication.file
    path = of(plan, "publicado/plano.pdf")
    answer = otavio.get(path, headers={"Accept": "*/*"})
    assert (answer["Content-Type"], file.name in answer["Content-Disposition"]) == (PDF, True)
    whole = content(answer)
    assert len(pikepdf.open(BytesIO(whole)).pages) > 0
    part = otavio.get(path, headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part)) == (206, whole[:4])
    assert otavio.get(of(plan, "publicado/comunicacao.pdf")).status_code == 404
    assert otavio.get(of(plan, "pagina-publica/plano.pdf")).status_code == 404
    assert program(organ=make.organ("Obras", "SO")).get(path).status_code == 404


def test_a_file_that_waits_for_the_scanner_is_not_handed_out(plan: Plan, settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:9"  # a scanner that has not answered yet
    make.approved(plan)
    plan.refresh_from_db()
    publish_plan(
        actor=make.DRAFTER,
        uid=plan.uid,
        version=plan.version,
        terms=make.TERMS,
        upload=upload(SAMPLE, "plano-final.pdf"),
        at=make.AT,
        today=make.TODAY,
    )
    answer = program(Profile.OBSERVER).get(of(plan, "publicado/plano.pdf"))
    assert (answer.status_code, "verificação" in answer.json()["detail"]) == (409, True)


def test_the_public_page_is_seen_before_and_after_it_is_shown(in_first: None) -> None:
    plan, head = make.published_plan(), program(Profile.HEAD)
    choice = {"shows": ["programme"], "paper": "made"}
    seen = head.get(of(plan, "pagina-publica/previa.pdf"), choice)
    assert len(pikepdf.open(BytesIO(content(seen))).pages) > 0
    none = head.get(of(plan, "pagina-publica/previa.pdf"), choice | {"paper": "none"})
    assert none.status_code == 404
    body = choice | {"has_read": True}
    path = of(plan, "pagina-publica/mostrar/")
    assert head.send(path, body, **head.proof()).status_code == 200
    shown = program(Profile.OBSERVER).get(of(plan, "pagina-publica/plano.pdf"))
    assert "publico.pdf" in shown["Content-Disposition"]
    assert content(shown)[:4] == b"%PDF"


def test_what_is_typed_is_kept_read_and_discarded_and_changes_nothing(plan: Plan) -> None:
    fatima, other = program(), program()
    path = of(plan, "programa/diagnostico/")
    read = fatima.get(path)
    tag, before = {"If-Match": read["ETag"]}, Entry.objects.count()
    assert fatima.get(f"{path}rascunho/").status_code == 404
    words = read.json()["valores"]["instruments"]
    kept = fatima.send(f"{path}rascunho/guardar/", {"instruments": words}, **tag)
    assert kept.status_code == 200, kept.content
    found = fatima.get(f"{path}rascunho/")
    assert found.json()["valores"]["instruments"] == words
    assert found.json()["mudou_depois"] is False and found["ETag"] == read["ETag"]
    assert fatima.get(path).json() == read.json()
    assert other.get(f"{path}rascunho/").status_code == 404
    assert Entry.objects.count() == before
    unknown = fatima.send(f"{path}rascunho/guardar/", {"mission": "x"}, **tag)
    assert set(unknown.json()["errors"]) == {"mission"}
    assert fatima.send(f"{path}rascunho/guardar/", {}).status_code == 428
    assert fatima.send(f"{path}rascunho/descartar/").status_code == 200
    assert fatima.get(f"{path}rascunho/").status_code == 404
    assert not TypedDraft.objects.exists()


def test_what_the_page_kept_is_read_by_a_programme_and_saving_ends_it(
    first_as: As, plan: Plan
) -> None:
    ana = first_as(Profile.FORMULATION)
    assert ana.assignment is not None
    own = Program(FIRST.host, ana.assignment)
    path = of(plan, "programa/estrutura/")
    read = own.get(path)
    mark = read["ETag"].strip('"')
    typed = {**read.json()["valores"], "mission": "Servir melhor.", "mark": mark}
    assert ana.post(f"/planos/{plan.uid}/programa/estrutura/rascunho/", typed).status_code == 200
    draft = own.get(f"{path}rascunho/")
    assert draft.json()["valores"]["mission"] == "Servir melhor."
    make.part_of_programme(plan, Section.STRATEGY, "Outra pessoa escreveu.")
    assert own.get(f"{path}rascunho/").json()["mudou_depois"] is True
    clash = own.send(f"{path}gravar/", draft.json()["valores"], **{"If-Match": draft["ETag"]})
    assert clash.status_code == 412
    now = {"If-Match": own.get(path)["ETag"]}
    assert own.send(f"{path}gravar/", draft.json()["valores"], **now).status_code == 200
    assert own.get(f"{path}rascunho/").status_code == 404
