"""What comes along unseen when text is pasted from a word processor, a PDF or a spreadsheet."""

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from access.rules import Profile
from documents.opendocument import write_ods
from documents.workbook import write_xlsx
from foundation.refusals import Invalid
from integrity.formulation.models import Action, Axis, Plan
from integrity.formulation.rules.pasting import sheets_of
from integrity.formulation.rules.sheets import ACTIONS
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_content import path, sent
from tests.people import Visitor

UNSEEN = "\u200b\u202e\ufeff"


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def cells(answer: Any) -> list[list[Any]]:
    """The sheet of actions of a downloaded workbook."""
    content = b"".join(answer) if answer.streaming else answer.content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return list(book.get_sheet_by_name(ACTIONS.title).to_python())


@pytest.mark.parametrize("name", ["planilha.ods", "planilha.xlsx"])
def test_a_line_break_of_a_word_processor_does_not_stop_the_workbook(
    drafter: Visitor, plan: Plan, name: str
) -> None:
    text = "Primeira linha\x0bsegunda\x1f linha"
    assert drafter.post(path(plan, "acoes/nova/"), sent(plan, description=text)).status_code == 302
    assert Action.objects.get().description == "Primeira linha\nsegunda linha"
    answer = drafter.get(f"/planos/{plan.uid}/{name}")
    assert answer.status_code == 200
    assert "Primeira linha\nsegunda linha" in cells(answer)[1]


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook_is_written_whatever_control_character_is_stored(write: Any) -> None:
    book = CalamineWorkbook.from_filelike(
        BytesIO(write({"A": [["Título"], ["a\x0bb\x00c\ufffe"]]}))
    )
    assert book.get_sheet_by_index(0).to_python()[1] == ["a\nbc"]


def test_a_title_that_nobody_can_see_is_no_title(drafter: Visitor, plan: Plan) -> None:
    answer = drafter.post(path(plan, "eixos/novo/"), {"title": UNSEEN})
    assert answer.status_code == 422
    assert not Axis.objects.exists()
    answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, title=UNSEEN))
    assert answer.status_code == 422
    assert "title" in answer.context["form"].errors


def test_a_pasted_quotation_does_not_swallow_the_rows_after_it() -> None:
    rows = 'Ética\t\t1\t"Café" com ética\nÉtica\t\t2\t"Aspas que ninguém fecha\nÉtica\t\t3\tFim'
    found = sheets_of(rows)[ACTIONS.title]
    titles = [row[3] for row in found[1:]]
    assert titles == ['"Café" com ética', '"Aspas que ninguém fecha', "Fim"]


def test_a_pasted_cell_of_two_lines_stays_one_cell() -> None:
    rows = 'Ética\t\t1\tTreinar\t"Uma linha\ne outra ""entre aspas"""\nÉtica\t\t2\tOuvir\tx'
    found = sheets_of(rows)[ACTIONS.title]
    assert [row[4] for row in found[1:]] == ['Uma linha\ne outra "entre aspas"', "x"]


def test_pasting_too_much_is_still_refused() -> None:
    with pytest.raises(Invalid):
        sheets_of("Ética\t\t1\t" + "x" * 600_000)
