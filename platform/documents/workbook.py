"""Spreadsheets: written without live formulas, read as plain text after a careful look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from python_calamine import CalamineError, CalamineWorkbook

from documents.inspection import inspect
from documents.rules import SPREADSHEET, Purpose
from documents.seals import Seal
from documents.sheets import check_sheets
from foundation.refusals import Invalid
from foundation.words import joined, printable

MOST_EXACT = 10**15  # beyond it a spreadsheet rounds
LONGEST_CELL = 32_767
SEAL_SHEET = "Verificação do documento"
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 10, 60
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def write_xlsx(
    sheets: Mapping[str, Sequence[Sequence[object]]], *, seal: Seal | None = None
) -> bytes:
    """A workbook; the first row of each sheet is its header. `=1+1` stays text.

    With a seal a last sheet tells how the workbook is verified.
    """
    if seal is not None:
        lines = [["Código de verificação", seal.spelled], ["Onde conferir", seal.page]]
        sheets = {**sheets, SEAL_SHEET: [["Verificação", "Valor"], *lines]}
    from xlsxwriter import Workbook  # here: few processes ever write one

    made = BytesIO()
    book = Workbook(made, OPTIONS)
    styles = {
        "header": book.add_format(
            {"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"}),
    }
    for name, rows in zip(sheet_names(sheets), sheets.values(), strict=True):
        _write_sheet(book.add_worksheet(name), rows, styles)
    book.close()
    return made.getvalue()


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names that a spreadsheet programme accepts: short, without signs of its own, each once."""
    found: list[str] = []
    for name in names:
        bare = " ".join(name.translate(FORBIDDEN_IN_NAMES).split()) or "Planilha"
        wanted, number = bare[:LONGEST_SHEET_NAME].strip(), 1
        while wanted.casefold() in map(str.casefold, found):
            number += 1
            wanted = f"{bare[: LONGEST_SHEET_NAME - len(str(number)) - 3].strip()} ({number})"
        found.append(wanted)
    return found


def _write_sheet(sheet: Any, rows: Sequence[Sequence[object]], styles: Mapping[str, Any]) -> None:
    for row_number, row in enumerate(rows):
        for column, value in enumerate(row):
            _write_cell(sheet, row_number, column, value, styles)
    sheet.freeze_panes(1, 0)
    for column in range(max(map(len, rows), default=0)):
        longest = max((_shown(row[column]) for row in rows if column < len(row)), default=0)
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    if len(rows) > 1 and rows[0]:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _shown(value: object) -> int:
    return max(map(len, str(value).splitlines()), default=0)


def _write_cell(
    sheet: Any, row: int, column: int, value: object, styles: Mapping[str, Any]
) -> None:
    if row == 0:
        sheet.write_string(row, column, str(value), styles["header"])
    elif value is None or value == "":
        sheet.write_blank(row, column, None, styles["text"])
    elif isinstance(value, bool):
        sheet.write_string(row, column, "Sim" if value else "Não", styles["text"])
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        sheet.write_datetime(row, column, local.replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles["date"])
    elif isinstance(value, int | float | Decimal) and -MOST_EXACT < value < MOST_EXACT:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, printable(str(value))[:LONGEST_CELL], styles["text"])


def read_xlsx(
    file: File[bytes],
    *,
    wanted_sheets: Sequence[str] = (),
    max_rows: int = 5_000,
    max_bytes: int = SPREADSHEET.max_bytes,
    formulas: bool = False,
    field: str = "file",
) -> dict[str, list[list[str]]]:
    """The wanted sheets (all, when none is named) as text: '' for empty, 3 and not 3.0, ISO dates.

    Raises Invalid, beside `field`, for what is no spreadsheet, lacks a sheet, has more than
    `max_rows` in one (its header counts), or holds formulas; with `formulas` their value is read.
    """
    purpose = Purpose("spreadsheet", SPREADSHEET.label, max_bytes, SPREADSHEET.extensions)
    try:
        content = inspect(file, purpose).content
        check_sheets(content, wanted_sheets, max_rows=max_rows, formulas=formulas)
        return cells_of(content, wanted_sheets)
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from None


def cells_of(content: bytes, wanted: Sequence[str]) -> dict[str, list[list[str]]]:
    """Each sheet of bytes that were looked at already. Raises ValueError with a sentence."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        missing = [name for name in wanted if name not in book.sheet_names]
        if missing:
            raise ValueError(_without(missing, book.sheet_names))
        return {
            name: [
                [as_text(value) for value in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in wanted or book.sheet_names
        }
    except CalamineError:
        raise ValueError(
            "A planilha não pôde ser lida. Abra-a, salve de novo e envie outra vez."
        ) from None


def _without(missing: Sequence[str], present: Sequence[str]) -> str:
    names = joined([f"“{name}”" for name in missing])
    found = joined([f"“{name}”" for name in present])
    lacks = "Faltam as abas" if len(missing) > 1 else "Falta a aba"
    return f"{lacks} {names}. O arquivo tem {found}."


def as_text(value: object) -> str:
    """A cell as a person would type it, dates in ISO form."""
    if isinstance(value, bool):
        return "Sim" if value else "Não"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        return f"{hours:02d}:{seconds // 60:02d}"
    return str(value).strip()
