"""Private memory after work in many organisations: of the backend and of the Python process.

In each organisation a row is read from every table, through the product's models. Three ways:
a connection that never ends, one that ends after SCHEMAS_PER_CONNECTION schemas (what web
processes do), and one that ends with each task (what Celery's workers do).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.figures import Ledger, at_most, say, seconds
from tests.bench.places import schemas

MEGABYTES = 200


def private_mb(pid: int | str) -> float:
    """What a process holds for itself alone."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


@dataclass
class Peak:
    """The largest memory seen, and how many backends it took."""

    backend_mb: float = 0.0
    backends: int = 0
    _last: int = 0

    def look(self, pid: int) -> None:
        """Look at a backend once more."""
        self.backend_mb = max(self.backend_mb, private_mb(pid))
        self.backends += pid != self._last
        self._last = pid


def models() -> list[Any]:
    """Every model that has a table in an organisation's schema."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    from foundation.tenancy import inside

    with inside(schemas()[0]), connection.cursor() as cursor:
        there = {each.name for each in connection.introspection.get_table_list(cursor)}
    labels = {entry.split(".apps.")[0].split(".")[-1] for entry in settings.TENANT_APPS}
    found = [
        each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.app_label in labels and each._meta.db_table in there
    ]
    assert len(found) > 20, labels
    return found


def work_everywhere(kinds: list[Any], end: Callable[[Any], None]) -> Peak:
    """A row of every table in every organisation; `end` is what follows each piece of work."""
    from django.db import connection

    from foundation.tenancy import inside

    peak = Peak()
    for schema in schemas():
        with inside(schema):
            for kind in kinds:
                list(kind._base_manager.order_by("pk")[:1])
            peak.look(connection.connection.info.backend_pid)
        end(connection)
    connection.close()
    return peak


def between_requests(link: Any) -> None:
    """What Django does when a request ends."""
    link.close_if_unusable_or_obsolete()


def way(kinds: list[Any], most: int, end: Callable[[Any], None]) -> dict[str, object]:
    """One of the three ways, measured."""
    from django.conf import settings

    settings.SCHEMAS_PER_CONNECTION = most
    peaks: list[Peak] = []
    taken = seconds(lambda: peaks.append(work_everywhere(kinds, end)))
    return {
        "backend_mb": round(peaks[0].backend_mb, 1),
        "python_mb": round(private_mb("self"), 1),
        "backends": peaks[0].backends,
        "seconds": round(taken, 1),
    }


def main() -> None:
    """Print the memory of each way; the goal is that of the product's standard setting."""
    import django

    django.setup()
    from django.conf import settings

    most = settings.SCHEMAS_PER_CONNECTION
    kinds = models()
    ledger = Ledger()
    ledger.note(tables_each=len(kinds), schemas=len(schemas()), schemas_per_connection=most)
    ways: dict[str, tuple[int, Callable[[Any], None]]] = {
        "ended_after_schemas_per_connection": (most, between_requests),
        "ended_with_each_task": (0, lambda link: link.close()),
        "never_ended": (0, between_requests),
    }
    for name, (limit, end) in ways.items():
        found = way(kinds, limit, end)
        say(f"  {name}: {found}")
        ledger.note(**{name: found})
        if limit:
            whole = float(str(found["backend_mb"])) + float(str(found["python_mb"]))
            goal = at_most(round(whole, 1), MEGABYTES, "MB")
            ledger.note(goals={"backend and Python of a process, remedies on": goal})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.product")
    main()
