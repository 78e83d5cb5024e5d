"""Upgrade of many schemas: replay of the recorded script against django-tenants' executor.

BENCH_TENANTS says how many schemas; the stock executor, slow among many, works on the first
BENCH_STOCK of them, and its time for all is reckoned from that.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout

os.environ["DATABASE_LOGIN"] = "owner"

TENANTS = int(os.environ.get("BENCH_TENANTS", "100"))
STOCK = min(TENANTS, int(os.environ.get("BENCH_STOCK", "30")))
REPLAY, DJANGO_TENANTS = "tests.tenants.upgrade.settings", "tests.bench.stock"


def schemas() -> list[str]:
    """The schemas made for the measurement."""
    return [f"m40{number:05}" for number in range(TENANTS)]


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def grow() -> float:
    """Bring the template to the first release and let every schema be born."""
    from django.utils import timezone

    from tenants.models import Organisation
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction

    def all_of_them() -> None:
        replay()
        for schema in schemas():
            body = Organisation.objects.create(
                name=schema, nature="municipality_mg", state="MG", ibge_code=schema[1:], cnpj="1"
            )
            with owner_transaction() as cursor:
                make_schema(cursor, schema)
                cursor.execute(
                    "INSERT INTO public.tenants_tenant"
                    " (schema_name, organisation_id, life, born_at) VALUES (%s, %s, 'active', %s)",
                    [schema, body.pk, timezone.now()],
                )

    return seconds(all_of_them)


def replay() -> float:
    """Template and organisations, as `sispmpi migrate` brings them forward."""
    from tenants.upgrade import template
    from tenants.upgrade.pace import Pace
    from tenants.upgrade.run import upgrade

    def both() -> None:
        template.bring_forward(print)
        if not upgrade(Pace(), print).is_whole:
            raise SystemExit("a schema was left behind")

    return seconds(both)


def stock() -> float:
    """django-tenants' standard executor, on as many schemas as BENCH_STOCK says."""
    from django_tenants.migration_executors.standard import StandardExecutor

    from tenants.management.commands.migrate import OPTIONS

    executor = StandardExecutor([], {**OPTIONS, "verbosity": 0})
    return seconds(lambda: executor.run_migrations(tenants=schemas()[:STOCK]))


def step(name: str, release: str, settings: str = REPLAY) -> float:
    """One of the functions above in a process of its own. Returns the seconds it measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.upgrade", name],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, "TRIAL_RELEASE": release},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(done.stdout.splitlines()[-1])


def compared(here: list[float], there: float) -> dict[str, object]:
    """Both ways and their ratio; the stock executor reckoned up to every schema."""
    middle = sorted(here)[len(here) // 2]
    for_all = there / STOCK * TENANTS
    return {
        "replay_seconds": [round(each, 3) for each in here],
        "stock_seconds": round(for_all, 2),
        "stock_measured_on": f"{STOCK} of {TENANTS} schemas ({there:.2f} s)",
        "times_faster": round(for_all / middle, 1),
    }


def main() -> None:
    """Print both comparisons; replay and stock executor take turns on the same schemas."""
    born = step("grow", "first")
    idle = [step("replay", "first")]
    stock_idle = step("stock", "first", DJANGO_TENANTS)
    idle += [step("replay", "first"), step("replay", "first")]
    grown = [step("replay", "fields_1")]
    stock_grown = step("stock", "fields_2", DJANGO_TENANTS)
    step("replay", "fields_2")  # the template and the schemas that were spared
    grown += [step("replay", "fields_3"), step("replay", "fields_4")]
    found = {
        "schemas": TENANTS,
        "births_seconds": round(born, 2),
        "nothing_to_do": compared(idle, stock_idle),
        "add_field": compared(grown, stock_grown),
    }
    print(json.dumps(found))


def one(name: str) -> None:
    """Carry out one step and print how long it took."""
    import django

    django.setup()
    with redirect_stdout(sys.stderr):
        taken = {"grow": grow, "replay": replay, "stock": stock}[name]()
    print(taken)


if __name__ == "__main__":
    one(sys.argv[1]) if len(sys.argv) > 1 else main()
