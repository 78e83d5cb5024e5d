"""Rows of one table, pasted as text or out of a CSV: the same sheets that a workbook has. Pure."""

import csv
from io import StringIO

from foundation.refusals import Invalid
from integrity.formulation.rules.sheets import ACTIONS, AXES, LARGEST, SUB_AXES, positions

MOST = 500_000
Table = list[list[str]]


def sheets_of(text: str) -> dict[str, Table]:
    """Actions as pasted, and the axes and sub-axes that they name.

    The first row may be the headings; without them the columns are those of the sheet of actions.
    Raises Invalid beside `rows`.
    """
    if len(text) > MOST:
        raise Invalid({"rows": ["O texto é grande demais: envie a planilha como arquivo."]})
    table = [row for row in _cells(text) if any(cell.strip() for cell in row)]
    if not table:
        raise Invalid({"rows": ["Cole ao menos uma linha."]})
    if max(map(len, table)) < 2:
        raise Invalid({"rows": ["Copie as células da planilha: só uma coluna chegou."]})
    if len(table) > LARGEST:
        raise Invalid({"rows": [f"Cole até {LARGEST} linhas de uma vez."]})
    if not set(ACTIONS.required) <= set(positions(table[0], ACTIONS)):
        table.insert(0, list(ACTIONS.columns.values()))
    return sheets_of_actions(table)


def sheets_of_actions(table: Table) -> dict[str, Table]:
    """The sheet of actions, headings first, and those of the axes and sub-axes that it names."""
    axes, sub_axes = _places(table)
    return {
        AXES.title: [list(AXES.columns.values()), *([title, ""] for title in axes)],
        SUB_AXES.title: [list(SUB_AXES.columns.values()), *([*pair, ""] for pair in sub_axes)],
        ACTIONS.title: table,
    }


def _cells(text: str) -> Table:
    clean = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(StringIO(clean), delimiter="\t", strict=True))
    except csv.Error:  # quotation marks that a person wrote, not those of a cell of many lines
        return [line.split("\t") for line in clean.split("\n")]


def _places(table: Table) -> tuple[list[str], list[tuple[str, str]]]:
    """Axes and sub-axes in the order in which the rows name them."""
    where = positions(table[0], ACTIONS) if table else {}
    axes: dict[str, None] = {}
    sub_axes: dict[tuple[str, str], None] = {}
    for row in table[1:]:
        axis = _cell(row, where.get("axis"))
        sub_axis = _cell(row, where.get("sub_axis"))
        if axis:
            axes[axis] = None
        if axis and sub_axis:
            sub_axes[(axis, sub_axis)] = None
    return list(axes), list(sub_axes)


def _cell(row: list[str], place: int | None) -> str:
    return "" if place is None or place >= len(row) else " ".join(row[place].split())
