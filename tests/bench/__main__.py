"""`make bench`: build many organisations once, measure every part on them, print one JSON object.

BENCH_TENANTS says how many schemas, BENCH_SECONDS how long all of it may take, BENCH_PARTS which
parts (all without it). Progress goes to the error stream.
"""

import json
import os
import platform
import shutil
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from psycopg2 import sql
from psycopg2.errors import DependentObjectsStillExist

from config.local import valkey
from config.local.accounts import connect
from tests import database
from tests.bench.figures import say
from tests.bench.parts import Part, measure
from tests.bench.places import TENANTS
from tests.database import INSTALLATION, Database, Session

SECONDS = float(os.environ.get("BENCH_SECONDS", "900"))
ROLES = f"^{INSTALLATION}_m40[0-9]{{5}}$"
GROW = Part("grow", "tests.bench.grow", 300, login="owner")
PARTS = (
    Part("requests", "tests.bench.requests", 150),
    Part("plans", "tests.bench.plans", 300),
    Part("sign_in", "tests.bench.sign_in", 180),
    Part("memory", "tests.bench.memory", 210, settings="tests.bench.product"),
    Part("journal", "tests.bench.journal", 60),
    Part("centre", "tests.bench.centre", 150),
    Part("portal", "tests.bench.portal", 180),
    Part("recount", "tests.bench.recount", 450),
    Part("archive", "tests.bench.archive", 150, login="owner"),
    Part("birth", "tests.bench.birth", 150, login="owner"),
    Part("upgrade", "tests.bench.upgrade", 300, login="owner"),
)


def chosen() -> list[Part]:
    """The parts that are asked for. Ends the process for one that is not known."""
    names = os.environ.get("BENCH_PARTS", "").split() or [part.name for part in PARTS]
    unknown = set(names) - {part.name for part in PARTS}
    if unknown:
        raise SystemExit(f"BENCH_PARTS: no such part: {', '.join(sorted(unknown))}")
    return [part for part in PARTS if part.name in names]


def machine(place: Database) -> dict[str, object]:
    """What it was measured on."""
    rows = place.rows(
        "SELECT name, setting FROM pg_settings WHERE name IN"
        " ('server_version', 'fsync', 'shared_buffers', 'max_locks_per_transaction')"
    )
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "postgresql": {str(name): setting for name, setting in rows},
    }


def goals(found: dict[str, object]) -> dict[str, object]:
    """Every goal of every part, by its name."""
    parts = {name: part for name, part in found.items() if isinstance(part, dict)}
    return {
        f"{name}: {goal}": each
        for name, part in parts.items()
        for goal, each in part.get("goals", {}).items()
    }


def results(session: Session) -> dict[str, object]:
    """Everything measured, the goals and whether they were reached in front."""
    start = time.monotonic()
    deadline = start + SECONDS
    place = session.clone()
    found: dict[str, object] = {"grow": measure(GROW, place, deadline)}
    for part in chosen():
        found[part.name] = measure(part, place, deadline)
    return {
        "date": time.strftime("%Y-%m-%d"),
        "schemas": TENANTS,
        "seconds": round(time.monotonic() - start, 1),
        "machine": machine(place),
        "goals": goals(found),
        **found,
    }


def take_roles_back(session: Session) -> None:
    """Roles belong to the cluster: those of the measured schemas go once their database has."""
    with connect(session.server.url()) as link, link.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname ~ %s", [ROLES])
        for (name,) in cursor.fetchall():
            try:
                cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
            except DependentObjectsStillExist:
                say(f"{name} is of use elsewhere")  # another measurement, in another database


def main() -> None:
    """Measure and print; a part that failed is told by the code of the process."""
    session = database.open_session()
    folder = Path(mkdtemp(prefix="bench"))
    broker = valkey.start(folder / "valkey", folder / "valkey.log", "bench", keeps=False)
    os.environ["BROKER_URL"] = broker.url()
    try:
        found = results(session)
        print(json.dumps(found, indent=2, ensure_ascii=False), flush=True)
        session.drop(*session.made)
        take_roles_back(session)
    finally:
        session.close()
        broker.stop()
        shutil.rmtree(folder, ignore_errors=True)
    faults = [name for name, part in found.items() if isinstance(part, dict) and "fault" in part]
    if faults:
        say(f"not whole: {', '.join(faults)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
