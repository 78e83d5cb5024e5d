"""Which unit a cell of a workbook names: some name several, some none (`????`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foundation.words import folded

NO_UNIT = frozenset({"a definir", "nao definida", "nao definido", "nao se aplica", "n/a"})
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the organ."""

    name: str
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The units that a cell names (as the organ calls them), and what was noticed on the way."""

    names: tuple[str, ...]
    remarks: tuple[str, ...]


def is_no_unit(text: str) -> bool:
    """`????`, `-` and `a definir` stand for a unit that nobody knows yet."""
    return not any(letter.isalnum() for letter in text) or folded(text) in NO_UNIT


@dataclass
class Units:
    """The units of the organ, by name and by acronym; it gathers those it does not know."""

    known: Sequence[KnownUnit]
    missing: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_name = {folded(each.name): each.name for each in self.known}
        self.by_acronym: dict[str, list[str]] = {}
        for each in self.known:
            if each.acronym:
                self.by_acronym.setdefault(folded(each.acronym), []).append(each.name)

    def read(self, cell: str) -> Named:
        """The units of a cell, several being set apart by semicolons or lines."""
        names: list[str] = []
        remarks: list[str] = []
        for part in filter(None, (text.strip() for text in re.split(r"[;\n]", cell))):
            if is_no_unit(part):
                remarks.append(f"“{part}” não é uma unidade")
                continue
            name, remark = self._find(part)
            remarks += [remark] if remark else []
            if name and name not in names:
                names.append(name)
        return Named(tuple(names), tuple(remarks))

    def _find(self, text: str) -> tuple[str, str]:
        key = folded(text)
        if key in self.by_name:
            return self.by_name[key], ""
        holders = self.by_acronym.get(key, [])
        if len(holders) == 1:
            return holders[0], ""
        if holders:
            return "", f"a sigla “{text}” é de mais de uma unidade"
        if len(text) > LONGEST_NAME:
            return "", f"“{text[:40]}…” é longo demais para o nome de uma unidade"
        name = self.missing.setdefault(key, " ".join(text.split()))
        return name, f"a unidade “{name}” ainda não existe"
