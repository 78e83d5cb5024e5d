"""What a row of the sheet of actions says of dates, people, amounts, milestones and indicators.

A cell that cannot be read never refuses the row: it stays blank, and the report says why.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from foundation.words import folded, joined
from integrity.formulation.rules.amounts import amount_of
from integrity.formulation.rules.planning import (
    ActionKind,
    Frequency,
    choice_of,
    indicators_of,
    indicators_text,
    milestones_of,
    milestones_text,
    period_faults,
    read_day,
    read_indicators,
    read_milestones,
    read_types,
    types_text,
)

PLANNED = {
    "kind": "a classe",
    "planned_start": "o início",
    "planned_end": "a conclusão",
    "responsible": "o responsável",
    "alternate": "o suplente",
    "check_in": "o acompanhamento",
    "product": "o produto",
    "expected_evidence": "a evidência esperada",
    "planned_budget": "o orçamento",
    "weight": "o peso",
    "milestones": "os marcos",
    "indicators": "os indicadores",
    "types": "os tipos",
}
CELLS: Mapping[str, Callable[[str], Any]] = {
    "kind": lambda text: choice_of(text, ActionKind),
    "planned_start": lambda text: _day(text),
    "planned_end": lambda text: _day(text),
    "check_in": lambda text: choice_of(text, Frequency),
    "product": str,
    "expected_evidence": str,
    "planned_budget": lambda text: _amount(text),
    "weight": lambda text: _weight(text),
    "milestones": lambda text: [each.as_json() for each in read_milestones(text)],
    "indicators": lambda text: [each.as_json() for each in read_indicators(text)],
    "types": lambda text: read_types(text),
}


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the directory whom an action may name."""

    uid: str
    name: str
    registration: str = ""

    @property
    def cell(self) -> str:
        """`Rui Silva (1234)`."""
        return f"{self.name} ({self.registration})" if self.registration else self.name


def planned_of(
    cells: Mapping[str, str], people: Sequence[KnownPerson], remarks: list[str]
) -> dict[str, Any]:
    """What a row says, in JSON's own types, without what is blank or cannot be read."""
    found: dict[str, Any] = {}
    for name, read in CELLS.items():
        text = cells.get(name, "")
        if not text:
            continue
        try:
            found[name] = read(text)
        except ValueError as fault:
            remarks.append(f"fica em branco {PLANNED[name]}: {fault}")
    for name in ("responsible", "alternate"):
        if text := cells.get(name, ""):
            person = person_called(text, people)
            if person is None:
                remarks.append(
                    f"“{text[:60]}” não está no cadastro: {PLANNED[name]} fica a definir"
                )
            else:
                found[name] = person.uid
    _agree(found, remarks)
    return {name: value for name, value in found.items() if value not in ("", [], 1)}


def person_called(text: str, people: Sequence[KnownPerson]) -> KnownPerson | None:
    """By number in brackets, else by name where only one has it."""
    wanted = folded(text)
    exact = [each for each in people if folded(each.cell) == wanted]
    named = exact or [each for each in people if folded(each.name) == wanted]
    return named[0] if len(named) == 1 else None


def _agree(found: dict[str, Any], remarks: list[str]) -> None:
    """Take out what contradicts the rest: an end before the beginning, stages outside."""
    if found.get("alternate") and found.get("alternate") == found.get("responsible"):
        del found["alternate"]
    for name in ("planned_start", "planned_end", "milestones"):
        faults = period_faults(
            found.get("kind", ""),
            _stored_day(found.get("planned_start")),
            _stored_day(found.get("planned_end")),
            milestones_of(found.get("milestones", [])),
        )
        if name in faults:
            remarks.append(f"fica em branco {PLANNED[name]}: {faults[name][0]}")
            del found[name]


def typed(name: str, value: Any) -> Any:
    """A value of a report as the row of an action holds it; people are looked up elsewhere."""
    if name in ("planned_start", "planned_end"):
        return date.fromisoformat(value)
    return Decimal(value) if name == "planned_budget" else value


def cells_of(held: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, str]:
    """The same the other way: what the sheet says of what an action holds."""
    kind, check_in = held.get("kind"), held.get("check_in")
    return {
        "kind": str(ActionKind(kind).label) if kind else "",
        "planned_start": held.get("planned_start", ""),
        "planned_end": held.get("planned_end", ""),
        "responsible": people.get(held.get("responsible", ""), ""),
        "alternate": people.get(held.get("alternate", ""), ""),
        "check_in": str(Frequency(check_in).label) if check_in else "",
        "product": held.get("product", ""),
        "expected_evidence": held.get("expected_evidence", ""),
        "planned_budget": held.get("planned_budget", ""),
        "weight": str(held.get("weight", 1)),
        "milestones": milestones_text(milestones_of(held.get("milestones", []))),
        "indicators": indicators_text(indicators_of(held.get("indicators", []))),
        "types": types_text(held.get("types", [])),
    }


def proposed_words(proposal: Mapping[str, str]) -> str:
    """`o acompanhamento “Trimestral”`, for who reads what is proposed."""
    cells = cells_of(proposal, {})
    return joined([f"{PLANNED[name]} “{cells[name]}”" for name in proposal])


def _stored_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(text: str) -> str:
    day = read_day(text)
    if day is None:
        raise ValueError(f"“{text[:40]}” não é uma data.")
    return day.isoformat()


def _amount(text: str) -> str:
    try:
        amount = amount_of(text) or Decimal(re.sub(r"R\$|\s", "", text))
    except InvalidOperation:
        raise ValueError(f"“{text[:40]}” não é um valor.") from None
    if not amount.is_finite() or not 0 <= amount < 10**18:
        raise ValueError(f"“{text[:40]}” não é um valor.")
    return f"{amount:.2f}"


def _weight(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:5]) <= 100:
        raise ValueError("o peso vai de 1 a 100.")
    return int(text)
