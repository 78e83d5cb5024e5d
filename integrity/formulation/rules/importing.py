"""What the import of a SisPMPI workbook would do, row by row; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foundation.words import folded
from integrity.formulation.rules.importing_actions import ActionImport, ExistingAction
from integrity.formulation.rules.importing_organs import KnownOrgan, organ_line
from integrity.formulation.rules.importing_planned import KnownPerson
from integrity.formulation.rules.importing_risks import KnownRisk, RiskImport
from integrity.formulation.rules.lines import ImportReport, Line, Verdict
from integrity.formulation.rules.risk_scales import FOUR, PRESETS, Scale
from integrity.formulation.rules.sheets import (
    ACTIONS,
    AXES,
    LONGEST_TITLE,
    ORGANS,
    RISKS,
    SUB_AXES,
    Row,
    Sheets,
    rows_of,
)
from integrity.formulation.rules.units import KnownUnit, Units


@dataclass(frozen=True, slots=True)
class ExistingAxis:
    """An axis that the plan has already, with its sub-axes by title and their descriptions."""

    title: str
    description: str = ""
    sub_axes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Existing:
    """What the plan and its organ hold before the import."""

    axes: Sequence[ExistingAxis] = ()
    actions: Sequence[ExistingAction] = ()
    units: Sequence[KnownUnit] = ()
    people: Sequence[KnownPerson] = ()
    risks: Sequence[KnownRisk] = ()
    scale: Scale = PRESETS[FOUR]
    organs: Sequence[KnownOrgan] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)  # by the method, to a new action


@dataclass
class Section:
    """An axis during the planning: what it is called, and its sub-axes by comparable title."""

    title: str
    description: str
    seen_line: int = 0
    sub_axes: "dict[str, Section]" = field(default_factory=dict)


def plan_import(sheets: Sheets, existing: Existing) -> ImportReport:
    """A verdict with its reasons for every filled row."""
    axes = _sections(existing)
    asked: set[str] = set()
    lines = [organ_line(row, existing.organs, asked) for row in rows_of(sheets, ORGANS)]
    come = [unit for each in existing.organs if each.uid in asked for unit in each.units]
    units = Units([*existing.units, *come])
    lines += [_axis(row, axes) for row in rows_of(sheets, AXES)]
    lines += [_sub_axis(row, axes) for row in rows_of(sheets, SUB_AXES)]
    rows = list(rows_of(sheets, ACTIONS))
    titles = {
        key: (axis.title, {inner: each.title for inner, each in axis.sub_axes.items()})
        for key, axis in axes.items()
    }
    actions = ActionImport(
        titles, units, existing.actions, rows, existing.people, existing.proposed
    )
    lines += [actions.line(row) for row in rows]
    numbers = {*actions.existing, *actions.taken}
    risks = RiskImport(existing.scale, existing.risks, numbers, existing.people, units)
    lines += [risks.line(row) for row in rows_of(sheets, RISKS)]
    return ImportReport(tuple(lines), tuple(units.missing.values()))


def _sections(existing: Existing) -> dict[str, Section]:
    return {
        folded(axis.title): Section(
            axis.title,
            axis.description,
            sub_axes={folded(title): Section(title, text) for title, text in axis.sub_axes.items()},
        )
        for axis in existing.axes
    }


def _axis(row: Row, axes: dict[str, Section]) -> Line:
    fault = _title_fault(row["title"])
    if fault:
        return Line(AXES.title, row.line, row["title"][:80], Verdict.REFUSE, (fault,), {})
    return _section_line(AXES.title, row, axes, {})


def _sub_axis(row: Row, axes: dict[str, Section]) -> Line:
    axis = axes.get(folded(row["axis"]))
    fault = _title_fault(row["title"])
    if axis is None:
        fault = f"o eixo “{row['axis'][:80]}” não está na aba Eixos nem no plano"
    if not row["axis"]:
        fault = "falta o eixo"
    if fault or axis is None:
        return Line(SUB_AXES.title, row.line, row["title"][:80], Verdict.REFUSE, (fault,), {})
    return _section_line(SUB_AXES.title, row, axis.sub_axes, {"axis": axis.title})


def _section_line(
    sheet: str, row: Row, sections: dict[str, Section], content: Mapping[str, str]
) -> Line:
    """An axis or sub-axis is made, or joins the one of the same title."""
    key = folded(row["title"])
    known = sections.get(key)
    if known is None:
        title = " ".join(row["title"].split())
        sections[key] = Section(title, row["description"], row.line)
        made = {**content, "title": title, "description": row["description"]}
        return Line(sheet, row.line, title, Verdict.MAKE, (), made)
    where = f"repete a linha {known.seen_line}" if known.seen_line else "já existe no plano"
    filled = "" if known.description else row["description"]
    known.description = known.description or filled
    tail = "a descrição será completada" if filled else "nada muda"
    merged = {**content, "title": known.title, "description": filled}
    return Line(sheet, row.line, known.title, Verdict.MERGE, (f"{where}; {tail}",), merged)


def _title_fault(title: str) -> str:
    if not title:
        return "falta o título"
    if len(title) > LONGEST_TITLE:
        return f"o título passa de {LONGEST_TITLE} caracteres"
    return ""
