"""Marks by which the parts of a DOCX are known again when it comes back edited.

Each part stands in a content control whose tag is the mark, and between the ends of a bookmark of
the same name: word processors lose one or the other, and seldom both.
"""

from collections.abc import Sequence
from typing import Any

TAG = "parte:"
BOOKMARK = "parte_"
LONGEST_MARK = 32  # a bookmark has 40 characters at most


def bookmark_of(mark: str) -> str:
    """A mark as the name of a bookmark, which knows no hyphen."""
    return BOOKMARK + mark.replace("-", "__")


def mark_of(bookmark: str) -> str:
    """The mark behind the name of a bookmark; empty for one that is not ours."""
    if not bookmark.startswith(BOOKMARK):
        return ""
    return bookmark.removeprefix(BOOKMARK).replace("__", "-")


def enclose(written: Sequence[Any], mark: str, number: int) -> None:
    """Put paragraphs that stand one after another under a mark."""
    from docx.oxml import OxmlElement  # heavy, and most processes write none
    from docx.oxml.ns import qn

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (begin, end):
        each.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), bookmark_of(mark))
    first, last = written[0], written[-1]
    place = 1 if first.pPr is not None else 0
    first.insert(place, begin)
    last.append(end)
    control, about, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    tag, identity = OxmlElement("w:tag"), OxmlElement("w:id")
    tag.set(qn("w:val"), TAG + mark)
    identity.set(qn("w:val"), str(1_000_000 + number))
    about.append(tag)
    about.append(identity)
    first.addprevious(control)
    control.append(about)
    control.append(content)
    for each in written:
        content.append(each)
