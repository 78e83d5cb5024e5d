"""The parts of a document, said once, for an editable draft and for a final one. Pure."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from foundation.markup import Line, lines_of, runs_of
from foundation.words import ordinal, printable

TITLE_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the document; level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break begins a new paragraph. `mark`: as in a clause."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Running text with the marks of `foundation.markup`: bold, italic, lists, alignment."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the document with their pages, and what follows on a new page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the product's own (SVG); a table beside it says the same.

    `says` is what a screen reader tells of it.
    """

    svg: str
    says: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause: “CLÁUSULA PRIMEIRA – DO OBJETO” with 1.1, 1.2… under it.

    By its mark an editable draft that comes back is compared with what was sent.
    """

    title: str
    items: Sequence[str]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one pair a line."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row, which is repeated on every page.

    `widths` are shares of the line (`(1, 3, 1)`), equal when not given.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    widths: Sequence[int] = ()

    @property
    def shares(self) -> list[int]:
        """One width a column."""
        return list(self.widths) or [1] * len(self.head)

    def __post_init__(self) -> None:
        columns = len(self.head)
        if any(len(row) != columns for row in self.rows):
            raise ValueError("a row of a table has another number of cells than its head")
        if self.widths and len(self.widths) != columns:
            raise ValueError("a table has another number of widths than of columns")


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign for each person: name and office."""

    people: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Rich
    | Contents
    | Picture
    | Bullets
    | Clause
    | Facts
    | Table
    | Signatures
    | PageBreak
)


def clause_heading(number: int, title: str) -> str:
    """`CLÁUSULA PRIMEIRA – DO OBJETO`."""
    return f"CLÁUSULA {ordinal(number)} – {title}".upper()


def numbered(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with the number of its clause, counted from 1; 0 for what is no clause."""
    count = 0
    for given in blocks:
        block = type(given)(**shown(asdict(given)))
        if isinstance(block, Clause):
            count += 1
            yield block, count
        else:
            yield block, 0


def titled(text: str) -> str:
    """A title that a screen reader can say: a dash where nothing is left to read."""
    return text if any(unicodedata.category(each)[0] in "LNPS" for each in text) else "—"


def shown(value: Any) -> Any:
    """Text, or whatever holds text, without the characters that no document can hold."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: shown(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [shown(each) for each in value]
    return value


def grouped(block: Rich) -> Iterator[tuple[str, str, list[Line]]]:
    """Lines of one kind and alignment that follow one another, without the blank ones."""
    lines = groupby(lines_of(block.text), key=lambda line: (line.kind, line.align))
    for (kind, align), found in lines:
        if kind != "blank":
            yield kind, align, list(found)


def group(kind: str, align: str, lines: Sequence[Line]) -> dict[str, Any]:
    """Such lines in JSON's own types, each as its runs."""
    runs = [[asdict(run) for run in runs_of(line.text)] for line in lines]
    return {"kind": kind, "align": align, "lines": runs}


def plain(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks in JSON's own types, clauses already numbered."""
    found, level = [], TITLE_LEVEL
    for block, number in numbered(blocks):
        each = {"kind": type(block).__name__.lower(), **asdict(block)}
        if isinstance(block, Heading):
            level = min(block.level + TITLE_LEVEL, level + 1)  # PDF/UA: no level is skipped
            each |= {"text": titled(block.text), "level": level}
        if isinstance(block, Clause):
            level = TITLE_LEVEL + 1
            each["heading"] = clause_heading(number, block.title)
            each["items"] = [[f"{number}.{n}", text] for n, text in enumerate(block.items, 1)]
        if isinstance(block, Rich):
            each["groups"] = [group(kind, align, lines) for kind, align, lines in grouped(block)]
        if isinstance(block, Table):
            each["widths"] = block.shares
        found.append(each)
    return found
