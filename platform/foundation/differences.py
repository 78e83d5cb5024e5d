"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is in both texts, only in the second, or only in the first."""

    kind: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """The pieces of both texts in order; without those added the first, without removed the second.

    >>> differences("prazo de 15 dias", "prazo de 30 dias")[1:3]
    [Piece(kind='removed', text='15'), Piece(kind='added', text='30')]
    """
    old, new = TOKEN.findall(first), TOKEN.findall(second)
    found: list[Piece] = []
    for name, at, until, new_at, new_until in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if name == "equal":
            found.append(Piece(SAME, "".join(old[at:until])))
            continue
        found += [Piece(REMOVED, "".join(old[at:until]))] if until > at else []
        found += [Piece(ADDED, "".join(new[new_at:new_until]))] if new_until > new_at else []
    return found


def first_text(pieces: Iterable[Piece]) -> str:
    """The text before."""
    return "".join(each.text for each in pieces if each.kind != ADDED)


def second_text(pieces: Iterable[Piece]) -> str:
    """The text after."""
    return "".join(each.text for each in pieces if each.kind != REMOVED)


def lines_of(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The same pieces, a list for each line, so that each paragraph can be shown as one."""
    line: list[Piece] = []
    for piece in pieces:
        first, *more = piece.text.split("\n")
        line += [Piece(piece.kind, first)] if first else []
        for text in more:
            yield line
            line = [Piece(piece.kind, text)] if text else []
    yield line


def is_changed(pieces: Iterable[Piece]) -> bool:
    """Whether anything was added or removed."""
    return any(each.kind != SAME for each in pieces)
