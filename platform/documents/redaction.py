"""The copy of a PDF that the public may have: what is masked leaves the file, and that is proven.

A page on which something is masked is drawn anew: a picture with bars, and under it the text that
stays, to be searched and read aloud. Notes, forms, attachments, layers and what is said about the
document never go along; pages without a find stay as they were.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from documents.pages import (
    Letters,
    flattened,
    letters_of,
    opened,
    strings_of,
    taken_apart,
    texts_of,
)
from documents.personal import Finding, Kind, find
from documents.redrawing import redrawn

STILL_THERE = (
    "O dado tarjado continuou dentro do arquivo depois da tarja, e por isso nada foi publicado."
    " Envie outra cópia do documento, salva como PDF por outro programa."
)
BESIDE = {"/Names", "/AcroForm", "/OCProperties", "/Outlines", "/AF", "/Collection"}
OF_PAGES = (
    "/Annots", "/AA", "/Metadata", "/PieceInfo", "/StructParents", "/Thumb", "/B", "/AF", "/Tabs",
)  # fmt: skip


class Unmaskable(ValueError):
    """What was to be masked is still in the copy: there is no copy."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One find and the page it is on, counted from 1."""

    finding: Finding
    page: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a PDF would tell the public, before anything is masked.

    `beside` is what no page shows and leaves in any case; `pictures` are pages without text, which
    only a person can look through; `has_layers` when a page may hide something under a switch.
    """

    spots: tuple[Spot, ...]
    beside: tuple[Kind, ...]
    pictures: tuple[int, ...]
    has_attachments: bool
    has_layers: bool

    @property
    def is_plain(self) -> bool:
        """Whether the file may go out as it is."""
        return not (self.spots or self.beside or self.has_attachments or self.has_layers)


def examine(content: bytes) -> Report:
    """Look through pages, forms, notes and what lies beside them. Raises ValueError."""
    with taken_apart(content) as pdf:
        beside = {each.kind for text in strings_of(pdf) for each in find(text)}
        layers, attachments = "/OCProperties" in pdf.Root, bool(len(pdf.attachments))
    texts = texts_of(flattened(content))
    return Report(
        spots=tuple(Spot(each, page) for page, text in enumerate(texts, 1) for each in find(text)),
        beside=tuple(sorted(beside)),
        pictures=tuple(page for page, text in enumerate(texts, 1) if not text.strip()),
        has_attachments=attachments,
        has_layers=layers,
    )


def public_copy(content: bytes, *, staying: Collection[str], title: str) -> bytes:
    """The PDF without any find whose key may not stay; the file itself when nothing has to leave.

    Raises ValueError for what is no readable PDF, Unmaskable when the proof fails.
    """
    report = examine(content)
    if report.is_plain:
        return content
    flat = flattened(content)
    for with_text in (True, False):
        made = rebuilt(flat, report, staying, title, with_text=with_text)
        if not remains(made, staying):
            return made
    raise Unmaskable(STILL_THERE)


def rebuilt(
    flat: bytes, report: Report, staying: Collection[str], title: str, *, with_text: bool
) -> bytes:
    """A new document of the pages that may stay and of those drawn anew."""
    import pikepdf

    made, leaving = BytesIO(), {}
    with opened(flat) as document:
        for index, page in enumerate(document):
            letters = letters_of(page)
            wanted = [each for each in find(letters.text) if each.key not in staying]
            if wanted or report.has_layers:
                shown = letters if with_text and not report.has_layers else Letters("", ())
                leaving[index] = redrawn(page, letters, wanted, shown)
    with taken_apart(flat) as old, pikepdf.new() as new:
        for index, page in enumerate(old.pages):
            if index in leaving:
                leaving[index].add_to(new)
            else:
                new.pages.append(page)
                strip(new.pages[-1])
        new.Root["/Lang"] = pikepdf.String("pt-BR")
        new.docinfo["/Title"] = title
        new.remove_unreferenced_resources()
        new.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def strip(page: Any) -> None:
    """What a page and its pictures carry besides what they show."""
    for name in OF_PAGES:
        if name in page.obj:
            del page.obj[name]
    for each in page.get_images().values():
        for name in ("/Metadata", "/PieceInfo"):
            if name in each:
                del each[name]


def remains(content: bytes, staying: Collection[str]) -> bool:
    """Whether a find that may not stay can still be read out of the file, by whatever road."""
    with taken_apart(content) as pdf:
        if BESIDE & set(pdf.Root.keys()) or len(pdf.attachments):
            return True
        texts = list(strings_of(pdf))
    texts += texts_of(content)
    return any(each.key not in staying for text in texts for each in find(text))
