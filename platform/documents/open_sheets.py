"""A look into a spreadsheet of the open format before it is read: how far it reaches, formulas.

One cell there may say that it stands a million times, so places are counted and none is laid out.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse  # nosec B405: no DTD gets here
from zipfile import ZipFile

from documents.sheets import Extent, check_extent, refuse_dtd

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
WORDS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
DAMAGED = "A planilha está danificada. Abra-a, salve de novo e envie outra vez."


def check_open_sheets(content: bytes, *, max_rows: int) -> None:
    """Raise ValueError with a sentence when a sheet is too large, or has formulas."""
    try:
        with ZipFile(BytesIO(content)) as package:
            refuse_dtd(package)
            for name, extent in extents_of(package):
                check_extent(name, extent, max_rows, formulas=False)
    except (ParseError, KeyError):
        raise ValueError(DAMAGED) from None


def extents_of(package: ZipFile) -> Iterator[tuple[str, Extent]]:
    """Each sheet's name, and how far its filled cells reach."""
    found, name, row = Extent(), "", 0
    with package.open("content.xml") as lines:
        for moment, element in iterparse(lines, events=("start", "end")):  # noqa: S314  # nosec B314
            if element.tag == f"{TABLE}table" and moment == "start":
                found, name, row = Extent(), element.get(f"{TABLE}name", ""), 0
            elif element.tag == f"{TABLE}table":
                yield name, found
                element.clear()
            elif element.tag == f"{TABLE}table-row" and moment == "end":
                row += times(element, "rows")
                measure(element, row, found)
                element.clear()


def measure(element: Element, row: int, found: Extent) -> None:
    """Take a row into account: `row` is the last of those that it stands for."""
    column = 0
    for cell in element:
        if cell.tag not in CELLS:
            continue
        column += times(cell, "columns")
        if cell.get(f"{TABLE}formula") is not None:
            found.formulas.append(f"linha {row}")
        if cell.get(f"{OFFICE}value-type") is not None or cell.find(WORDS) is not None:
            found.rows, found.columns = max(found.rows, row), max(found.columns, column)


def times(element: Element, what: str) -> int:
    """How often it stands one after the other."""
    said = element.get(f"{TABLE}number-{what}-repeated", "1")
    if not (said.isascii() and said.isdecimal() and len(said) < 9):
        raise ValueError(DAMAGED)
    return int(said)
