"""Formatted text as plain lines: bold, italic, lists and alignment, and nothing else. Pure.

What people type is kept as they typed it. No tag of theirs ever becomes a tag: every character is
escaped, and the few marks below are turned into elements that this module writes itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

HELP = (
    "**negrito**, _itálico_. Uma linha começada por “- ” ou “1. ” é item de lista; "
    "por “>> ” vai à direita, por “>< ” ao centro, por “<> ” fica justificada."
)
ALIGNED = {">> ": "right", ">< ": "centre", "<> ": "justified"}
BULLET, NUMBER = re.compile(r"[-•*] +"), re.compile(r"\d{1,3}[.)] +")
ITALIC = re.compile(r"(?<![\w_])_(?=\S)([^_]*[^\s_])_(?![\w_])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its mark: `kind` is text, bullet, number or blank."""

    kind: str
    text: str
    align: str = ""


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, each with what its mark says."""
    for raw in text.splitlines():
        line = raw.strip()
        align = ALIGNED.get(line[:3], "")
        if not line:
            yield Line("blank", "")
        elif align:
            yield Line("text", line[3:].strip(), align)
        elif mark := BULLET.match(line):
            yield Line("bullet", line[mark.end() :])
        elif mark := NUMBER.match(line):
            yield Line("number", line[mark.end() :])
        else:
            yield Line("text", line)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one line that look the same."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


def runs_of(text: str) -> list[Run]:
    """The words of one line, by how they look; the same parts that `inline` writes."""
    found = []
    for at, part in enumerate(_halves(text)):
        for place, words in enumerate(ITALIC.split(part)):
            if words:
                found.append(Run(words, at % 2 == 1, place % 2 == 1))
    return found


def _halves(text: str) -> list[str]:
    """A line cut at its marks of bold: every second part is bold."""
    parts = text.split("**")
    if len(parts) % 2 == 0:  # a mark without its other half is two asterisks
        parts[-2:] = ["**".join(parts[-2:])]
    return parts


def inline(text: str) -> str:
    """One line as HTML: escaped, with its bold and italic parts."""
    written = (ITALIC.sub(r"<em>\1</em>", escape(part)) for part in _halves(text))
    return "".join(
        f"<strong>{part}</strong>" if at % 2 and part else part for at, part in enumerate(written)
    )


def html_of(text: str) -> str:
    """The whole text as HTML: paragraphs and lists."""
    return "".join(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    for (kind, align), found in groupby(lines_of(text), key=lambda line: (line.kind, line.align)):
        written = [inline(line.text) for line in found]
        if kind == "text":
            style = f' class="sp-{align}"' if align else ""
            yield f"<p{style}>{'<br>'.join(written)}</p>"
        elif kind != "blank":
            tag = "ul" if kind == "bullet" else "ol"
            yield f"<{tag}>{''.join(f'<li>{item}</li>' for item in written)}</{tag}>"


def plain(text: str) -> str:
    """The text without its marks, for documents that have styles of their own."""
    return "\n".join(_plain_lines(text))


def _plain_lines(text: str) -> Iterator[str]:
    number = 0
    for line in lines_of(text):
        number = number + 1 if line.kind == "number" else 0
        mark = {"bullet": "• ", "number": f"{number}. "}.get(line.kind, "")
        parts = line.text.split("**")
        kept = line.text if len(parts) % 2 == 0 else "".join(parts)
        yield mark + ITALIC.sub(r"\1", kept)
