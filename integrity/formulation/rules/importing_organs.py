"""What becomes of one row of the sheet of organs, which a joint plan alone has."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.words import folded
from integrity.formulation.rules.lines import Line, Verdict
from integrity.formulation.rules.sheets import ORGANS, Row, Sheets, rows_of
from integrity.formulation.rules.units import KnownUnit

LEADS, TAKES_PART = "Coordena", "Participa"


@dataclass(frozen=True, slots=True)
class KnownOrgan:
    """An organ that the sheet names: whether it is of the plan, or what hinders that."""

    uid: str
    name: str
    acronym: str = ""
    is_in: bool = False
    hindrance: str = ""
    units: Sequence[KnownUnit] = ()


def organs_named(sheets: Sheets) -> set[str]:
    """The organs that take part by the sheet, in their comparable form."""
    return {folded(row["name"]) for row in rows_of(sheets, ORGANS) if not _leads(row)}


def organ_line(row: Row, known: Sequence[KnownOrgan], seen: set[str]) -> Line:
    """The organ is asked to take part, is of the plan already, or cannot be."""
    label, key = row["name"][:120], folded(row["name"])
    if _leads(row):
        told = "quem coordena é o órgão deste plano; nada muda"
        return Line(ORGANS.title, row.line, label, Verdict.MERGE, (told,), {})
    found = next((each for each in known if key in (folded(each.name), folded(each.acronym))), None)
    if found is None:
        return _refused(row, label, "não há este órgão na organização")
    if found.is_in or found.uid in seen:
        told = "já participa deste plano"
        return Line(ORGANS.title, row.line, found.name, Verdict.MERGE, (told,), {})
    if found.hindrance:
        return _refused(row, label, found.hindrance)
    seen.add(found.uid)
    told = "será convidado a participar do plano"
    return Line(ORGANS.title, row.line, found.name, Verdict.MAKE, (told,), {"uid": found.uid})


def _leads(row: Row) -> bool:
    return folded(row["role"]) == folded(LEADS)


def _refused(row: Row, label: str, why: str) -> Line:
    return Line(ORGANS.title, row.line, label, Verdict.REFUSE, (why,), {})
