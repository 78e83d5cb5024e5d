"""Spreadsheets written and read back, and those that are refused."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import sheets
from documents.rules import MB
from documents.workbook import as_text, read_xlsx, sheet_names, write_xlsx
from foundation.refusals import Invalid
from tests.documents import samples
from tests.documents.samples import upload
from tests.foundation.reference import path_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)


def read(content: bytes, **wishes: Any) -> dict[str, list[list[str]]]:
    return read_xlsx(upload(content, "plano.xlsx"), **wishes)


def refusal(content: bytes, **wishes: Any) -> str:
    with pytest.raises(Invalid) as caught:
        read(content, **wishes)
    return caught.value.errors["file"][0]


def book(cells: dict[tuple[int, int], object], **options: Any) -> bytes:
    """A workbook as another programme might write it: formulas live."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as workbook:
        sheet = workbook.add_worksheet("Ações")
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    return made.getvalue()


def test_what_is_written_is_read_back_as_text() -> None:
    rows = [
        ["Ação", "Valor"],
        ["=1+1", 3.0],
        ["@x", Decimal("1.5")],
        [None, date(2026, 1, 2)],
        [True, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)],
        [31_000_001_234_567_890, "  espaço  "],
    ]
    assert read(write_xlsx({"Ações": rows})) == {
        "Ações": [
            ["Ação", "Valor"],
            ["=1+1", "3"],
            ["@x", "1.5"],
            ["", "2026-01-02"],
            ["Sim", "2026-01-02 00:04"],
            ["31000001234567890", "espaço"],
        ]
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXTS.filter(bool), min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_survives_and_none_becomes_a_formula(rows: list[list[str]]) -> None:
    assert read(write_xlsx({"X": rows})) == {"X": rows}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "{=A1}"]
)
def test_text_like_a_formula_is_written_as_text(text: str) -> None:
    assert read(write_xlsx({"X": [["a"], [text]]}))["X"][1] == [text]


def test_names_of_sheets_are_made_acceptable_and_different() -> None:
    assert sheet_names(["Ações [2026]/1", "A" * 40, "a" * 40, ""]) == [
        "Ações 2026 1",
        "A" * 31,
        "a" * 27 + " (2)",
        "Planilha",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (0.1, "0.1"),
        (-2.0, "-2"),
        (False, "Não"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2), "2026-01-02"),  # noqa: DTZ001  as a spreadsheet gives it
        (time(8, 30), "08:30"),
        (timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_each_kind_of_cell_is_read_as_a_person_would_type_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_missing_sheet_is_named_with_those_that_are_there() -> None:
    content = write_xlsx({"Eixos": [["a"]], "Ações": [["b"]]})
    assert read(content, wanted_sheets=["Ações"]) == {"Ações": [["b"]]}
    assert refusal(content, wanted_sheets=["Subeixos"]) == (
        "Falta a aba “Subeixos”. O arquivo tem “Eixos” e “Ações”."
    )


def test_a_formula_is_pointed_out_with_its_cell_or_read_as_its_value() -> None:
    content = book({(0, 0): "a", (1, 1): "=1+1"})
    assert "“Ações” tem fórmulas (por exemplo: B2)" in refusal(content)
    assert read(content, formulas=True)["Ações"][1] == ["", "0"]


def test_too_many_rows_are_counted() -> None:
    content = write_xlsx({"Ações": [["a"]] * 11})
    assert "tem 11 linhas; o limite é 10" in refusal(content, max_rows=10)
    assert len(read(content, max_rows=11)["Ações"]) == 11


def test_two_cells_far_apart_do_not_fill_the_memory() -> None:
    assert "larga demais" in refusal(book({(0, 0): 1, (3000, 16_000): 1}))
    assert "1048576 linhas" in refusal(book({(0, 0): 1, (1_048_575, 16_000): 1}))


def test_a_file_that_is_no_spreadsheet_is_refused() -> None:
    assert "não é Excel" in refusal(samples.PDF)
    assert "não é Excel" in refusal(samples.docx())
    with pytest.raises(Invalid, match="Este tipo de arquivo não é aceito"):
        read_xlsx(upload(samples.xlsx(), "plano.ods"))


def test_a_file_beyond_the_size_asked_for_is_refused() -> None:
    assert "o limite é 1 KB" in refusal(samples.xlsx(), max_bytes=1024)
    assert len(samples.xlsx()) < MB


@pytest.mark.parametrize(
    "text",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>',
        b"<workbook>",
        b"",
        '<?xml version="1.0" encoding="utf-16"?><workbook/>'.encode("utf-16"),
    ],
)
def test_a_spreadsheet_with_foreign_parts_is_refused(text: bytes) -> None:
    content = samples.packed({"xl/workbook.xml": text}, samples.xlsx())
    assert refusal(content) == sheets.DAMAGED


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_a_reference_is_read_as_row_and_column(row: int, column: int) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    assert sheets.place(xl_rowcol_to_cell(row - 1, column - 1), 0, 0) == (row, column)
    assert sheets.place(None, row, column) == (row, column + 1)


def test_a_plan_as_the_present_system_exports_it_is_read() -> None:
    content = path_of("plan-jatai-2025.sispmpi.xlsx").read_bytes()
    found = read(content, wanted_sheets=["Eixos", "Subeixos", "Ações"])
    assert [len(found[name]) for name in ("Eixos", "Subeixos", "Ações")] == [5, 17, 48]
