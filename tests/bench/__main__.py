"""`make bench`: run every measurement on a database of its own and print one JSON object."""

import json
import os
import platform
import subprocess
import sys

from tests import database
from tests.database import Database, Session, addresses
from tests.seed import FIRST


def measure(module: str, place: Database, **more: str) -> dict[str, object]:
    """What one measurement prints, run in a process of its own."""
    environment = {
        **os.environ,
        "ENVIRONMENT": "test",
        "BENCH_HOST": FIRST.host,
        "BENCH_SCHEMA": FIRST.schema,
        "BENCH_ADMIN_URL": place.admin_url,
        **addresses(place),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", module],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def with_and_without_tenancy(place: Database, rounds: int = 3) -> dict[str, object]:
    """The same pages in both ways, taking turns; medians of the rounds."""
    plain: list[dict[str, float]] = []
    product: list[dict[str, float]] = []
    for _ in range(rounds):
        for found, settings in ((product, "config.settings"), (plain, "tests.bench.plain")):
            found.append(
                measure("tests.bench.page", place, DJANGO_SETTINGS_MODULE=settings)  # type: ignore[arg-type]
            )
    return {
        name: {
            "product_ms": (here := middle(product, name)),
            "plain_django_ms": (there := middle(plain, name)),
            "ratio": round(here / there, 3),
        }
        for name in product[0]
    }


def middle(found: list[dict[str, float]], name: str) -> float:
    """The median of one figure."""
    return sorted(each[name] for each in found)[len(found) // 2]


def results(session: Session) -> dict[str, object]:
    """Everything measured, with the machine it was measured on."""
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "birth": measure("tests.bench.birth", session.clone()),
        "upgrade": measure("tests.bench.upgrade", session.clone()),
        "archive": measure("tests.bench.archive", session.clone()),
        "centre": measure("tests.bench.centre", session.clone()),
        "page": with_and_without_tenancy(session.clone()),
    }


def main() -> None:
    """Measure and print; no broker listens: nothing measured here queues work."""
    os.environ.setdefault("BROKER_URL", "redis://127.0.0.1:1/0")
    session = database.open_session()
    try:
        print(json.dumps(results(session), indent=2, ensure_ascii=False))
    finally:
        session.close()


if __name__ == "__main__":
    main()
