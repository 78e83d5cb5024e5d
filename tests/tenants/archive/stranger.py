"""An archive as somebody reads it who has neither the product nor PostgreSQL."""

import csv
import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from jsonschema import Draft202012Validator, FormatChecker

NUMBERS = {"integer": int, "number": float}


def manifest_in(path: Path) -> dict[str, Any]:
    """The first page, as plain JSON."""
    with ZipFile(path) as opened:
        found: dict[str, Any] = json.loads(opened.read("manifest.json"))
    return found


def rows_in(path: Path, table: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of the readable copy of a table: every cell a text."""
    with ZipFile(path) as opened, opened.open(table["readable"]["name"]) as raw:
        yield from csv.DictReader(TextIOWrapper(raw, "utf-8", newline=""), strict=True)


def faults_of(rows: Iterator[dict[str, str]], schema: dict[str, Any]) -> list[str]:
    """What an independent validator has against rows that are to follow a JSON Schema."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [
        f"{schema['title']}, row {number}: {fault.json_path} {fault.message}"
        for number, row in enumerate(rows, 1)
        for fault in validator.iter_errors(as_json(row, schema))
    ]


def as_json(row: dict[str, str], schema: dict[str, Any]) -> dict[str, object]:
    """CSV knows texts only: numbers are read where the schema says so, and an empty cell that
    may be missing is."""
    return {
        name: number_or_text(text, schema["properties"].get(name, {}).get("type", ""))
        for name, text in row.items()
        if text or name in schema["required"]
    }


def number_or_text(text: str, kind: str) -> object:
    """A number where one is wanted and written."""
    try:
        return NUMBERS[kind](text) if kind in NUMBERS else text
    except ValueError:
        return text
