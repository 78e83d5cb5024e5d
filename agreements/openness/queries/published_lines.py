"""The lines of an open table as the newest edition tells them: what the portal may not read itself.

Amendments, publications and reports are read by the centre's role alone; what everybody may know
of them stands in the files of the edition, and the API tells the same.
"""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.files.storage import default_storage

from agreements.openness.queries.editions import newest_edition

Lines = tuple[dict[str, Any], ...]
KEPT = 8  # tables, of two editions


def published_lines(name: str) -> Lines:
    """Every line of a table, in its order; none before the first edition."""
    edition = newest_edition()
    return lines_of(edition.parts[f"{name}.json"].key) if edition else ()


@lru_cache(maxsize=KEPT)
def lines_of(key: str) -> Lines:
    """The file's name tells its content, so it is read once in a process."""
    with default_storage.open(key) as file:
        return tuple(json.load(file))


def narrowed(
    lines: Lines, day: str, *, agreement: str, year: int | None, since: date | None
) -> Any:
    """Those of an agreement, of agreements of a year, and dated from a day on; newest first."""
    found = [
        each
        for each in lines
        if (not agreement or each["id_acordo"] == agreement)
        and (year is None or each["ano"] == year)
        and (since is None or (each[day] or "") >= since.isoformat())
    ]
    return sorted(found, key=lambda each: each[day] or "", reverse=True)


def by_version(lines: Lines) -> list[dict[str, Any]]:
    """How often each version was delivered, and how often its receipt was confirmed."""
    counts: dict[str, list[int]] = {}
    for each in lines:
        count = counts.setdefault(each["versao"], [0, 0])
        count[0] += 1
        count[1] += each["data_recebimento"] is not None
    return [
        {"versao": version, "entregues": sent, "recebidas": received}
        for version, (sent, received) in sorted(counts.items())
    ]
