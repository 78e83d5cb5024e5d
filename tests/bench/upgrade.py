"""Upgrade of many schemas: replay of the recorded script against django-tenants' executors.

The library's executors, slow among many, work on BENCH_STOCK of the schemas of the same database;
their time for all is reckoned from that, and the figures say so.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout

from tests.bench.figures import Ledger, at_least, at_most, middle, say, seconds
from tests.bench.places import TENANTS, schemas

STOCK = min(TENANTS, int(os.environ.get("BENCH_STOCK", "30")))
REPLAY, DJANGO_TENANTS = "tests.tenants.upgrade.settings", "tests.bench.stock"
TIMES_FASTER, IDLE_SECONDS = 100, 1.0


def replay() -> float:
    """Template and organisations, as `sispmpi migrate` brings them forward."""
    from tenants.upgrade import template
    from tenants.upgrade.ledger import Ledger as Progress
    from tenants.upgrade.pace import Pace
    from tenants.upgrade.run import upgrade

    def both() -> None:
        template.bring_forward(print)
        if not upgrade(Pace(), print, Progress()).is_whole:
            raise SystemExit("a schema was left behind")

    return seconds(both)


def standard() -> float:
    """django-tenants' standard executor, on as many schemas as BENCH_STOCK says."""
    from django_tenants.migration_executors.standard import StandardExecutor

    from tests.bench.options import OPTIONS

    executor = StandardExecutor([], {**OPTIONS, "verbosity": 0})
    return seconds(lambda: executor.run_migrations(tenants=schemas()[:STOCK]))


def multiprocessing() -> float:
    """django-tenants' executor of several processes, two here, on the same schemas."""
    from django_tenants.migration_executors.multiproc import MultiprocessingExecutor

    from tests.bench.options import OPTIONS

    executor = MultiprocessingExecutor([], {**OPTIONS, "verbosity": 0})
    return seconds(lambda: executor.run_migrations(tenants=schemas()[:STOCK]))


STEPS: dict[str, Callable[[], float]] = {
    "replay": replay,
    "standard": standard,
    "multiprocessing": multiprocessing,
}


def step(name: str, release: str) -> float:
    """One of the functions above in a process of its own. Returns the seconds it measured."""
    settings = REPLAY if name == "replay" else DJANGO_TENANTS
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.upgrade", name],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, "TRIAL_RELEASE": release},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    taken = float(done.stdout.splitlines()[-1])
    say(f"  {name}, release {release}: {taken:.3f} s")
    return taken


class Comparison:
    """One kind of upgrade, in the product's way and in the library's two."""

    def __init__(self, ledger: Ledger, name: str) -> None:
        self.ledger, self.name = ledger, name
        self.here: list[float] = []
        self.there: dict[str, float] = {}

    def replayed(self, release: str) -> None:
        """Measure the product's way once more."""
        self.here.append(step("replay", release))
        self.note()

    def stock(self, name: str, release: str) -> None:
        """Measure one of the library's ways, on the sample."""
        self.there[name] = step(name, release)
        self.note()

    def for_all(self, name: str) -> float:
        """The sample's time reckoned up to every schema."""
        return self.there[name] / STOCK * TENANTS

    def note(self) -> None:
        """Everything of this comparison that is known by now, goals included."""
        here = middle(self.here)
        found: dict[str, object] = {"replay_seconds": [round(each, 3) for each in self.here]}
        goals = dict(self.ledger.found.get("goals") or {})  # type: ignore[call-overload]
        if self.name == "nothing_to_do":
            goals["nothing to do, all schemas"] = at_most(round(here, 3), IDLE_SECONDS, "s")
        for name, taken in self.there.items():
            faster = round(self.for_all(name) / here, 1)
            found[name] = {
                "sampled": STOCK,
                "sampled_seconds": round(taken, 2),
                "seconds_for_all": round(self.for_all(name), 2),
                "extrapolated": STOCK < TENANTS,
                "times_slower": faster,
            }
            goals[f"{self.name}: times faster than {name}"] = at_least(faster, TIMES_FASTER)
        self.ledger.note(**{self.name: found}, goals=goals)


def main() -> None:
    """Print both comparisons; replay and the library's executors take turns."""
    ledger = Ledger()
    ledger.note(schemas=TENANTS)
    ledger.note(first_tables_seconds=round(step("replay", "first"), 2))
    idle = Comparison(ledger, "nothing_to_do")
    idle.replayed("first")
    idle.stock("standard", "first")
    idle.replayed("first")
    idle.stock("multiprocessing", "first")
    idle.replayed("first")
    field = Comparison(ledger, "add_field")
    field.replayed("fields_1")
    field.stock("standard", "fields_2")
    step("replay", "fields_2")  # the template and the schemas that were spared
    field.stock("multiprocessing", "fields_3")
    step("replay", "fields_3")
    field.replayed("fields_4")


def one(name: str) -> None:
    """Carry out one step and print how long it took."""
    import django

    django.setup()
    with redirect_stdout(sys.stderr):
        taken = STEPS[name]()
    print(taken)


if __name__ == "__main__":
    one(sys.argv[1]) if len(sys.argv) > 1 else main()
