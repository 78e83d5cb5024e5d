"""Queries of every request: Django writes their text once, and only the values change after that.

Writing the text anew took a third of what a small page costs.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
# stands for a value while the text is written; none of these is ever asked for
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -7_000_000 - place,
    str: lambda place: f"\N{WHITE SQUARE}{place}",
    date: lambda place: date(9990, 1, 1 + place),
    datetime: lambda place: datetime(9990, 1, 1 + place, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class Text:
    """What is sent, which value stands at each place of it, and how rows become objects."""

    sql: str
    names: tuple[str | None, ...]
    fixed: tuple[Any, ...]
    compiler: Any

    def values(self, given: dict[str, Any]) -> list[Any]:
        """The values in the order of the text."""
        pairs = zip(self.names, self.fixed, strict=True)
        return [fixed if name is None else given[name] for name, fixed in pairs]


class Prepared(Generic[M]):
    """A query set whose parameters have names and types: `Prepared(of_user, user=int)`.

    `make` is called once, with marks in the place of the parameters; it may not choose its text by
    them. Called with values, it answers the same objects as the query set itself.
    """

    def __init__(self, make: Callable[..., QuerySet[M]], **types: type) -> None:
        self._make, self._types = make, types
        self._text: Text | None = None

    def __call__(self, **given: Any) -> list[M]:
        """The objects. Raises KeyError when a parameter is missing."""
        text = self._text = self._text or self._written()
        found = text.compiler.klass_info
        alias = router.db_for_read(found["model"])
        compiler = copy(text.compiler)  # one belongs to one connection, and so to one thread
        compiler.connection, compiler.using = connections[alias], alias
        with compiler.connection.cursor() as cursor:
            cursor.execute(text.sql, text.values(given))
            rows = cursor.fetchall()
        return objects(compiler, rows, alias)

    def _written(self) -> Text:
        """The text, by Django's own hand. Raises ValueError when a parameter is not in it."""
        marks = {name: MARKS[kind](place) for place, (name, kind) in enumerate(self._types.items())}
        compiler: Any = self._make(**marks).query.get_compiler("default")
        sql, values = compiler.as_sql()
        names = tuple(
            next((name for name in marks if marks[name] == each), None) for each in values
        )
        if set(names) - {None} != set(marks):
            raise ValueError(f"{sorted(marks)} are not all in {sql}")
        compiler.connection = None
        return Text(sql, names, tuple(values), compiler)


def objects(compiler: Any, rows: list[Any], alias: str) -> list[Any]:
    """Models with their related ones, as a query set makes them."""
    found = compiler.klass_info
    begin, end = found["select_fields"][0], found["select_fields"][-1] + 1
    names = [each[0].target.attname for each in compiler.select[begin:end]]
    populators: Any = get_related_populators  # its types are those of a later Django
    relations = populators(found, compiler.select, alias)
    made = []
    for row in compiler.results_iter([rows]):
        made.append(found["model"].from_db(alias, names, row[begin:end]))
        for relation in relations:
            relation.populate(row, made[-1])
    return made
