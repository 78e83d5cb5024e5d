"""One schema all the way: script, Python, script, in the order of the migrations."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from django.db import connection

from tenants.provisioning.owner import owner_connection
from tenants.upgrade import by_django
from tenants.upgrade.locks import JOURNEY, holding
from tenants.upgrade.pace import Pace, is_passing
from tenants.upgrade.replay import Job, attempt
from tenants.upgrade.routes import Atlas
from tenants.upgrade.state import states

Arrived = Callable[[str, str], None]


def travel(schema: str, atlas: Atlas, pace: Pace) -> str:
    """Every leg from where the schema stands now. Returns the error, or an empty string.

    Who travels holds the lock of the schema's journey. Called again, it goes on where it ended.
    """
    here = states([schema]).get(schema, atlas.target)
    legs = atlas.route(here) if here != atlas.target else ()
    job = Job(schema, deque(legs))
    while job.legs:
        leg = job.legs[0]
        error = (
            by_script(job, pace) if leg.script is not None else by_django.migrate(schema, leg, pace)
        )
        if error:
            return error
        job.arrive()
    return ""


def by_script(job: Job, pace: Pace) -> str:
    """The next leg by its script, tried again while somebody is in the way."""
    while True:
        with closing(owner_connection("upgrade")) as link:
            error = attempt(link, job, pace)
        if error is None:
            return ""
        if not is_passing(error) or job.tried >= pace.tries:
            return str(error).strip()


def travel_all(schemas: Iterable[str], atlas: Atlas, pace: Pace, arrived: Arrived) -> None:
    """Many journeys, some at once; `arrived` is told of each."""
    waiting = deque(schemas)
    if not waiting:
        return
    workers = min(pace.workers, len(waiting))
    with ThreadPoolExecutor(workers) as pool:
        for worker in [pool.submit(guide, waiting, atlas, pace, arrived) for _ in range(workers)]:
            worker.result()


def guide(waiting: deque[str], atlas: Atlas, pace: Pace, arrived: Arrived) -> None:
    """One thread: take schemas until none is left."""
    try:
        while waiting:
            try:
                schema = waiting.popleft()
            except IndexError:
                return
            with holding(JOURNEY.format(schema)):
                error = travel(schema, atlas, pace)
            arrived(schema, error)
    finally:
        connection.close()
