"""The plan in figures, for its booklet: each drawing with a table that says the same."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from documents.blocks import Block, Heading, Picture, Table
from documents.charts import bars_svg, heat_svg
from integrity.formulation.rules.planning import ActionKind
from integrity.formulation.rules.risk_scales import Scale
from ui.charts import HeatMap, heat_map

UNDATED = "Sem data"
MOST_BARS = 20


def figures_of(snapshot: Mapping[str, Any], scale: Scale) -> Iterator[Block]:
    """Actions by axis and by year, risks by level; nothing of what the plan does not hold."""
    if not snapshot["actions"]:
        return
    yield Heading("O plano em números")
    axes = Counter(each["axis"] for each in snapshot["actions"])
    by_axis = [(axis["title"], axes[axis["title"]]) for axis in snapshot["axes"]]
    yield from drawn("Ações por eixo", "Eixo", by_axis)
    yield from drawn("Ações por ano de conclusão", "Ano", by_year(snapshot["actions"]))
    matrix, held = matrix_of(snapshot.get("risks", []), scale)
    if held:
        yield Heading("Mapa de riscos", 2)
        says = f"Mapa de {held} riscos: probabilidade da esquerda para a direita, impacto de baixo"
        yield Picture(heat_svg(matrix), f"{says} para cima. A tabela a seguir diz o mesmo.")
        yield table_of(matrix)


def drawn(title: str, head: str, counted: Sequence[tuple[str, int]]) -> Iterator[Block]:
    """Bars and the table of one count."""
    yield Heading(title, 2)
    if len(counted) <= MOST_BARS:
        yield Picture(bars_svg(counted), f"{title}, em barras. A tabela a seguir diz o mesmo.")
    rows = [(label, str(number)) for label, number in counted]
    yield Table((head, "Ações"), rows, widths=(5, 1))


def by_year(actions: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """How many actions end in each year; then those without an end, and those without a date."""
    counted = Counter(year_of(each.get("planned", {})) for each in actions)
    last = (str(ActionKind.CONTINUOUS.label), UNDATED)
    years = sorted(year for year in counted if year not in last)
    return [(each, counted[each]) for each in (*years, *last) if counted[each]]


def year_of(planned: Mapping[str, Any]) -> str:
    """The year in which an action is to end."""
    if planned.get("end"):
        return str(planned["end"])[:4]
    continuous = str(ActionKind.CONTINUOUS.label)
    return continuous if planned.get("kind") == continuous else UNDATED


def matrix_of(risks: Sequence[Mapping[str, Any]], scale: Scale) -> tuple[HeatMap, int]:
    """The risks as they fall into the matrix, and how many do."""
    held: dict[tuple[int, int], list[str]] = {}
    for risk in risks:
        given = risk.get("assessment")
        if given and scale.has_place(given["probability"], given["impact"]):
            held.setdefault((given["impact"], given["probability"]), []).append(risk["number"])

    def means(impact: int, probability: int) -> tuple[str, str]:
        level = scale.level_of(probability, impact)
        return scale.levels[level].name, scale.tone(level)

    matrix = heat_map(scale.probabilities, scale.impacts, means, held)
    return matrix, sum(map(len, held.values()))


def table_of(matrix: HeatMap) -> Table:
    """The same in words: the level of each cell, and the risks in it."""
    head = ["Impacto / Probabilidade"]
    head += [f"{number} {name}" for number, name in enumerate(matrix.columns, 1)]
    rows = [
        [
            f"{row.number} {row.label}",
            *(
                f"{cell.meaning}{': ' if cell.held else ''}{', '.join(cell.held)}"
                for cell in row.cells
            ),
        ]
        for row in matrix.rows
    ]
    return Table(head, rows)
