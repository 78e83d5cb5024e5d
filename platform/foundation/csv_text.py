"""CSV as spreadsheet programmes open it: UTF-8 with its mark, semicolons, and no cell a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TextIO

ENCODING = "utf-8-sig"
FORMULA = tuple("=+-@\t\r")


def write_csv(target: TextIO, lines: Iterable[Sequence[str]]) -> None:
    """Line after line into a text that is open."""
    writer = csv.writer(target, delimiter=";")
    for line in lines:
        writer.writerow(f"'{each}" if each.startswith(FORMULA) else each for each in line)


def as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """All of it at once."""
    made = StringIO()
    write_csv(made, lines)
    return made.getvalue().encode(ENCODING)
