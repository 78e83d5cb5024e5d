"""The recorded script over many schemas: one transaction and one round trip for each."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2
from django.conf import settings

from foundation.tenancy import PUBLIC
from tenants.provisioning.owner import owner_connection, quoted
from tenants.upgrade import sql
from tenants.upgrade.pace import Pace, is_passing, pause
from tenants.upgrade.routes import Leg

SCHEMAS_OF_A_CONNECTION = 100  # a backend keeps what it learnt of every table it touched
GUARD = (
    "DO $guard$ BEGIN IF ({hash}) IS DISTINCT FROM '{wanted}' THEN"
    " RAISE EXCEPTION 'the recorded migrations of {schema} are not those expected {when}';"
    " END IF; END $guard$"
)


@dataclass(slots=True)
class Job:
    """One schema on its way: the legs that are left."""

    schema: str
    legs: deque[Leg]
    tried: int = 0

    @property
    def is_replayable(self) -> bool:
        """Whether the next leg is a script."""
        return bool(self.legs) and self.legs[0].script is not None

    def arrive(self) -> None:
        """The next leg is behind."""
        self.legs.popleft()
        self.tried = 0


Ended = Callable[[Job, str], None]


def script_for(schema: str, leg: Leg, pace: Pace) -> str:
    """Everything that is sent for one schema."""
    path = ", ".join(map(quoted, [schema, PUBLIC, *settings.PG_EXTRA_SEARCH_PATHS]))
    found = sql.HASH.format(quoted(schema))

    def guard(wanted: str, when: str) -> str:
        return GUARD.format(hash=found, wanted=wanted, schema=schema, when=when)

    return ";\n".join(
        [
            f"SET LOCAL search_path = {path}",
            pace.limits,
            f"SELECT pg_advisory_xact_lock(hashtext('sispmpi:schema:{schema}'))",
            guard(leg.before, "before"),
            f"{leg.script}\n",
            guard(leg.after, "after"),
            "",
        ]
    )


def replay(jobs: Iterable[Job], pace: Pace, ended: Ended) -> None:
    """One leg for every schema; `ended` is told of each, with the error or an empty string."""
    waiting = deque(jobs)
    with ThreadPoolExecutor(min(pace.workers, len(waiting)) or 1) as pool:
        for worker in [pool.submit(work, waiting, pace, ended) for _ in range(pace.workers)]:
            worker.result()


def work(waiting: deque[Job], pace: Pace, ended: Ended) -> None:
    """One worker: take jobs until none is left, each hundred on a new connection."""
    while waiting:
        with closing(owner_connection("upgrade")) as link:
            for _ in range(SCHEMAS_OF_A_CONNECTION):
                try:
                    job = waiting.popleft()
                except IndexError:
                    return
                error = attempt(link, job, pace)
                if error is not None and is_passing(error) and job.tried < pace.tries:
                    waiting.append(job)
                else:
                    if error is None:
                        job.arrive()
                    ended(job, str(error).strip() if error else "")
                if link.closed:
                    break


def attempt(link: Any, job: Job, pace: Pace) -> Exception | None:
    """One try at one leg: wholly done, or the error and a schema as it was before."""
    if job.tried:
        time.sleep(pause(job.tried))
    job.tried += 1
    try:
        with link, link.cursor() as cursor:
            cursor.execute(script_for(job.schema, job.legs[0], pace))
            cursor.execute(sql.SUCCEEDED, [job.legs[0].after, job.schema])
    except psycopg2.Error as error:
        failure: Exception = error
        return failure
    return None
