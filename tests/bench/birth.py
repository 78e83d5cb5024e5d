"""Birth of an organisation's schema: the rendered template against Django's migrations."""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout

os.environ["DATABASE_LOGIN"] = "owner"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TIMES = 5


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def middle(values: list[float]) -> float:
    """The median."""
    return sorted(values)[len(values) // 2]


def main() -> None:
    """Print both medians and their ratio; the two ways take turns."""
    import django

    django.setup()
    from django_tenants.migration_executors.base import run_migrations

    from tenants.management.commands.migrate import OPTIONS
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction

    def rendered(schema: str) -> None:
        with owner_transaction() as cursor:
            make_schema(cursor, schema)

    def migrated(schema: str) -> None:
        with owner_transaction() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        run_migrations([], {**OPTIONS, "verbosity": 0}, "bench", schema)

    rendered("m3100000")  # the template is rendered once a process
    by_template: list[float] = []
    by_migrations: list[float] = []
    with redirect_stdout(sys.stderr):
        for number in range(1, TIMES + 1):
            by_template.append(seconds(lambda n=number: rendered(f"m310000{n}")))  # type: ignore[misc]
            by_migrations.append(seconds(lambda n=number: migrated(f"m320000{n}")))  # type: ignore[misc]
    here, there = middle(by_template), middle(by_migrations)
    print(
        json.dumps(
            {
                "rendered_ms": round(here * 1000, 1),
                "migrations_ms": round(there * 1000, 1),
                "times_faster": round(there / here, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
