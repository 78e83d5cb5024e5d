"""The models that a new installation starts with; later versions are rows of their own."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def models(edition: str = "2026_1") -> list[dict[str, Any]]:
    """The models of one edition: kind, key, body, sources and audience of each."""
    return list(json.loads((FOLDER / f"models_{edition}.json").read_text(encoding="utf-8")))
