"""The outlines of the municipalities of Minas, from the table that set-up builds."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from foundation.municipalities import TableMissing

TABLE = Path(__file__).parent / "data" / "outlines_of_minas.csv"
WIDTH, HEIGHT = 1600, 1238


@lru_cache(maxsize=1)
def of_minas() -> Mapping[str, str]:
    """The outline (a path of SVG) under the IBGE code. Raises TableMissing before set-up."""
    try:
        with TABLE.open(encoding="utf-8", newline="") as lines:
            rows = {row["ibge_code"]: row["outline"] for row in csv.DictReader(lines)}
    except FileNotFoundError:
        raise TableMissing(f"{TABLE.name} was not built yet: run `make run` once") from None
    return MappingProxyType(rows)
