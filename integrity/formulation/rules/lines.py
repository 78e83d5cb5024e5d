"""What an import would do with one row, and the report of all of them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What becomes of a row."""

    MAKE = "make"
    MERGE = "merge"
    CHANGE = "change"
    SAME = "same"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the workbook, what becomes of it, why, and what would be written."""

    sheet: str
    line: int
    label: str
    verdict: Verdict
    reasons: tuple[str, ...]
    content: Mapping[str, Any]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the row is written."""
        return self.verdict is Verdict.REFUSE


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every filled row in order, and the units that the organ does not have yet."""

    lines: tuple[Line, ...]
    missing_units: tuple[str, ...]

    def of(self, sheet: str) -> list[Line]:
        """The lines of one sheet."""
        return [each for each in self.lines if each.sheet == sheet]

    def count(self, verdict: Verdict) -> int:
        """How many rows have a verdict."""
        return sum(each.verdict is verdict for each in self.lines)

    def accepted(self, sheet: str) -> Iterator[Line]:
        """The lines of a sheet that would be written."""
        return (each for each in self.of(sheet) if not each.is_refused)

    def as_json(self) -> dict[str, Any]:
        """The report in JSON's own types."""
        body: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> "ImportReport":
        """The report again, from what `as_json` gave."""
        lines = tuple(
            Line(
                **{
                    **each,
                    "verdict": Verdict(each["verdict"]),
                    "reasons": tuple(each["reasons"]),
                }
            )
            for each in body["lines"]
        )
        return cls(lines, tuple(body["missing_units"]))

    def digest(self) -> str:
        """Two reports that would write the same have the same digest."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
