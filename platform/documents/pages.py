"""Read a PDF as a stranger could: what its pages show or hide, and what lies beside them.

The library that draws pages is not made for threads: whoever uses it holds `ONE_AT_A_TIME`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

MOST_PAGES = 400
ONE_AT_A_TIME = Lock()
UNREADABLE = "O PDF não pôde ser lido. Abra-o, salve uma cópia como PDF e envie de novo."
TOO_LONG = f"O PDF tem mais de {MOST_PAGES} páginas: divida-o para poder conferi-lo."

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a page, a box for each of its letters, and whether the page shows any picture."""

    text: str
    boxes: tuple[Box, ...]


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document, for the one who draws or reads pages now. Raises ValueError."""
    from pypdfium2 import PdfDocument, PdfiumError

    with ONE_AT_A_TIME:
        try:
            document = PdfDocument(content)
        except PdfiumError:
            raise ValueError(UNREADABLE) from None
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise ValueError(TOO_LONG if len(document) else UNREADABLE)
            yield document
        except PdfiumError:
            raise ValueError(UNREADABLE) from None
        finally:
            document.close()


def letters_of(page: Any) -> Letters:
    """Every letter that can be copied from a page, one box each, seen or not."""
    from pypdfium2 import raw

    text = page.get_textpage()
    try:
        count = max(raw.FPDFText_CountChars(text.raw), 0)
        found = [raw.FPDFText_GetUnicode(text.raw, index) for index in range(count)]
        boxes = tuple(text.get_charbox(index, loose=True) for index in range(count))
    finally:
        text.close()
    return Letters("".join(map(letter, found)), boxes)


def letter(code: int) -> str:
    """One letter for one place; what is none becomes a blank."""
    return " " if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


def texts_of(content: bytes) -> list[str]:
    """The text of each page. Raises ValueError."""
    with opened(content) as document:
        return [letters_of(page).text for page in document]


@contextmanager
def taken_apart(content: bytes) -> Iterator[Any]:
    """The objects that the PDF is made of. Raises ValueError."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            yield pdf
    except pikepdf.PdfError:
        raise ValueError(UNREADABLE) from None


def flattened(content: bytes) -> bytes:
    """The same pages with what forms and notes show drawn into them. Raises ValueError."""
    made = BytesIO()
    with taken_apart(content) as pdf:
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations()
        pdf.save(made)
    return made.getvalue()


def strings_of(pdf: Any) -> Iterator[str]:
    """Every text in the objects of a PDF, as well as the texts about it; not what pages draw."""
    import pikepdf

    for found in pdf.objects:
        yield from strings_in(found)
        if isinstance(found, pikepdf.Stream) and found.get("/Type") == pikepdf.Name.Metadata:
            yield found.read_bytes().decode("utf-8", "replace")
    yield from strings_in(pdf.trailer.get("/Info", pikepdf.Dictionary()))


def strings_in(found: Any, depth: int = 0) -> Iterator[str]:
    """The texts directly inside one object."""
    import pikepdf

    if isinstance(found, pikepdf.String):
        yield str(found)
    elif depth and getattr(found, "is_indirect", False):
        return  # it comes by itself
    elif isinstance(found, pikepdf.Array):
        for each in found:
            yield from strings_in(each, depth + 1)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for name in list(found.keys()):
            yield from strings_in(found[name], depth + 1)
