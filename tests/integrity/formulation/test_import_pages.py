"""The import through its pages: send, see row by row, confirm; and every file that is refused."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from access.models import Person, Unit
from access.rules import Profile
from audit.queries import entries_of
from documents.models import StoredFile
from foundation.tenancy import inside
from integrity.formulation.models import Action, ImportRun, IntegrityRisk, Plan, SubAxis
from integrity.formulation.queries import plans
from integrity.formulation.queries.existing import existing_of
from integrity.formulation.rules.importing import plan_import
from integrity.formulation.rules.planning import Indicator, Milestone
from tests.conftest import As
from tests.data import workbooks
from tests.factories import integrity as make
from tests.people import Visitor
from tests.seed import FIRST

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REAL = Path(__file__).parents[4] / "shared" / "data" / "plan-jatai-2025.sispmpi.xlsx"


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def send(visitor: Visitor, plan: Plan, content: bytes, name: str = "plano.xlsx") -> Any:
    """Send a workbook to be checked."""
    upload = SimpleUploadedFile(name, content, XLSX)
    return visitor.post(f"/planos/{plan.uid}/importar/", {"file": upload})


def preview(visitor: Visitor, plan: Plan, content: bytes) -> str:
    """Send a workbook; the address of its preview."""
    answer = send(visitor, plan, content)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


def test_the_preview_says_row_by_row_what_would_happen_and_writes_nothing(
    drafter: Visitor, plan: Plan
) -> None:
    page = drafter.get(preview(drafter, plan, workbooks.workbook())).content.decode()
    for sentence in (
        "“????” não é uma unidade",
        "várias unidades executoras",
        "sem número: recebe o 10",
        "o subeixo “Pessoal” não é do eixo",
        "o eixo “Fase 9” não está na aba Eixos nem no plano",
        "o número 1 já foi usado na linha 2",
        "sem objetivo nem benefício: preencher antes de publicar",
    ):
        assert sentence in page
    assert (plan.axes.count(), plan.actions.count(), Unit.objects.count()) == (0, 0, 0)
    assert entries_of(plan)[0].verb == "formulation.import_previewed"


def test_the_confirmation_writes_exactly_what_was_shown(drafter: Visitor, plan: Plan) -> None:
    address = preview(drafter, plan, workbooks.workbook())
    answer = drafter.post(address, {"create_units": "on"})
    assert answer.status_code == 302
    assert [axis.title for axis in plan.axes.all()] == [workbooks.PREPARE, workbooks.SHOW]
    assert SubAxis.objects.filter(axis__plan=plan).count() == 2
    actions = {action.number: action for action in plans.actions_of(plan)}
    assert list(actions) == ["1", "2", "3.1", "10"]
    assert actions["3.1"].executing_unit is None
    assert str(actions["2"].executing_unit) == "Gabinete"
    assert [str(unit) for unit in actions["2"].supporting_units.all()] == ["Ouvidoria"]
    assert [str(unit) for unit in actions["10"].supporting_units.all()] == ["Arquivo"]
    names = {unit.name for unit in Unit.objects.filter(organ=plan.organ)}
    assert names == {"SPT", "Ouvidoria", "Gabinete", "Arquivo"}
    told = entries_of(plan)[0]
    assert told.verb == "formulation.plan_imported"
    assert told.changes["Planilha"][1].endswith("8 linhas novas, 0 que já existiam e 3 recusadas")


def test_without_the_tick_no_unit_is_made_and_the_actions_wait(
    drafter: Visitor, plan: Plan
) -> None:
    drafter.post(preview(drafter, plan, workbooks.workbook()))
    assert not Unit.objects.exists()
    assert plan.actions.filter(executing_unit=None).count() == plan.actions.count() == 4


def test_a_workbook_is_imported_once(drafter: Visitor, plan: Plan) -> None:
    address = preview(drafter, plan, workbooks.workbook())
    drafter.post(address)
    assert drafter.post(address).status_code == 409
    assert plan.actions.count() == 4


def test_a_preview_that_is_stale_is_refused_and_writes_nothing(
    drafter: Visitor, plan: Plan
) -> None:
    address = preview(drafter, plan, workbooks.workbook())
    make.action(plan, "3.1")
    assert drafter.post(address).status_code == 409
    assert plan.actions.count() == 1


def test_a_second_import_of_the_same_workbook_changes_no_text(drafter: Visitor, plan: Plan) -> None:
    drafter.post(preview(drafter, plan, workbooks.workbook()), {"create_units": "on"})
    Action.objects.filter(plan=plan, number="1").update(objective="Texto corrigido aqui")
    drafter.post(preview(drafter, plan, workbooks.workbook()))
    assert plan.actions.get(number="1").objective == "Texto corrigido aqui"
    assert plan.axes.count() == 2


def test_a_closed_unit_of_the_same_name_is_opened_again(drafter: Visitor, plan: Plan) -> None:
    closed = make.unit(plan.organ, "SPT", is_active=False)
    drafter.post(preview(drafter, plan, workbooks.workbook()), {"create_units": "on"})
    closed.refresh_from_db()
    assert closed.is_active
    assert plan.actions.get(number="1").executing_unit == closed


ROWS_10_000 = workbooks.of_length(10_000)


@pytest.mark.parity("N20")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plano.xlsx", b"not a workbook at all", "não é Excel"),
        ("plano.xlsx", b"MZ\x90\x00" + b"\x00" * 512, "não é Excel"),
        ("plano.exe", b"MZ\x90\x00" + b"\x00" * 512, "não é aceito"),
        ("plano.xlsx", b"", "vazio"),
        ("plano.xlsx", b"\x00" * (60 * 1024 * 1024), "o limite é 10 MB"),
        ("plano.xlsx", workbooks.without("Subeixos"), "“Subeixos”"),
        ("plano.xlsx", workbooks.without("Ações"), "“Ações”"),
        ("plano.xlsx", ROWS_10_000, "o limite é 5001"),
        ("plano.xlsx", workbooks.with_formula(), "fórmulas"),
    ],
    ids=["text", "exe", "exe by name", "empty", "60 MB", "sheet", "sheets", "10.000", "formula"],
)
def test_a_wrong_file_is_refused_beside_the_field_and_nothing_is_kept(
    drafter: Visitor, plan: Plan, name: str, content: bytes, sentence: str
) -> None:
    answer = send(drafter, plan, content, name)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["file"][0]
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


CSV = """Eixo;Subeixo;Título;Unidade executora;Objetivos
Ética;Conduta;Revisar o código de conduta;;Que todos o leiam

Ética;;Abrir o canal de denúncias;;=1+1
;;Sem eixo;;
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_actions_come_in_from_csv_with_the_axes_that_they_name(
    drafter: Visitor, plan: Plan, encoding: str
) -> None:
    answer = send(drafter, plan, CSV.encode(encoding), "acoes.csv")
    page = drafter.get(answer.headers["Location"]).text
    assert ("Sem eixo" in page and "Linha 5" in page) or "5" in page
    assert not plan.axes.exists()
    drafter.post(answer.headers["Location"])
    held = plan.actions.order_by("number").values_list("number", "title", "objective")
    assert list(held) == [
        ("1", "Revisar o código de conduta", "Que todos o leiam"),
        ("2", "Abrir o canal de denúncias", "=1+1"),
    ]
    assert list(plan.axes.values_list("title", flat=True)) == ["Ética"]
    assert SubAxis.objects.get(axis__plan=plan).title == "Conduta"
    assert entries_of(plan)[0].verb == "formulation.plan_imported"


@pytest.mark.parametrize("content", [b"uma;outra\n1;2\n", b"\n\n", b"so um texto"])
def test_a_csv_without_the_headings_is_refused_by_name(
    drafter: Visitor, plan: Plan, content: bytes
) -> None:
    answer = send(drafter, plan, content, "acoes.csv")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


def test_an_import_without_file_asks_for_it(drafter: Visitor, plan: Plan) -> None:
    answer = drafter.post(f"/planos/{plan.uid}/importar/")
    assert answer.status_code == 422
    assert "Envie o arquivo" in answer.context["form"].errors["file"][0]


@pytest.mark.parity("N9")
def test_a_preview_belongs_to_its_plan_and_the_workbook_to_those_who_draft(
    drafter: Visitor, first_as: As, second_as: As, plan: Plan
) -> None:
    content = workbooks.workbook()
    address = preview(drafter, plan, content)
    run = ImportRun.objects.get()
    other = make.plan(make.organ())
    assert drafter.get(f"/planos/{other.uid}/importar/{run.uid}/").status_code == 404
    assert first_as(Profile.EXECUTOR).get(address).status_code == 403
    assert first_as(Profile.EXECUTOR).get(f"/arquivos/{run.file.uid}/").status_code == 404
    assert second_as(Profile.FORMULATION).get(address).status_code == 404
    assert drafter.get(f"/arquivos/{run.file.uid}/", follow=True).getvalue() == content


def sheets_in(content: bytes) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as text."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


@pytest.mark.parity("P64")
def test_an_exported_plan_is_imported_into_another_organ_without_loss(
    drafter: Visitor, plan: Plan
) -> None:
    drafter.post(preview(drafter, plan, workbooks.workbook()), {"create_units": "on"})
    first = drafter.get(f"/planos/{plan.uid}/planilha.xlsx").getvalue()
    other = make.plan(make.organ())
    drafter.post(preview(drafter, other, first), {"create_units": "on"})
    second = drafter.get(f"/planos/{other.uid}/planilha.xlsx").getvalue()
    assert sheets_in(second) == sheets_in(first)
    assert list(sheets_in(first)) == ["Eixos", "Subeixos", "Ações"]


@pytest.mark.parity("P64")
def test_a_plan_goes_out_in_the_open_format_and_comes_back_without_loss(
    drafter: Visitor, plan: Plan
) -> None:
    drafter.post(preview(drafter, plan, workbooks.workbook()), {"create_units": "on"})
    make.action(
        plan,
        "90.1",
        kind="one_off",
        planned_start=date(2026, 4, 1),
        planned_end=date(2026, 12, 18),
        planned_budget=Decimal("1234.50"),
    )
    make.risk(plan, actions=[plan.actions.get(number="90.1")])
    book = drafter.get(f"/planos/{plan.uid}/planilha.ods").getvalue()
    other = make.plan(make.organ())
    sent = send(drafter, other, book, "plano.ods")
    assert sent.status_code == 302, sent.context["form"].errors
    drafter.post(sent.url, {"create_units": "on"})
    there, back = (
        drafter.get(f"/planos/{each.uid}/planilha.xlsx").getvalue() for each in (plan, other)
    )
    assert sheets_in(back) == sheets_in(there)
    assert ImportRun.objects.get(plan=other).file.name == "plano.ods"


def test_dates_people_indicators_and_risks_go_out_and_come_back_without_loss(
    drafter: Visitor, plan: Plan
) -> None:
    person = Person.objects.create(name="Rui Responsável", registration_number="31")
    action = make.action(
        plan,
        "1",
        kind="one_off",
        planned_start=date(2026, 4, 1),
        planned_end=date(2026, 12, 18),
        responsible=person,
        check_in="quarterly",
        product="Código",
        expected_evidence="Portaria",
        planned_budget=Decimal("1234.50"),
        weight=3,
        milestones=[Milestone(date(2026, 6, 30), "Minuta pronta")],
        indicators=[Indicator("Treinados", "a ÷ b", "%", "10", "80", "more", "Lista")],
    )
    make.risk(plan, actions=[action], efficacy=4, category="Integridade", controls="Portaria 3")
    unit = make.unit(plan.organ, "Ouvidoria")
    aside = make.risk(plan, event="Vazamento de dados", owner=person, owner_unit=unit)
    IntegrityRisk.objects.filter(pk=aside.pk).update(
        archived_at=make.AT, archive_reason="Foi tratado pela nova lei."
    )
    first = drafter.get(f"/planos/{plan.uid}/planilha.xlsx").getvalue()
    assert list(sheets_in(first)) == ["Eixos", "Subeixos", "Ações", "Riscos"]
    other = make.plan(make.organ())
    drafter.post(preview(drafter, other, first), {"create_units": "on"})
    second = drafter.get(f"/planos/{other.uid}/planilha.xlsx").getvalue()
    assert sheets_in(second) == sheets_in(first)
    copy = other.actions.get()
    assert (copy.responsible, copy.planned_budget) == (person, Decimal("1234.50"))
    assert (copy.milestones, copy.indicators) == (action.milestones, action.indicators)
    put_aside = other.risks.get(event="Vazamento de dados")
    assert (put_aside.owner, put_aside.owner_unit) == (
        person,
        other.organ.units.get(name=unit.name),
    )
    assert localdate(put_aside.archived_at) == make.TODAY
    assert put_aside.archive_reason == "Foi tratado pela nova lei."
    risk = other.risks.get(archived_at=None)
    assert (risk.level, risk.residual, risk.actions.get()) == ("Extremo", "Médio", copy)
    again = plan_import(sheets_in(second), existing_of(other))
    assert {line.verdict.value for line in again.lines} == {"merge"}
    assert all("nada muda" in line.reasons[0] for line in again.lines)


def test_a_cell_that_cannot_be_read_stays_blank_and_the_row_comes_in(
    drafter: Visitor, plan: Plan
) -> None:
    axis = make.axis(plan)
    head = [*workbooks.HEAD, "Início planejado", "Conclusão planejada", "Responsável", "Marcos"]
    row = [axis.title, "", "1", "Treinar", "", "", "Meta", "", ""]
    wrong = [*row, "01/04/2026", "ontem", "Ninguém", "sem data"]
    book = workbooks.workbook({**workbooks.PLAN, "Ações": [head, wrong]})
    address = preview(drafter, plan, book)
    page = drafter.get(address).text
    for words in (
        "“ontem” não é uma data",
        "“Ninguém” não está no cadastro",
        "fica em branco os marcos",
    ):
        assert words in page
    drafter.post(address)
    action = plan.actions.get()
    assert (action.planned_start, action.planned_end) == (date(2026, 4, 1), None)


@pytest.mark.parity("P64")
def test_the_workbook_is_for_six_profiles_also_after_publication(
    first_as: As, in_first: None
) -> None:
    plan = make.published_plan()
    address = f"/planos/{plan.uid}/planilha.xlsx"
    assert sheets_in(first_as(Profile.EXECUTOR).get(address).getvalue())
    assert first_as(Profile.OBSERVER).get(address).status_code == 403


@pytest.mark.skipif(not REAL.exists(), reason="the real workbook is not beside us")
def test_the_real_workbook_of_a_municipality_is_imported_whole(first_as: As) -> None:
    with inside(FIRST.schema):
        plan = make.plan()
    drafter = first_as(Profile.FORMULATION)
    drafter.post(preview(drafter, plan, REAL.read_bytes()), {"create_units": "on"})
    with inside(FIRST.schema):
        assert (plan.axes.count(), plan.actions.count()) == (4, 47)
        assert SubAxis.objects.filter(axis__plan=plan).count() == 16
        waiting = plan.actions.filter(executing_unit=None).count()
        assert waiting == 21
        exported = drafter.get(f"/planos/{plan.uid}/planilha.xlsx").getvalue()
        again = plan_import(sheets_in(exported), existing_of(plan))
    assert {line.verdict.value for line in again.lines} == {"merge"}


def test_after_the_import_the_preview_speaks_of_what_was_made(drafter: Visitor, plan: Plan) -> None:
    address = preview(drafter, plan, workbooks.workbook())
    before = drafter.get(address).content.decode()
    drafter.post(address)
    after = drafter.get(address).content.decode()
    assert "Será criada" in before and "Linhas a criar" in before
    assert "Criada" in after and "Linhas criadas" in after
    assert "Será criada" not in after
