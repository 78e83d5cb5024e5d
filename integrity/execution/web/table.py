"""The columns of a list of actions, in whatever phase it is shown, and what they sort by (P158)."""

from typing import Any

from integrity.execution.queries import Row
from ui.grid import Column


def _axis(row: Row) -> Any:
    return (row.action.axis.position, row.action.axis.title)


def _end(row: Row) -> Any:
    return row.execution.planned_end if row.execution else None


COLUMNS = (
    Column("Ação", "acao", by=("number_key",), of=lambda row: row.action.number_key),
    Column("Eixo e unidade", "eixo", by=("axis__position", "axis__title"), of=_axis),
    Column("Classe e tipos"),
    Column("Prazo", "prazo", by=("execution__planned_end",), of=_end),
    Column("Situação", "situacao", by=("status",), of=lambda row: row.action.status),
    Column("Semáforo"),
)
