"""The model texts that a new installation starts with; later versions are rows of their own."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def clauses(edition: str = "2026_1") -> list[dict[str, Any]]:
    """The clauses of one edition of the model agreement."""
    return list(json.loads((FOLDER / f"clauses_{edition}.json").read_text(encoding="utf-8")))


def plan(edition: str = "2026_1") -> dict[str, Any]:
    """The model work plan of one edition: expected results, goals and stages."""
    return dict(json.loads((FOLDER / f"plan_{edition}.json").read_text(encoding="utf-8")))
