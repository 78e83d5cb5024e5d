"""An edited DOCX, read back: its passages by mark, by heading, or loose. Nothing in it is run.

Only the text of the document is read. What could reach outside or hides another file is refused
with a sentence for the person (ValueError).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from documents.docx_marks import TAG, mark_of
from documents.inspection import DAMAGED
from foundation.words import printable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN, ABOUT = "word/document.xml", "docProps/core.xml"
IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
LARGEST_TEXT = 8 * 1024 * 1024
MOST_PARAGRAPHS, MOST_LETTERS = 3_000, 400_000
DEEPEST = 60
INSIDE = ("word/embeddings/", "word/activex/", "word/afchunk", "customui/")
REACHING = ("attachedtemplate", "oleobject", "subdocument", "frame", "afchunk", "control")
SKIPPED = {
    f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "sdtPr", "instrText")
} | {f"{MC}Fallback"}
TOO_LONG = "O texto do documento é grande demais para uma minuta. Envie só a minuta."
TOO_DEEP = "O documento tem partes demais umas dentro das outras. Copie o texto para um novo."
HAS_INSIDE = (
    "O documento traz outro arquivo ou um controle dentro dele. Retire-o, salve e envie de novo."
)
REACHES_OUT = (
    "O documento usa um modelo ou arquivo de fora dele. Salve uma cópia como documento comum"
    " (.docx) e envie de novo."
)
TWICE = "O documento tem partes repetidas por dentro. Abra-o, salve uma cópia e envie de novo."
UNSAFE = "O documento tem definições que não são aceitas. Abra-o, salve uma cópia e envie de novo."
HEADING = re.compile(r"^(?:heading|t[íi]tulo|ttulo)\s*[1-9]$", re.IGNORECASE)


Spot = tuple[str, int]  # a mark, and the number of the place where it stands
NOWHERE: Spot = ("", 0)


@dataclass(slots=True)
class Passage:
    """Paragraphs that belong together: under a mark, under a heading, or under neither."""

    mark: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a document says, in its order; `identifier` is what was written into it when made."""

    identifier: str
    passages: list[Passage]


def read_docx(content: bytes) -> ReadText:
    """The passages of a DOCX that was inspected. Raises ValueError with a sentence."""
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        refuse_strange_parts(package, names)
        body = parsed(package, MAIN).find(f"{W}body")
        identifier = ""
        if ABOUT in names:
            identifier = parsed(package, ABOUT).findtext(f".//{IDENTIFIER}") or ""
    if body is None:
        raise ValueError(DAMAGED)
    return ReadText(identifier.strip(), gathered(body))


def refuse_strange_parts(package: ZipFile, names: list[str]) -> None:
    """Raise ValueError for what a draft never needs: files inside, parts from outside, twins."""
    low = [name.lower().replace("\\", "/") for name in names]
    if len(set(low)) != len(low):
        raise ValueError(TWICE)
    if any(name.startswith(INSIDE) for name in low):
        raise ValueError(HAS_INSIDE)
    for name, plain in zip(names, low, strict=True):
        if not plain.endswith(".rels"):
            continue
        for tie in parsed(package, name):
            kind = str(tie.get("Type", "")).rsplit("/", 1)[-1].lower()
            if tie.get("TargetMode") == "External" and kind in REACHING:
                raise ValueError(REACHES_OUT)


def parsed(package: ZipFile, name: str) -> Any:
    """One part as a tree: no entities, no network, no more than so much, not too deep."""
    from lxml import etree  # heavy, and most processes read none

    with package.open(name) as opened:
        raw = opened.read(LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        raise ValueError(TOO_LONG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(TOO_DEEP if "depth" in str(error).lower() else DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise ValueError(UNSAFE)
    return root


def gathered(body: Any) -> list[Passage]:
    """The paragraphs in passages: a mark or a heading begins one, the end of a mark ends it."""
    found: list[Passage] = []
    last: Spot | None = None
    count = letters = 0
    for spot, begins, line in Walk().paragraphs(body, NOWHERE, 0):
        count, letters = count + 1, letters + len(line)
        if count > MOST_PARAGRAPHS or letters > MOST_LETTERS:
            raise ValueError(TOO_LONG)
        if not line:
            continue
        if spot != last or (begins and spot == NOWHERE):
            found.append(Passage(mark=spot[0]))
            last = spot
        if begins and not found[-1].heading and not found[-1].lines:
            found[-1].heading = line
        else:
            found[-1].lines.append(line)
    return found


@dataclass(slots=True)
class Walk:
    """One way through a document: how many marks were met, and the bookmarks still open."""

    met: int = 0
    open_marks: dict[str, Spot] = field(default_factory=dict)

    def paragraphs(self, node: Any, spot: Spot, depth: int) -> Iterator[tuple[Spot, bool, str]]:
        """Each paragraph: under which mark, whether it is a heading, its text."""
        if depth > DEEPEST:
            raise ValueError(TOO_DEEP)
        for child in node:
            if child.tag == f"{W}p":
                yield self.paragraph(child, spot, depth)
            elif child.tag == f"{W}sdt":
                yield from self.paragraphs(child, self.inside(child, spot), depth + 1)
            elif child.tag == f"{W}altChunk":
                raise ValueError(HAS_INSIDE)
            elif child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                self.begin(child) if child.tag == f"{W}bookmarkStart" else self.end(child)
            elif child.tag not in SKIPPED:
                yield from self.paragraphs(child, spot, depth + 1)

    def paragraph(self, node: Any, spot: Spot, depth: int) -> tuple[Spot, bool, str]:
        """One of them; bookmarks that begin in it hold for it, those that end in it still do."""
        for each in node.iter(f"{W}bookmarkStart"):
            self.begin(each)
        present = spot if spot != NOWHERE else next(reversed(self.open_marks.values()), NOWHERE)
        for each in node.iter(f"{W}bookmarkEnd"):
            self.end(each)
        return present, is_heading(node), " ".join(printable(text_of(node, depth)).split())

    def inside(self, control: Any, spot: Spot) -> Spot:
        """Where one stands in a content control; one without a mark of ours changes nothing."""
        tag = control.find(f"{W}sdtPr/{W}tag")
        own = "" if tag is None else str(tag.get(f"{W}val", ""))
        if not own.startswith(TAG):
            return spot
        self.met += 1
        return own.removeprefix(TAG), self.met

    def begin(self, bookmark: Any) -> None:
        """A bookmark begins."""
        if mark := mark_of(str(bookmark.get(f"{W}name", ""))):
            self.met += 1
            self.open_marks[str(bookmark.get(f"{W}id", ""))] = (mark, self.met)

    def end(self, bookmark: Any) -> None:
        """A bookmark ends."""
        self.open_marks.pop(str(bookmark.get(f"{W}id", "")), None)


def is_heading(paragraph: Any) -> bool:
    """Whether a paragraph has the style of a heading, in English or in Portuguese."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and bool(HEADING.match(str(style.get(f"{W}val", ""))))


def text_of(node: Any, depth: int) -> str:
    """The text of a paragraph as it would be printed: what was struck out is not there."""
    if depth > DEEPEST:
        raise ValueError(TOO_DEEP)
    said = []
    for child in node:
        if child.tag == f"{W}t":
            said.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            said.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            said.append("-")
        elif child.tag not in SKIPPED and isinstance(child.tag, str):
            said.append(text_of(child, depth + 1))
    return "".join(said)
