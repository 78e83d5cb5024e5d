"""What becomes of one row of the optional sheet of integrity risks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.words import folded
from integrity.formulation.rules.importing_planned import KnownPerson, person_called
from integrity.formulation.rules.lines import Line, Verdict
from integrity.formulation.rules.numbers import normal_number
from integrity.formulation.rules.planning import read_day
from integrity.formulation.rules.risk_scales import LONGEST_WORD, Scale
from integrity.formulation.rules.risks import text_faults
from integrity.formulation.rules.sheets import RISKS, Row
from integrity.formulation.rules.units import Units

TEXTS = ("cause", "event", "consequence", "objective", "controls")
SHORT = ("category", "subtype", "response")
NO_REASON = "Já estava arquivado na planilha."


@dataclass(frozen=True, slots=True)
class KnownRisk:
    """A risk that the plan has already."""

    number: int
    cause: str
    event: str


@dataclass
class RiskImport:
    """Reads the rows in order; a number is taken by the first row that has it."""

    scale: Scale
    existing: Sequence[KnownRisk]
    actions: Collection[str]
    people: Sequence[KnownPerson] = ()
    units: Units = field(default_factory=lambda: Units(()))
    seen: set[tuple[str, str]] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seen = {(folded(each.cause), folded(each.event)) for each in self.existing}
        self.taken = {each.number for each in self.existing}

    def line(self, row: Row) -> Line:
        """The verdict on one row."""
        label = row["event"][:120] or row["cause"][:120]
        texts = {name: row[name] for name in TEXTS}
        if faults := text_faults(texts):
            why = "; ".join(sentence for found in faults.values() for sentence in found)
            return Line(RISKS.title, row.line, label, Verdict.REFUSE, (why,), {})
        key = (folded(row["cause"]), folded(row["event"]))
        if key in self.seen:
            told = ("já existe no plano; nada muda",)
            return Line(RISKS.title, row.line, label, Verdict.MERGE, told, {})
        self.seen.add(key)
        remarks: list[str] = []
        content: dict[str, Any] = {
            **texts,
            **{name: " ".join(row[name].split())[:LONGEST_WORD] for name in SHORT},
            "number": self._number(row["number"]),
            "actions": self._actions(row["actions"], remarks),
            **self._judgement(row, remarks),
            **self._owner(row, remarks),
            **archived(row, remarks),
        }
        return Line(RISKS.title, row.line, label, Verdict.MAKE, tuple(remarks), content)

    def _number(self, text: str) -> int:
        bare = text.strip().upper().removeprefix("R")
        wanted = int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 6 else 0
        if not wanted or wanted in self.taken:
            wanted = max(self.taken, default=0) + 1
        self.taken.add(wanted)
        return wanted

    def _actions(self, text: str, remarks: list[str]) -> list[str]:
        found = []
        for part in filter(None, (each.strip() for each in text.replace("\n", ";").split(";"))):
            try:
                number = normal_number(part)
            except ValueError:
                number = ""
            if number in self.actions:
                found.append(number)
            else:
                remarks.append(f"a ação “{part[:20]}” não está na planilha nem no plano")
        return list(dict.fromkeys(found))

    def _owner(self, row: Row, remarks: list[str]) -> dict[str, str]:
        """Who answers for the risk, where the organ knows the person and the unit."""
        found = {}
        if text := row["owner"]:
            person = person_called(text, self.people)
            if person is not None:
                found["owner"] = person.uid
            else:
                remarks.append(f"“{text[:60]}” não está no cadastro: o responsável fica a definir")
        named = self.units.read(row["owner_unit"])
        remarks += named.remarks
        return {**found, "owner_unit": named.names[0]} if named.names else found

    def _judgement(self, row: Row, remarks: list[str]) -> dict[str, int]:
        """Places in the scale of the organisation; by name, whatever scale the sheet came from."""
        words = {
            "probability": self.scale.probabilities,
            "impact": self.scale.impacts,
            "efficacy": tuple(each.name for each in self.scale.efficacies),
        }
        found = {}
        for name, among in words.items():
            names = [folded(each) for each in among]
            if folded(row[name]) in names:
                found[name] = names.index(folded(row[name])) + (name != "efficacy")
            elif row[name]:
                remarks.append(f"“{row[name][:40]}” não está na escala: o risco fica a avaliar")
        return found if {"probability", "impact"} <= set(found) else {}


def archived(row: Row, remarks: list[str]) -> dict[str, str]:
    """Since when a risk is put aside, and why; what is no day leaves it in use."""
    if not row["archived"]:
        return {}
    day = read_day(row["archived"])
    if day is None:
        remarks.append(f"“{row['archived'][:30]}” não é uma data: o risco fica em uso")
        return {}
    return {"archived": day.isoformat(), "archive_reason": row["archive_reason"] or NO_REASON}
