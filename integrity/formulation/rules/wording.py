"""Two texts side by side, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
KEPT, TAKEN, NEW = "kept", "taken", "new"
LONGEST = 4_000  # tokens together; comparing takes time that grows with the square


@dataclass(frozen=True, slots=True)
class Part:
    """Some words that both texts have, that only the old has, or that only the new has."""

    kind: str
    text: str


def parts(old: str, new: str) -> list[Part]:
    """Without `new` parts they are the old text, without `taken` parts the new one."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) + len(after) > LONGEST:
        return [Part(kind, text) for kind, text in ((TAKEN, old), (NEW, new)) if text]
    return list(_matched(before, after))


def _matched(before: list[str], after: list[str]) -> Iterator[Part]:
    found = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for verb, start, end, begin, stop in found.get_opcodes():
        taken, new = "".join(before[start:end]), "".join(after[begin:stop])
        if verb == "equal":
            yield Part(KEPT, new)
            continue
        if taken:
            yield Part(TAKEN, taken)
        if new:
            yield Part(NEW, new)
