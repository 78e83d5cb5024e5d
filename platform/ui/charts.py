"""Geometry of the charts, worked out before a template draws it. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PALETTE = ("blue", "green", "yellow", "red", "purple", "teal", "grey")


@dataclass(frozen=True)
class Measure:
    """One thing that is counted: its name, how many, and the tone it is drawn in."""

    label: str
    value: float
    tone: str


@dataclass(frozen=True)
class Arc:
    """A part of a ring whose circumference is 100: how long it is and where it starts."""

    label: str
    value: float
    tone: str
    percent: float
    start: float

    @property
    def dashes(self) -> str:
        return f"{_number(self.percent)} {_number(100 - self.percent)}"

    @property
    def offset(self) -> str:
        """SVG counts it backwards and a ring starts at three o'clock; 25 brings it to noon."""
        return _number((25 - self.start) % 100)


@dataclass(frozen=True)
class Ring:
    """A doughnut: its arcs, in order, and the sum of their values."""

    arcs: tuple[Arc, ...]
    total: float


@dataclass(frozen=True)
class Bar:
    """One horizontal bar, its width as a share of the widest."""

    label: str
    value: float
    tone: str
    width: str
    percent: float


@dataclass(frozen=True)
class HeatCell:
    """One cell of a matrix: what it means, its tone, what lies in it, and where it is drawn."""

    column: str
    meaning: str
    tone: str
    held: tuple[str, ...]
    x: int
    y: int

    @property
    def count(self) -> int:
        """How many things lie here."""
        return len(self.held)


@dataclass(frozen=True)
class HeatRow:
    """One row of a matrix, with its place counted from below."""

    label: str
    number: int
    y: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatMap:
    """A matrix seen from above: the highest row first, each column from left to right."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]

    @property
    def marks(self) -> list[tuple[int, int]]:
        """The number of each column, and where it is written."""
        return [(place + 1, CELL[0] * place + CELL[0] // 2) for place in range(len(self.columns))]

    @property
    def width(self) -> int:
        return CELL[0] * len(self.columns)

    @property
    def height(self) -> int:
        return CELL[1] * len(self.rows)


CELL = (44, 30)


def heat_map(
    columns: Sequence[str],
    rows: Sequence[str],
    means: Callable[[int, int], tuple[str, str]],
    held: Mapping[tuple[int, int], Sequence[str]],
) -> HeatMap:
    """Places are (row, column) from 1, low to high; `means` gives the name and the tone of one."""
    found = []
    for y, number in enumerate(range(len(rows), 0, -1)):
        cells = tuple(
            HeatCell(
                column,
                *means(number, place),
                tuple(held.get((number, place), ())),
                CELL[0] * (place - 1),
                CELL[1] * y,
            )
            for place, column in enumerate(columns, start=1)
        )
        found.append(HeatRow(rows[number - 1], number, CELL[1] * y, cells))
    return HeatMap(tuple(columns), tuple(found))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def measures(
    items: Iterable[Mapping[str, Any] | Measure], palette: Sequence[str] = PALETTE
) -> list[Measure]:
    """Accept plain mappings from a view; give each without a tone the next one of the palette."""
    found = []
    for position, item in enumerate(items):
        if isinstance(item, Measure):
            found.append(item)
            continue
        tone = str(item.get("tone") or palette[position % len(palette)])
        found.append(Measure(str(item["label"]), item["value"], tone))
    return found


def share(value: float, total: float) -> float:
    """Percentage of a total, 0 when there is nothing to share."""
    return 100 * value / total if total > 0 else 0.0


def ring(items: Sequence[Measure]) -> Ring:
    """Arcs in the order given; negative values count as nothing."""
    total = sum(max(item.value, 0) for item in items)
    arcs, start = [], 0.0
    for item in items:
        percent = share(max(item.value, 0), total)
        arcs.append(Arc(item.label, item.value, item.tone, percent, start))
        start += percent
    return Ring(tuple(arcs), total)


def bars(items: Sequence[Measure], maximum: float | None = None) -> tuple[Bar, ...]:
    """Bars as wide as their share of the maximum given, or of the largest value."""
    total = sum(max(item.value, 0) for item in items)
    widest = maximum or max((item.value for item in items), default=0)
    return tuple(
        Bar(
            item.label,
            item.value,
            item.tone,
            _number(min(share(max(item.value, 0), widest), 100)),
            share(max(item.value, 0), total),
        )
        for item in items
    )


def bounded_percent(value: float | str | None) -> int:
    """A whole percentage between 0 and 100; an attribute written in a template arrives as text."""
    if isinstance(value, str):
        value = float(value.replace(",", ".") or 0)
    return round(min(max(value or 0, 0), 100))
