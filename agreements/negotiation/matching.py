"""Which clause each passage of an edited file is, and which clauses it changes. Pure.

By mark first, then by heading. What two passages claim, and what nothing names, is asked.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agreements.work_plans.clauses import CLOSING, PREAMBLE, UNNUMBERED, written_clauses
from documents.docx_reading import Passage
from foundation.words import folded, printable

LEFT_OUT = "-"
HEADING_LINE = re.compile(r"^cl[áa]usula\s+\S.*?\s[–—-]\s*(?P<title>.+)$", re.IGNORECASE)
NUMBER = re.compile(r"^(?P<clause>\d{1,2})\.\d{1,2}(?P<dot>\.?)\s+")
NOTHING = (
    "Não achamos no arquivo nenhuma cláusula desta minuta. Baixe o DOCX da minuta, faça as mudanças"
    " nele e envie de novo."
)
OTHER_TEXT = "Este arquivo é da minuta de outro acordo. Confira e envie o arquivo certo."
OTHER_VERSION = (
    "Este arquivo foi feito da versão {old}, e a que se compara agora é a versão {new}."
    " Baixe o DOCX da versão {new}, faça nele as mudanças e envie."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage of which nobody can say by itself to what clause it belongs."""

    number: int
    heading: str
    lines: tuple[str, ...]

    @property
    def begins(self) -> str:
        """Its first words."""
        words = " ".join([self.heading, *self.lines]).strip()
        return words if len(words) <= 160 else f"{words[:157]}…"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file says of a text: by key the changed clauses; what is asked; what it lacks."""

    changed: Mapping[str, list[str]]
    asked: Sequence[Asked]
    missing: Sequence[str]
    retitled: Sequence[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """What was shown, so that nothing else is written."""
        said = json.dumps([dict(self.changed), list(self.missing)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def identifier_fault(found: str, *, agreement: str, version: int) -> str:
    """Why a file is not one of this text; empty when it is, or when it does not say."""
    owner, _, number = found.partition(":")
    if not (owner and number.isdigit()):
        return ""
    if owner != agreement:
        return OTHER_TEXT
    return "" if int(number) == version else OTHER_VERSION.format(old=int(number), new=version)


def compared(
    text: Mapping[str, Any], passages: Sequence[Passage], answers: Mapping[int, str]
) -> Comparison:
    """The clauses that a file changes, with the answers that were given for what was asked.

    Raises ValueError when the file has nothing of the text.
    """
    written = written_clauses(text)
    parts = pieces(text, passages)
    claims = claimed(written, parts)
    alone = {key: numbers[0] for key, numbers in claims.items() if len(numbers) == 1}
    if not set(alone) - set(UNNUMBERED):
        raise ValueError(NOTHING)
    matched = {number: key for key, number in alone.items()}
    asked = [
        Asked(number, part.heading, tuple(part.lines))
        for number, part in enumerate(parts)
        if number not in matched
    ]
    given = {each.number: answers.get(each.number, LEFT_OUT) for each in asked}
    matched |= {number: key for number, key in given.items() if key in written}
    found: dict[str, list[str]] = {}
    for number, key in sorted(matched.items()):
        found.setdefault(key, []).extend(parts[number].lines)
    clean = {key: plain_lines(text, key, lines) for key, lines in found.items()}
    return Comparison(
        changed={
            key: clean[key]
            for key, each in written.items()
            if clean.get(key) and clean[key] != frozen_lines(key, each["items"])
        },
        asked=asked,
        missing=[key for key in written if not clean.get(key)],
        retitled=retitled(written, parts, alone),
    )


def claimed(written: Mapping[str, Any], parts: Sequence[Passage]) -> dict[str, list[int]]:
    """By clause, the numbers of the passages that say they are it."""
    titles: dict[str, list[str]] = {}
    for key, each in written.items():
        if key not in UNNUMBERED:
            titles.setdefault(folded(each["title"]), []).append(key)
    claims: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        named = titles.get(folded(title_in(part.heading)), [])
        key = part.mark if part.mark in written else named[0] if len(named) == 1 else ""
        if key and not (part.mark and part.mark not in written):
            claims.setdefault(key, []).append(number)
    return claims


def pieces(text: Mapping[str, Any], passages: Sequence[Passage]) -> list[Passage]:
    """The passages without what is no clause, cut where a heading lost its style.

    In a file without any mark the beginning is the preamble, and the closing is cut from the end.
    """
    furniture = {folded(each) for pair in text["signatures"] for each in pair}
    furniture.add(folded(text["title"]))
    found: list[Passage] = []
    for each in passages:
        if each.mark:
            found.append(Passage(each.mark, each.heading, list(each.lines)))
            continue
        current = Passage(heading="" if folded(each.heading) in furniture else each.heading)
        found.append(current)
        for line in each.lines:
            if HEADING_LINE.match(line):
                current = Passage(heading=line)
                found.append(current)
            elif line.strip("_ ") and folded(line) not in furniture:
                current.lines.append(line)
    found = [each for each in found if each.mark or each.heading or each.lines]
    return found if any(each.mark for each in found) else bounded(text, found)


def bounded(text: Mapping[str, Any], parts: list[Passage]) -> list[Passage]:
    """A text without marks, whose preamble and closing have no heading to be known by."""
    if parts and not parts[0].heading:
        parts[0].mark = PREAMBLE
    last, closing = parts[-1] if parts else None, frozen_lines(CLOSING, text["closing"]["items"])
    if last is None or not closing:
        return parts
    if closing[0] not in last.lines:
        last.heading = last.heading and f"{last.heading} (e o encerramento)"
        return parts  # where the last clause ends is asked, not guessed
    place = last.lines.index(closing[0])
    rest = Passage(mark=CLOSING, lines=last.lines[place:])
    last.lines = last.lines[:place]
    return [*parts, rest]


def retitled(
    written: Mapping[str, Any], parts: Sequence[Passage], alone: Mapping[str, int]
) -> list[str]:
    """The clauses whose title the file words in another way: titles are not proposed."""
    return [
        str(written[key]["title"])
        for key, number in alone.items()
        if key not in UNNUMBERED
        and parts[number].heading
        and folded(title_in(parts[number].heading)) != folded(written[key]["title"])
    ]


def title_in(heading: str) -> str:
    """`Do objeto` of `CLÁUSULA PRIMEIRA – DO OBJETO`."""
    found = HEADING_LINE.match(heading)
    return found["title"] if found else heading


def plain_lines(text: Mapping[str, Any], key: str, lines: Iterable[str]) -> list[str]:
    """The paragraphs of a clause without the numbers that are printed before them."""
    if key in UNNUMBERED:
        return list(lines)
    order = [each["key"] for each in text["clauses"]]
    place = order.index(key) + 1
    return [each for line in lines if (each := without_number(line, place))]


def without_number(line: str, place: int) -> str:
    """`2.1. Texto` and, in the second clause, `2.1 Texto` as `Texto`."""
    found = NUMBER.match(line)
    if found and (found["dot"] or int(found["clause"]) == place):
        return line[found.end() :].strip()
    return line


def frozen_lines(key: str, items: Iterable[str]) -> list[str]:
    """The paragraphs of a clause as they come back from a file in which nothing was changed."""
    if key in UNNUMBERED:
        items = [line for each in items for line in each.splitlines()]
    lines = (" ".join(printable(each).split()) for each in items)
    return [line for line in lines if line]
