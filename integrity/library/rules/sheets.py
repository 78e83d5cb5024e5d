"""Models in a workbook: one sheet a kind, and what a sheet would do to the library. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from foundation.words import folded
from integrity.library.rules.fields import FIELDS, Body, Field, Kind, body_faults, normal
from integrity.library.rules.flow import Audience

Sheets = Mapping[str, Sequence[Sequence[str]]]
MAKE, CHANGE, SAME, REFUSE = "make", "change", "same", "refuse"
TITLES = {
    Kind.AXIS.value: "Eixos",
    Kind.INDICATOR.value: "Indicadores",
    Kind.RISK.value: "Riscos",
    Kind.ACTION.value: "Ações",
}  # in the order in which they name each other
KEY, SOURCES, AUDIENCE = "Chave", "Fontes", "Para quem"
LARGEST = 2_000
SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
NO_KEY = "Escreva a chave com letras minúsculas sem acento, números e hífens, até 80."


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, what becomes of it and why, and what would be written."""

    kind: str
    line: int
    key: str
    verdict: str
    reasons: tuple[str, ...]
    body: Body
    sources: str
    audience: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The row in JSON's own types."""
        return {**asdict(self), "reasons": list(self.reasons), "audience": list(self.audience)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Row":
        """The row again."""
        lists = {name: tuple(said[name]) for name in ("reasons", "audience")}
        return cls(**{**said, **lists})


Known = Mapping[tuple[str, str], tuple[Body, str, Sequence[str]]]


def headings(kind: str) -> list[str]:
    """The first row of a sheet."""
    return [KEY, *(each.label for each in FIELDS[kind]), AUDIENCE, SOURCES]


def cells_of(kind: str, key: str, body: Body, audience: Sequence[str], sources: str) -> list[str]:
    """One model as a row of its sheet."""
    said = [_cell(each, body.get(each.name)) for each in FIELDS[kind]]
    return [key, *said, "; ".join(Audience(each).label for each in audience), sources]


def _cell(field: Field, value: Any) -> str:
    said = value if field.many else [value] if value else []
    return "; ".join(field.choices.get(str(each), str(each)) for each in said or ())


def plan_rows(sheets: Sheets, known: Known) -> list[Row]:
    """What every filled row would do; `known` is what each model says in its newest version."""
    read = [row for kind in TITLES for row in _read(kind, sheets)]
    keys: dict[str, list[str]] = {kind: [] for kind in TITLES}
    for kind, key in [*known, *((row.kind, row.key) for row in read)]:
        keys[kind].append(key)
    seen: set[tuple[str, str]] = set()
    found = []
    for row in read:
        found.append(_judged(row, known.get((row.kind, row.key)), keys, seen))
        seen.add((row.kind, row.key))
    return found


def _read(kind: str, sheets: Sheets) -> Iterator[Row]:
    table = next(
        (rows for name, rows in sheets.items() if folded(name) == folded(TITLES[kind])), ()
    )
    if not table:
        return
    places = {folded(cell): place for place, cell in enumerate(table[0])}
    for line, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue

        def at(label: str, cells: Sequence[str] = cells) -> str:
            place = places.get(folded(label))
            return cells[place].strip() if place is not None and place < len(cells) else ""

        body = {each.name: _typed(each, at(each.label)) for each in FIELDS[kind]}
        audience = tuple(_chosen(dict(Audience.choices), part) for part in _parts(at(AUDIENCE)))
        yield Row(kind, line, at(KEY), MAKE, (), normal(kind, body), at(SOURCES), audience)


def _typed(field: Field, cell: str) -> Any:
    if field.many:
        return [_chosen(field.choices, part) for part in _parts(cell)]
    return _chosen(field.choices, cell) if field.choices and cell else cell


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _chosen(choices: Mapping[str, str], said: str) -> str:
    return next(
        (value for value, label in choices.items() if folded(said) in (value, folded(label))), said
    )


def _judged(
    row: Row,
    stands: tuple[Body, str, Sequence[str]] | None,
    keys: Mapping[str, Sequence[str]],
    seen: set[tuple[str, str]],
) -> Row:
    reasons = [text for texts in body_faults(row.kind, row.body, keys).values() for text in texts]
    if not row.key or len(row.key) > 80 or set(row.key) - SLUG:
        reasons.append(NO_KEY)
    if (row.kind, row.key) in seen:
        reasons.append("A chave aparece duas vezes nesta aba.")
    if any(each not in Audience.values for each in row.audience):
        reasons.append(f"Em “{AUDIENCE}”, use: {'; '.join(Audience.labels)}.")
    verdict = REFUSE if reasons else MAKE
    if not reasons and stands is not None:
        said = (dict(row.body), row.sources, list(row.audience))
        verdict = SAME if said == (dict(stands[0]), stands[1], list(stands[2])) else CHANGE
    return Row(
        row.kind, row.line, row.key, verdict, tuple(reasons), row.body, row.sources, row.audience
    )
