"""What an import of registers would do, row by row: organs, units, people, yearly figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from foundation.refusals import Invalid
from foundation.words import counted, folded, joined
from integrity.formulation.rules.amounts import amount_of, whole_of
from integrity.formulation.rules.lines import ImportReport, Line, Verdict
from integrity.formulation.rules.register_sheets import (
    ACCOUNT,
    CLOSED,
    FIGURES,
    LABELS,
    LONGEST,
    MOST_STAFF,
    ORGANS,
    PEOPLE,
    REGISTERS,
    UNITS,
    WIDTHS,
    YEARS,
)
from integrity.formulation.rules.sheets import (
    LARGEST,
    Layout,
    Row,
    Sheets,
    missing_columns,
    rows_of,
    sheet_of,
)

Key = tuple[str, ...]
Values = Mapping[str, str]


@dataclass
class Known:
    """What the organisation holds already, by comparable key; grows as rows are read.

    Organs by name; units by organ and name; people by number; figures by organ and year.
    """

    organs: dict[Key, Values] = field(default_factory=dict)
    units: dict[Key, Values] = field(default_factory=dict)
    people: dict[Key, Values] = field(default_factory=dict)
    figures: dict[Key, Values] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    seen: dict[tuple[str, Key], int] = field(default_factory=dict)


class Refused(Exception):
    """Why nothing of a row can be written."""


def check_registers(sheets: Sheets) -> None:
    """Raise Invalid (field `file`) when no sheet is of a register, lacks a column, or is long."""
    present = [each for each in REGISTERS if sheet_of(sheets, each)]
    if not present:
        names = joined([f"“{each.title}”" for each in REGISTERS], "ou")
        raise Invalid({"file": [f"A planilha precisa ter pelo menos uma aba {names}."]})
    faults = [text for layout in present for text in missing_columns(sheets, layout)]
    total = sum(max(len(sheet_of(sheets, each) or ()) - 1, 0) for each in present)
    if total > LARGEST:
        most = counted(LARGEST, "linha", "linhas")
        faults.append(f"A planilha tem {counted(total, 'linha', 'linhas')}; o limite é de {most}.")
    if not faults and not any(True for each in present for _ in rows_of(sheets, each)):
        faults.append("A planilha está vazia: só há cabeçalhos.")
    if faults:
        raise Invalid({"file": faults})


def plan_registers(sheets: Sheets, known: Known) -> ImportReport:
    """A verdict with its reasons for every filled row, the rows before it taken as written."""
    readers: dict[str, Callable[[Row, Known], Line]] = {
        ORGANS.title: _organ,
        UNITS.title: _unit,
        PEOPLE.title: _person,
        FIGURES.title: _figure,
    }
    parents = {
        key: folded(row["parent"])
        for row in rows_of(sheets, UNITS)
        if (key := _unit_key(row, known)) and row["parent"]
    }
    lines = []
    for layout in REGISTERS:
        rows = list(rows_of(sheets, layout))
        if layout is UNITS:
            _foresee(rows, known)
        for row in rows:
            try:
                _check_widths(layout, row)
                line = readers[layout.title](row, known)
                if layout is UNITS:
                    _check_tree(row, known, parents)
            except Refused as fault:
                label = (row["name"] or row["year"] or row["number"])[:80]
                line = Line(layout.title, row.line, label, Verdict.REFUSE, (str(fault),), {})
            lines.append(line)
    return ImportReport(tuple(lines), ())


def _organ(row: Row, known: Known) -> Line:
    key = (folded(_needed(row, "name", "o nome")),)
    if row["type"] and folded(row["type"]) not in known.types:
        raise Refused(f"o tipo “{row['type']}” não está no catálogo de tipos de órgão")
    wanted = {"name": _held_name(known.organs, key, row), "acronym": row["acronym"]}
    wanted["type"] = known.types.get(folded(row["type"]), "")
    if known.organs.get(key, {}).get(CLOSED):
        raise Refused("o órgão está arquivado: reabra-o antes")
    return _line(ORGANS, row, key, wanted, known.organs, known)


def _unit(row: Row, known: Known) -> Line:
    organ = _organ_of(row, known)
    key = (folded(organ), folded(_needed(row, "name", "o nome da unidade")))
    wanted = {"organ": organ, "name": _held_name(known.units, key, row)}
    wanted["acronym"] = row["acronym"]
    wanted["parent"] = ""
    if row["parent"]:
        parent = known.units.get((folded(organ), folded(row["parent"])))
        if parent is None:
            raise Refused(f"a unidade superior “{row['parent']}” não é do órgão {organ}")
        wanted["parent"] = parent["name"]
    if known.units.get(key, {}).get(CLOSED):
        raise Refused("a unidade está encerrada: reabra-a antes")
    return _line(UNITS, row, key, wanted, known.units, known)


def _person(row: Row, known: Known) -> Line:
    key = (folded(_needed(row, "number", "a matrícula")),)
    number = known.people.get(key, {}).get("number", row["number"])
    name = " ".join(_needed(row, "name", "o nome").split())
    wanted = {"number": number, "name": name, "organ": "", "unit": ""}
    if row["unit"]:
        organ = _organ_of(row, known)
        unit = known.units.get((folded(organ), folded(row["unit"])))
        if unit is None:
            raise Refused(f"a unidade “{row['unit']}” não é do órgão {organ}")
        wanted |= {"organ": organ, "unit": unit["name"]}
    before = known.people.get(key, {})
    if before.get(ACCOUNT) and before["name"] != name:
        raise Refused("esta pessoa tem conta com outro nome: corrija o nome na página dela")
    return _line(PEOPLE, row, key, wanted, known.people, known)


def _figure(row: Row, known: Known) -> Line:
    organ = _organ_of(row, known) if row["organ"] else ""
    year = whole_of(_needed(row, "year", "o ano"))
    budget, staff = amount_of(row["budget"]), whole_of(row["staff"])
    if year is None or year not in YEARS:
        raise Refused(f"o ano “{row['year']}” não é um ano de {YEARS[0]} a {YEARS[-1]}")
    if budget is None or budget < 1 or budget >= Decimal(10) ** 18:
        raise Refused(f"o orçamento “{row['budget']}” não é um valor em reais")
    if staff is None or staff > MOST_STAFF:
        raise Refused(f"o pessoal “{row['staff']}” não é uma quantidade")
    wanted = {"organ": organ, "year": str(year), "budget": f"{budget:.2f}", "staff": str(staff)}
    key = (folded(organ), str(year))
    return _line(
        FIGURES, row, key, wanted, known.figures, known, label=f"{year} · {organ or 'Governo'}"
    )


def _line(
    layout: Layout,
    row: Row,
    key: Key,
    wanted: Values,
    held: dict[Key, Values],
    known: Known,
    *,
    label: str = "",
) -> Line:
    """New, changed or the same; an empty cell leaves what is held as it is."""
    earlier = known.seen.get((layout.title, key))
    if earlier:
        raise Refused(f"repete a linha {earlier}")
    known.seen[layout.title, key] = row.line
    before = held.get(key)
    is_new = before is None or before.get("foreseen")
    kept = {name: value or (before or {}).get(name, "") for name, value in wanted.items()}
    changes = [
        f"{LABELS.get(name, name)}: “{(before or {}).get(name, '')}” passa a “{value}”"
        for name, value in kept.items()
        if (before or {}).get(name, "") != value
    ]
    held[key] = kept
    verdict = Verdict.MAKE if is_new else Verdict.CHANGE if changes else Verdict.SAME
    reasons = () if is_new else tuple(changes)
    return Line(layout.title, row.line, (label or kept["name"])[:80], verdict, reasons, kept)


def _held_name(held: Mapping[Key, Values], key: Key, row: Row) -> str:
    """As it is written already, whatever the case and the accents of the row."""
    return held.get(key, {}).get("name", row["name"])


def _foresee(rows: list[Row], known: Known) -> None:
    """A unit may stand below one that comes further down in the sheet."""
    for row in rows:
        key = _unit_key(row, known)
        if key and key not in known.units:
            known.units[key] = {"name": row["name"], "foreseen": "yes"}


def _check_tree(row: Row, known: Known, parents: Mapping[Key, str]) -> None:
    """Raise Refused for a unit that would stand below itself."""
    start = _unit_key(row, known)
    above, seen = start, set()
    while above and above not in seen:
        seen.add(above)
        held = known.units.get(above, {})
        parent = parents.get(above) or folded(held.get("parent", ""))
        above = (above[0], parent) if parent else ()
        if above == start:
            raise Refused("a unidade ficaria abaixo dela mesma")


def _unit_key(row: Row, known: Known) -> Key:
    try:
        return (folded(_organ_of(row, known)), folded(row["name"])) if row["name"] else ()
    except Refused:
        return ()


def _organ_of(row: Row, known: Known) -> str:
    """The organ that a row names; it may stay empty where there is only one."""
    if not row["organ"] and len(known.organs) == 1:
        return next(iter(known.organs.values()))["name"]
    if not row["organ"]:
        raise Refused("falta o órgão: a organização tem mais de um")
    wanted = folded(row["organ"])
    for each in known.organs.values():
        if wanted in (folded(each["name"]), folded(each["acronym"])):
            return each["name"]
    raise Refused(f"o órgão “{row['organ'][:80]}” não existe nem está na aba Órgãos")


def _needed(row: Row, name: str, words: str) -> str:
    if not row[name]:
        raise Refused(f"falta {words}")
    return row[name]


def _check_widths(layout: Layout, row: Row) -> None:
    widths = LONGEST | WIDTHS.get(layout.title, {})
    for name, value in row.cells.items():
        if len(value) > widths.get(name, 255):
            raise Refused(f"“{layout.columns[name]}” passa de {widths.get(name, 255)} caracteres")
