"""What becomes of one row of the sheet of actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from foundation.words import folded, joined
from integrity.formulation.rules.importing_planned import (
    PLANNED,
    KnownPerson,
    planned_of,
    proposed_words,
)
from integrity.formulation.rules.lines import Line, Verdict
from integrity.formulation.rules.numbers import LARGEST_PART, first_part, normal_number
from integrity.formulation.rules.sheets import ACTIONS, LONGEST_TITLE, Row
from integrity.formulation.rules.units import Units

FILLABLE = {
    "description": "a descrição",
    "objective": "os objetivos",
    "expected_benefit": "os benefícios",
    "executing_unit": "a unidade executora",
    "sub_axis": "o subeixo",
}
NO_PURPOSE = "sem objetivo nem benefício: preencher antes de publicar"
NO_EXECUTOR = "sem unidade executora: preencher antes de publicar"


@dataclass(frozen=True, slots=True)
class ExistingAction:
    """An action that the plan has already."""

    number: str
    title: str
    axis: str
    sub_axis: str = ""
    description: str = ""
    objective: str = ""
    expected_benefit: str = ""
    executing_unit: str = ""
    supporting_units: tuple[str, ...] = ()
    planned: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """A row that cannot be written, and why."""


class ActionImport:
    """Reads the rows in order; a number is taken by the first row that is accepted with it."""

    def __init__(
        self,
        axes: Mapping[str, tuple[str, Mapping[str, str]]],
        units: Units,
        existing: Sequence[ExistingAction],
        rows: Iterable[Row],
        people: Sequence[KnownPerson] = (),
        proposed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.proposed = proposed
        self.people = people
        self.axes = axes
        self.units = units
        self.existing = {each.number: each for each in existing}
        self.taken: dict[str, int] = {}
        numbers = [*self.existing, *_readable(row["number"] for row in rows)]
        self.next_free = max(map(first_part, numbers), default=0) + 1

    def line(self, row: Row) -> Line:
        """The verdict on one row."""
        label = " ".join(f"{row['number']} {row['title']}".split())[:120]
        try:
            content, remarks = self._content(row)
        except Refused as why:
            return Line(ACTIONS.title, row.line, label, Verdict.REFUSE, (str(why),), {})
        self.taken[content["number"]] = row.line
        label = f"{content['number']} {content['title']}"
        twin = self.existing.get(content["number"])
        if twin is None:
            reasons = (*remarks, *self._proposed_in(row, content), *_pending(content))
            return Line(ACTIONS.title, row.line, label, Verdict.MAKE, reasons, content)
        filled, told = _merged(content, twin)
        return Line(ACTIONS.title, row.line, label, Verdict.MERGE, (*told, *remarks), filled)

    def _proposed_in(self, row: Row, content: Mapping[str, Any]) -> list[str]:
        """What the method proposes where the row says nothing: put in, and said."""
        blank = {name: value for name, value in self.proposed.items() if not row[name]}
        content["planned"].update(blank)
        return [f"recebe do método {proposed_words(blank)}"] if blank else []

    def _content(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        title = " ".join(row["title"].split())
        if not title:
            raise Refused("falta o título")
        if len(title) > LONGEST_TITLE:
            raise Refused(f"o título passa de {LONGEST_TITLE} caracteres")
        axis, sub_axis = self._place(row)
        remarks: list[str] = []
        number = self._number(row, title, axis, remarks)
        executing, supporting = self._units(row, remarks)
        content = {
            "axis": axis,
            "sub_axis": sub_axis,
            "number": number,
            "title": title,
            "description": row["description"],
            "objective": row["objective"],
            "expected_benefit": row["expected_benefit"],
            "executing_unit": executing,
            "supporting_units": supporting,
            "planned": planned_of(row.cells, self.people, remarks),
        }
        return content, remarks

    def _place(self, row: Row) -> tuple[str, str]:
        if not row["axis"]:
            raise Refused("falta o eixo")
        axis = self.axes.get(folded(row["axis"]))
        if axis is None:
            raise Refused(f"o eixo “{row['axis'][:80]}” não está na aba Eixos nem no plano")
        title, sub_axes = axis
        if not row["sub_axis"]:
            return title, ""
        sub_axis = sub_axes.get(folded(row["sub_axis"]))
        if sub_axis is None:
            raise Refused(f"o subeixo “{row['sub_axis'][:80]}” não é do eixo “{title}”")
        return title, sub_axis

    def _number(self, row: Row, title: str, axis: str, remarks: list[str]) -> str:
        if not row["number"]:
            if self.next_free > LARGEST_PART:
                raise Refused("falta o número, e não há mais um livre")
            number = str(self.next_free)
            self.next_free += 1
            remarks.append(f"sem número: recebe o {number}")
            return number
        try:
            number = normal_number(row["number"])
        except ValueError as fault:
            raise Refused(str(fault)) from None
        if number in self.taken:
            raise Refused(f"o número {number} já foi usado na linha {self.taken[number]}")
        twin = self.existing.get(number)
        if twin and (folded(twin.title), folded(twin.axis)) != (folded(title), folded(axis)):
            raise Refused(f"o número {number} já é da ação “{twin.title[:80]}” deste plano")
        return number

    def _units(self, row: Row, remarks: list[str]) -> tuple[str, list[str]]:
        executors = self.units.read(row["executing_unit"])
        supporters = self.units.read(row["supporting_units"])
        remarks += [*executors.remarks, *supporters.remarks]
        first, *others = executors.names or ("",)
        if others:
            remarks.append(
                f"várias unidades executoras: “{first}” executa; {joined(others)} no apoio"
            )
        supporting = dict.fromkeys([*others, *supporters.names])
        supporting.pop(first, None)
        return first, list(supporting)


def _readable(numbers: Iterable[str]) -> list[str]:
    found = []
    for text in numbers:
        try:
            found.append(normal_number(text))
        except ValueError:
            continue
    return found


def _pending(content: Mapping[str, Any]) -> list[str]:
    found = []
    if not content["objective"] and not content["expected_benefit"]:
        found.append(NO_PURPOSE)
    if not content["executing_unit"]:
        found.append(NO_EXECUTOR)
    return found


def _merged(content: Mapping[str, Any], twin: ExistingAction) -> tuple[dict[str, Any], list[str]]:
    """Only what is blank is filled in: what the plan says already stays as it is."""
    filled: dict[str, Any] = {"number": twin.number, "title": twin.title, "axis": twin.axis}
    gained, kept = [], []
    for name, words in FILLABLE.items():
        old, new = getattr(twin, name), content[name]
        if new and not old:
            filled[name] = new
            gained.append(words)
        elif new and folded(new) != folded(old):
            kept.append(words)
    planned = {
        name: value for name, value in content["planned"].items() if name not in twin.planned
    }
    if planned:
        filled["planned"] = planned
        gained += [PLANNED[name] for name in planned]
    kept += [
        PLANNED[name]
        for name, value in content["planned"].items()
        if twin.planned.get(name, value) != value
    ]
    known = {*twin.supporting_units, twin.executing_unit, filled.get("executing_unit", "")}
    added = [name for name in content["supporting_units"] if name not in known]
    if added:
        filled["supporting_units"] = added
        gained.append("as unidades de apoio")
    reasons = ["já existe no plano; " + (f"completa {joined(gained)}" if gained else "nada muda")]
    if kept:
        reasons.append(f"fica como está no plano: {joined(kept)}")
    return filled, reasons
