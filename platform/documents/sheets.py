"""A look into a spreadsheet before it is read: how far its cells reach, and which hold formulas.

A reader lays a sheet out from its first to its last cell, so two cells far apart are enough to
exhaust the memory of the machine; they are counted here, one at a time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.etree.ElementTree import ParseError, fromstring, iterparse  # nosec B405: no DTD gets here
from zipfile import ZipFile

MOST_CELLS = 1_000_000
MOST_FORMULAS_NAMED = 3
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAMAGED = "A planilha está danificada. Abra-a, salve de novo como .xlsx e envie outra vez."


@dataclass(slots=True)
class Extent:
    """How far the filled cells of one sheet reach, and where its first formulas are."""

    rows: int = 0
    columns: int = 0
    formulas: list[str] = field(default_factory=list)


def check_sheets(content: bytes, wanted: Sequence[str], *, max_rows: int, formulas: bool) -> None:
    """Raise ValueError with a sentence when a sheet is too large, or has formulas unasked."""
    try:
        with ZipFile(BytesIO(content)) as package:
            refuse_dtd(package)
            for name, part in sheet_parts(package):
                if not wanted or name in wanted:
                    extent = extent_of(package, part)
                    check_extent(name, extent, max_rows, formulas=formulas)
    except (ParseError, KeyError):
        raise ValueError(DAMAGED) from None


def check_extent(name: str, extent: Extent, max_rows: int, *, formulas: bool) -> None:
    """Raise ValueError with a sentence when a sheet is too large, or has formulas unasked."""
    if extent.rows > max_rows:
        raise ValueError(
            f"A aba “{name}” tem {extent.rows} linhas; o limite é {max_rows}. Divida-a em partes."
        )
    if extent.rows * extent.columns > MOST_CELLS:
        raise ValueError(f"A aba “{name}” é larga demais. Apague as colunas que sobram à direita.")
    if extent.formulas and not formulas:
        cells = ", ".join(extent.formulas[:MOST_FORMULAS_NAMED])
        raise ValueError(
            f"A aba “{name}” tem fórmulas (por exemplo: {cells})."
            " Copie as células, cole só os valores e envie de novo."
        )


def refuse_dtd(package: ZipFile) -> None:
    """Raise ValueError when a part declares entities: no spreadsheet programme writes them."""
    for part in package.namelist():
        if part.endswith((".xml", ".rels")):
            text = package.read(part)
            if b"<!DOCTYPE" in text or b"\0" in text[:4] or text[:2] in UTF_16:
                raise ValueError(DAMAGED)


def sheet_parts(package: ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part of the package that holds it."""
    relations = fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # nosec B314
    targets = {each.attrib["Id"]: each.attrib["Target"] for each in relations}
    for element in fromstring(package.read("xl/workbook.xml")).iter():  # noqa: S314  # nosec B314
        if _bare(element.tag) == "sheet":
            target = targets[element.attrib[RELATION]]
            yield element.attrib["name"], normpath(join("/xl", target)).lstrip("/")


def extent_of(package: ZipFile, part: str) -> Extent:
    """Walk over the filled cells of a sheet."""
    found, row, column = Extent(), 0, 0
    with package.open(part) as lines:
        for moment, element in iterparse(lines, events=("start", "end")):  # noqa: S314  # nosec B314
            tag = _bare(element.tag)
            if moment == "start" and tag == "row":
                given = element.get("r", "")
                row, column = int(given) if given.isdecimal() else row + 1, 0
            elif moment == "end" and tag == "c":
                row, column = place(element.get("r"), row, column)
                inside = {_bare(each.tag) for each in element}
                if inside & {"v", "is", "f"}:
                    found.rows, found.columns = max(found.rows, row), max(found.columns, column)
                if "f" in inside:
                    found.formulas.append(element.get("r") or f"linha {row}")
            if moment == "end" and tag == "row":
                element.clear()
    return found


def place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column (from 1) of a cell: by its reference, else after the one before."""
    match = REFERENCE.fullmatch(reference or "")
    if match is None:
        return row, column + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number


def _bare(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
