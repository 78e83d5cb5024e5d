"""What may leave the house in an open table, and how its values are written. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.identifiers import masked_cpf

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CPF = re.compile(r"(?<![\d./-])\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?![\d/-])")
PHONE = re.compile(r"(?<![\d./-])(?:\+55\s?)?\(?\d{2}\)?\s?9?\d{4}[- ]\d{4}(?![\d/-])")
NO_EMAIL = "[e-mail omitido]"
NO_PHONE = "[telefone omitido]"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {"string": "texto", "integer": "número", "date": "data", "boolean": "sim ou não"}

Value = str | int | bool | date | None
Line = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name for machines, its type in Table Schema, and what it says."""

    name: str
    title: str
    description: str
    type: str = "string"
    is_free: bool = False
    is_required: bool = False

    @property
    def type_name(self) -> str:
        """The type, as people call it."""
        return TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the data package."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: bool = True

    def names(self) -> list[str]:
        """The header of the table."""
        return [each.name for each in self.fields]


def masked(text: str) -> str:
    """One line of text without what identifies or reaches a private person."""
    line = " ".join(text.split())
    line = CPF.sub(lambda found: masked_cpf(found[0]), line)
    return PHONE.sub(NO_PHONE, EMAIL.sub(NO_EMAIL, line))


def told(resource: Resource, line: Line) -> dict[str, Value]:
    """A line as it is published: every column of the table in its order, free text masked."""
    found = {each.name: line[each.name] for each in resource.fields}
    for each in resource.fields:
        value = found[each.name]
        if each.is_free and isinstance(value, str):
            found[each.name] = masked(value)
    return found


def in_csv(value: Value) -> str:
    """A cell of a CSV; what a spreadsheet would take for a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def in_json(line: Line) -> str:
    """A line of a JSON table: the same values, with their types."""
    plain: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in line.items()
    }
    return json.dumps(plain, ensure_ascii=False)
