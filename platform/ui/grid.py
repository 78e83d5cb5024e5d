"""A list put in order and cut into pages on the server: one kind for every large table.

The address says by which column (`ordem=prazo`, `ordem=-prazo`) and which page; what it says of
neither is left to the filters of the list. Unknown words change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

ORDER, PAGE = "ordem", "pagina"
DIRECTIONS = {"": "none", "+": "ascending", "-": "descending"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and, if it can be sorted by, its word and what it is sorted by.

    `by` are fields of a query; `of` gives the value of a row where the rows are a list.
    """

    label: str
    key: str = ""
    by: tuple[str, ...] = ()
    of: Callable[[Any], Any] | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as the table shows it: `turns_to` is the order that a click asks for."""

    label: str
    is_number: bool
    turns_to: str
    direction: str


class Grid:
    """The rows of one page, in the order that the address asks for."""

    def __init__(
        self,
        found: QuerySet[Any] | Sequence[Any],
        columns: Sequence[Column],
        asked: Mapping[str, Any],
        *,
        per_page: int = 25,
    ) -> None:
        self.columns = columns
        self.order = self._known(str(asked.get(ORDER, "")))
        self.page: Page[Any] = Paginator(self._sorted(found), per_page).get_page(asked.get(PAGE))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.page)

    def __bool__(self) -> bool:
        return bool(self.page.object_list)

    @property
    def headings(self) -> list[Heading]:
        """The columns, each sortable one with the order that follows the present one."""
        return [self._heading(each) for each in self.columns]

    def _known(self, asked: str) -> str:
        keys = {each.key for each in self.columns if each.key}
        return asked if asked.removeprefix("-") in keys else ""

    def _sorted(self, found: QuerySet[Any] | Sequence[Any]) -> QuerySet[Any] | Sequence[Any]:
        if not self.order:
            return found
        column = next(each for each in self.columns if each.key == self.order.removeprefix("-"))
        falling = self.order.startswith("-")
        if isinstance(found, QuerySet):
            sign = "-" if falling else ""
            return found.order_by(*(f"{sign}{field}" for field in column.by), "pk")
        value = column.of
        assert value is not None, f"{column.label} cannot sort a list"
        known = [row for row in found if value(row) is not None]
        unknown = [row for row in found if value(row) is None]
        return sorted(known, key=value, reverse=falling) + unknown

    def _heading(self, column: Column) -> Heading:
        if not column.key:
            return Heading(column.label, column.is_number, "", "")
        rising = self.order == column.key
        falling = self.order == f"-{column.key}"
        direction = DIRECTIONS["+" if rising else "-" if falling else ""]
        turns_to = f"-{column.key}" if rising else column.key
        return Heading(column.label, column.is_number, turns_to, direction)
