"""Drawings for documents: bars and a matrix as SVG, which the paper shows beside an equal table.

Pure. Whatever people named is escaped; the paper has one font, so the drawing names it too.
"""

from collections.abc import Sequence
from html import escape

from foundation.words import printable
from ui.charts import HeatMap, Measure, bars

FONT = 'font-family="Libertinus Serif"'
WIDTH, LABEL, LINE = 640, 230, 26
MOST_LETTERS = 38
TONES = {
    "blue": "#c5d4eb",
    "green": "#b7dfba",
    "yellow": "#fee685",
    "red": "#f8b8a8",
    "purple": "#d9c0e8",
    "grey": "#dfe1e2",
}
CELL_WIDTH, CELL_HEIGHT, MARGIN = 96, 34, 60


def bars_svg(counted: Sequence[tuple[str, int]]) -> str:
    """One horizontal bar for each name, with its number."""
    drawn = bars([Measure(label, number, "blue") for label, number in counted])
    height = LINE * len(drawn) + 4
    lines = []
    for at, bar in enumerate(drawn):
        y = LINE * at
        width = round(float(bar.width) * (WIDTH - LABEL - 50) / 100)
        lines += [
            text(0, y + 17, short(bar.label), size=13),
            f'<rect x="{LABEL}" y="{y + 4}" width="{max(width, 1)}" height="18" fill="#0b4a8f"/>',
            text(LABEL + max(width, 1) + 6, y + 17, str(int(bar.value)), size=13),
        ]
    return svg(WIDTH, height, lines)


def heat_svg(matrix: HeatMap) -> str:
    """The matrix with what lies in each cell, its rows and columns by their numbers."""
    width = MARGIN + CELL_WIDTH * len(matrix.columns)
    height = CELL_HEIGHT * len(matrix.rows) + 24
    lines = []
    for at, row in enumerate(matrix.rows):
        y = CELL_HEIGHT * at
        lines.append(text(MARGIN - 12, y + 21, str(row.number), anchor="end"))
        for place, cell in enumerate(row.cells):
            x = MARGIN + CELL_WIDTH * place
            tone = TONES.get(cell.tone, TONES["grey"])
            size = f'width="{CELL_WIDTH}" height="{CELL_HEIGHT}"'
            lines.append(f'<rect x="{x}" y="{y}" {size} fill="{tone}" stroke="#fff"/>')
            if cell.held:
                lines.append(text(x + CELL_WIDTH // 2, y + 21, listed(cell.held), anchor="middle"))
    for place in range(len(matrix.columns)):
        x = MARGIN + CELL_WIDTH * place + CELL_WIDTH // 2
        lines.append(text(x, height - 6, str(place + 1), anchor="middle"))
    return svg(width, height, lines)


def listed(labels: Sequence[str], most: int = 13) -> str:
    """`R1, R2 +3`: as many as there is room for, and how many more."""
    kept: list[str] = []
    for label in labels:
        if kept and len(", ".join([*kept, label])) > most:
            break
        kept.append(label)
    more = len(labels) - len(kept)
    return ", ".join(kept) + (f" +{more}" if more else "")


def short(label: str) -> str:
    """A name cut to the room that it has."""
    return label if len(label) <= MOST_LETTERS else f"{label[: MOST_LETTERS - 1].rstrip()}…"


def text(x: int, y: int, said: str, *, size: int = 14, anchor: str = "start") -> str:
    """Some words at a place."""
    where = f'x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {where} {FONT} fill="#1c1c1c">{escape(printable(said))}</text>'


def svg(width: int, height: int, lines: Sequence[str]) -> str:
    """The whole drawing."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    return f'{head} width="{width}" height="{height}">{"".join(lines)}</svg>'
