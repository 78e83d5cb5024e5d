"""Spreadsheets of the open format, as somebody may send them: large in a few bytes, or living."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from documents.opendocument import read_spreadsheet, write_ods
from documents.rules import MB, Purpose
from foundation.refusals import Invalid

SHEET = Purpose("test_sheet", "Planilha", 10 * MB, ("xlsx", "ods"))
ROWS = {"Eixos": [["Título", "Descrição"], ["Cultura", "=1+1"], ["", ""], ["Controle", "3"]]}


def read(
    content: bytes, name: str = "plano.ods", max_rows: int = 100
) -> dict[str, list[list[str]]]:
    return read_spreadsheet(ContentFile(content, name=name), SHEET, max_rows=max_rows)


def changed(content: bytes, old: str, new: str, **more: str) -> bytes:
    """The same package with other words in its content, and further parts."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w") as copy:
        for part in package.namelist():
            text = package.read(part)
            if part == "content.xml":
                assert old in text.decode()
                text = text.decode().replace(old, new, 1).encode()
            copy.writestr(part, text)
        for part, words in more.items():
            copy.writestr(part.replace("__", "/"), words)
    return made.getvalue()


def test_what_was_written_is_read_and_stays_text() -> None:
    found = read(write_ods(ROWS))["Eixos"]
    assert found[:2] == [["Título", "Descrição"], ["Cultura", "=1+1"]]
    assert found[-1] == ["Controle", "3"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "<table:table-row>",
            '<table:table-row table:number-rows-repeated="900000000">',
            "danificada",
        ),
        ("<table:table-row>", '<table:table-row table:number-rows-repeated="90000">', "linhas"),
        (
            "<table:table-cell",
            '<table:table-cell table:number-columns-repeated="900000"',
            "larga demais",
        ),
        ("<table:table-cell", '<table:table-cell table:formula="of:=1+1"', "fórmulas"),
        ("<office:body>", "<office:body", "danificada"),
        ("<office:body>", "<!DOCTYPE x><office:body>", "danificada"),
    ],
    ids=["beyond", "rows", "columns", "formula", "broken", "entities"],
)
def test_a_sheet_that_is_too_large_lives_or_is_broken_is_refused(
    old: str, new: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        read(changed(write_ods(ROWS), old, new))


def test_macros_and_other_things_under_the_name_are_refused() -> None:
    book = write_ods(ROWS)
    with pytest.raises(Invalid, match="macros"):
        read(changed(book, "Cultura", "Cultura", Basic__Standard__Module1="Sub x"))
    for content in (b"Eixo;Titulo", b"", b"PK\x03\x04" + b"\x00" * 40):
        with pytest.raises(Invalid):
            read(content)
    with pytest.raises(Invalid):
        read(book, "plano.xlsx")


def test_blank_rows_after_the_last_one_count_for_nothing() -> None:
    book = write_ods(ROWS)
    blank = "<table:table-cell/></table:table-row>"
    tail = f'<table:table-row table:number-rows-repeated="1048000">{blank}'
    found = read(changed(book, "</table:table>", f"{tail}</table:table>"))
    assert len(found["Eixos"]) == 4
