"""CSV as spreadsheet programmes and other systems write it, read as a table of texts."""

from __future__ import annotations

import csv
from io import StringIO

from django.core.files.base import File

from documents.inspection import inspect
from documents.rules import Purpose
from foundation.refusals import Invalid
from foundation.words import counted

DELIMITERS = ";,\t"
LONGEST_CELL = 32_767


def read_csv(
    file: File[bytes], purpose: Purpose, *, max_rows: int = 5_000, field: str = "file"
) -> list[list[str]]:
    """The rows as text, header first; `;`, `,` or tab, UTF-8 or the encoding of Windows.

    Raises Invalid, beside `field`, for what is no text, is broken or is too long.
    """
    try:
        return table_of(inspect(file, purpose).content, max_rows=max_rows)
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from None


def table_of(content: bytes, *, max_rows: int) -> list[list[str]]:
    """The same of bytes. Raises ValueError with a sentence for the person."""
    text = text_of(content)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows: list[list[str]] = []
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text)):
            if len(rows) > max_rows:
                raise ValueError(
                    f"O arquivo passa de {counted(max_rows, 'linha', 'linhas')}. Divida-o."
                )
            rows.append(row)
    except csv.Error:
        raise ValueError(
            "O arquivo não pôde ser lido como CSV. Abra-o, salve de novo e envie outra vez."
        ) from None
    return rows


def text_of(content: bytes) -> str:
    """The text of a file, with or without the mark of UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """What parts the cells: the candidate that the first line has most of."""
    header = text.split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)
