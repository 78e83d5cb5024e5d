"""Birth of an organisation's schema: the rendered template against migrations, clone and DDL."""

import os
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from typing import Any

from tests.bench.figures import Ledger, at_least, at_most, ms, seconds

QUICK, SLOW = 9, 3
Way = Callable[[str], None]


def rendered(schema: str) -> None:
    """As the product does it."""
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction

    with owner_transaction() as cursor:
        make_schema(cursor, schema)


def structure() -> str:
    """The rendered template without its rows: nothing but DDL."""
    from foundation.tenancy import TEMPLATE
    from tenants.provisioning import catalogue
    from tenants.provisioning.owner import owner_transaction, quoted
    from tenants.provisioning.render import statements, unqualified

    with owner_transaction() as cursor:
        cursor.execute(f"SET LOCAL search_path = {quoted(TEMPLATE)}, public, ext")
        found = catalogue.read(cursor, catalogue.namespace_of(cursor, TEMPLATE))
        return ";\n".join(unqualified(each, TEMPLATE) for each in statements(found)) + ";\n"


def bare(ddl: str) -> Way:
    """The same tables without role, privileges and rows."""
    from tenants.provisioning.owner import owner_transaction, quoted

    def make(schema: str) -> None:
        with owner_transaction() as cursor:
            cursor.execute(
                f"CREATE SCHEMA {quoted(schema)};"
                f" SET LOCAL search_path = {quoted(schema)}, public, ext;"
                " SET LOCAL check_function_bodies = off;\n" + ddl
            )

    return make


def migrated(schema: str) -> None:
    """Django's migrations, on the product's engine: the library's own would be slower still."""
    from django_tenants.migration_executors.base import run_migrations

    from tenants.provisioning.owner import owner_transaction, quoted
    from tests.bench.options import OPTIONS

    with owner_transaction() as cursor:
        cursor.execute(f"CREATE SCHEMA {quoted(schema)}")
    with redirect_stdout(sys.stderr):
        run_migrations([], {**OPTIONS, "verbosity": 0}, "bench", schema)


def cloned() -> Way:
    """django-tenants' function clone_schema with rows; making the function is not counted."""
    import psycopg2
    from django_tenants.clone import CLONE_SCHEMA_FUNCTION

    from foundation.tenancy import TEMPLATE

    def asked(words: str, *values: str) -> None:
        with closing(psycopg2.connect(os.environ["BENCH_ADMIN_URL"])) as link, link:
            cursor: Any = link.cursor()
            cursor.execute(words, values or None)

    asked(CLONE_SCHEMA_FUNCTION.format(db_user="postgres"))
    return lambda schema: asked("SELECT clone_schema(%s, %s, 'DATA')", TEMPLATE, schema)


def compared(ledger: Ledger) -> None:
    """All four take turns, the slow ones less often; what is known is noted after each round."""
    ways: dict[str, Way] = {"rendered": rendered, "ddl": bare(structure()), "migrations": migrated}
    try:
        ways["clone_schema"] = cloned()
    except Exception as error:
        ledger.note(clone_schema_fault=str(error).strip())
    taken: dict[str, list[float]] = {name: [] for name in ways}
    rendered("m4099999")  # the template is rendered once a process
    for number in range(QUICK):
        for place, (name, way) in enumerate(ways.items()):
            if name in ("rendered", "ddl") or number < SLOW:
                schema = f"m409{place}{number:03}"
                taken[name].append(seconds(lambda w=way, s=schema: w(s)))  # type: ignore[misc]
        note(ledger, taken)


def note(ledger: Ledger, taken: dict[str, list[float]]) -> None:
    """Medians and goals of what was measured until now."""
    found = {name: ms(values) for name, values in taken.items()}
    for name, value in found.items():
        ledger.note(**{f"{name}_ms": value})
    here = found["rendered"]
    ledger.note(
        goals={
            "rendered / bare DDL": at_most(round(here / found["ddl"], 2), 1.5),
            "times faster than migrations": at_least(round(found["migrations"] / here, 1), 12),
        }
    )
    if "clone_schema" in found:
        ledger.note(times_faster_than_clone_schema=round(found["clone_schema"] / here, 1))


def main() -> None:
    """Print the medians and their ratios."""
    import django

    django.setup()
    compared(Ledger())


if __name__ == "__main__":
    main()
