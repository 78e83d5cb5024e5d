"""Spreadsheets in the open format: written without live formulas, read like the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from documents.inspection import inspect
from documents.open_sheets import check_open_sheets
from documents.rules import Purpose, extension_of
from documents.workbook import LONGEST_CELL, MOST_EXACT, cells_of, read_xlsx, sheet_names
from foundation.refusals import Invalid
from foundation.words import printable


def write_ods(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of the same sheets that `write_xlsx` takes."""
    from odfdo import Cell, Document, Row, Table

    book: Any = Document("spreadsheet")
    book.body.clear()
    for name, rows in zip(sheet_names(sheets), sheets.values(), strict=True):
        table: Any = Table(name)
        for cells in rows:
            row: Any = Row()
            for value in cells:
                row.append_cell(Cell(value_of(value)))
            table.append_row(row)
        book.body.append(table)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def value_of(value: object) -> Any:
    """A value as a cell of the open format holds it; what it has no type for becomes text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Sim" if value else "Não"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    if isinstance(value, int | float | Decimal) and -MOST_EXACT < value < MOST_EXACT:
        return value
    return printable(str(value))[:LONGEST_CELL]


def read_spreadsheet(
    file: File[bytes], purpose: Purpose, *, max_rows: int, field: str = "file"
) -> dict[str, list[list[str]]]:
    """Every sheet as text, whichever of the two formats it is in; see `read_xlsx`."""
    if extension_of(file.name or "") != "ods":
        return read_xlsx(file, max_rows=max_rows, max_bytes=purpose.max_bytes, field=field)
    try:
        content = inspect(file, purpose).content
        check_open_sheets(content, max_rows=max_rows)
        return cells_of(content, ())
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from None
