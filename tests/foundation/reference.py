"""Where a further collection of real cases lies, on the machines that have one."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"


def path_of(name: str) -> Path:
    """A file of the collection; skips the test where it is not present."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"no {name} on this machine")
    return path
