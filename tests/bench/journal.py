"""What the journal costs: the same rows written with its triggers and without them.

In bulk it is many rows in one transaction, by hand a transaction for each row. Both ways take
turns on the same table; the one without is a connection that fires no trigger.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

import psycopg2

from tests.bench.figures import Ledger, at_most, middle, ms, seconds

ROWS, TURNS, COMMITS = 2000, 5, 200
GOAL_BULK, GOAL_COMMIT_MS = 20, 1.5
BULK = (
    "INSERT INTO access_organ (uid, name, acronym, is_active)"
    f" SELECT gen_random_uuid(), %s || n, '', true FROM generate_series(1, {ROWS}) n"
)
ONE = "UPDATE access_organ SET acronym = %s WHERE name = %s"
FORGET = "DELETE FROM access_organ WHERE starts_with(name, %s)"


@contextmanager
def writer(role: str) -> Iterator[Any]:
    """A connection that stands in the measured schema; as a `replica` it fires no trigger."""
    with closing(psycopg2.connect(os.environ["BENCH_ADMIN_URL"])) as link:
        with link, link.cursor() as cursor:
            cursor.execute(f'SET search_path = "{os.environ["BENCH_SCHEMA"]}", public, ext')
            cursor.execute(f"SET session_replication_role = {role}")
        yield link


def write(link: Any, statement: str, *given: object) -> None:
    """One transaction."""
    with link, link.cursor() as cursor:
        cursor.execute(statement, given)


def bulk(links: Mapping[str, Any]) -> dict[str, list[float]]:
    """Seconds for ROWS rows in one transaction, each way."""
    found: dict[str, list[float]] = {role: [] for role in links}
    for turn in range(TURNS):
        for role, link in links.items():
            act = partial(write, link, BULK, f"Medido {turn} {role} ")
            found[role].append(seconds(act))
    return found


def by_hand(links: Mapping[str, Any]) -> dict[str, list[float]]:
    """Seconds for a change of one row with its commit, each way."""
    found: dict[str, list[float]] = {role: [] for role in links}
    for turn in range(COMMITS):
        for role, link in links.items():
            act = partial(write, link, ONE, f"{turn}{role[:1]}", "Medido 0 origin 1")
            found[role].append(seconds(act))
    return found


def main() -> None:
    """Print everything as one object."""
    ledger = Ledger()
    with writer("origin") as told, writer("replica") as untold:
        write(untold, FORGET, "Medido")
        links = {"replica": untold, "origin": told}
        many, one = bulk(links), by_hand(links)
        write(untold, FORGET, "Medido")
    without, noted = (middle(many[role]) for role in links)
    more = round(ms(one["origin"]) - ms(one["replica"]), 3)
    ledger.note(
        bulk_rows_a_second={"without": round(ROWS / without), "with": round(ROWS / noted)},
        bulk_microseconds_a_row=round((noted - without) / ROWS * 1e6),
        times_slower_in_bulk=round(noted / without, 1),
        commit_ms={"without": ms(one["replica"]), "with": ms(one["origin"])},
        goals={
            "times slower in bulk": at_most(round(noted / without, 1), GOAL_BULK),
            "more for a commit": at_most(more, GOAL_COMMIT_MS, "ms"),
        },
    )


if __name__ == "__main__":
    main()
