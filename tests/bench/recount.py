"""The nightly recount of the whole network, by the product's own worker with two processes.

From the wish to the last organisation. `paced_seconds` is the least that it may take: batches are
queued some seconds apart, so that a recount never fills the queue.
"""

import os
import subprocess
import sys
import time
from datetime import datetime

from config.local import programs
from config.local.places import SOURCE
from tests.bench.figures import Ledger, at_most

GOAL_SECONDS = 300
EVERY = 0.2
LIMIT = 400


def worker() -> "subprocess.Popen[bytes]":
    """The Celery worker with the options it has in the product; it waits for work."""
    environment = {**os.environ, "DATABASE_LOGIN": "app"}
    return subprocess.Popen(
        programs.worker(environment).command, cwd=SOURCE, env=environment, stdout=sys.stderr
    )


def seconds_until_all(since: datetime, total: int) -> float:
    """How long until every organisation was recounted since then. Raises TimeoutError."""
    from tenants.facts.models import Facts

    start = time.monotonic()
    while Facts.objects.filter(recounted_at__gte=since).count() < total:
        if time.monotonic() > start + LIMIT:
            raise TimeoutError(f"not all of {total} within {LIMIT} s")
        time.sleep(EVERY)
    return time.monotonic() - start


def main() -> None:
    """Print how long it took, and how much of that was waiting for the next batch."""
    import django

    django.setup()
    from django.utils import timezone

    from access.rules import SYSTEM
    from tenants.facts import services
    from tenants.facts.tasks import BATCH, BATCH_SECONDS

    ledger = Ledger()
    hand = worker()
    try:
        since = timezone.now()
        total = services.start_recount(actor=SYSTEM, at=since).total
        taken = seconds_until_all(since, total)
    finally:
        hand.terminate()
        hand.wait()
    ledger.note(
        organisations=total,
        recount_seconds=round(taken, 1),
        paced_seconds=(total - 1) // BATCH * BATCH_SECONDS,
        organisations_a_second=round(total / taken, 1),
        goals={"recount": at_most(round(taken, 1), GOAL_SECONDS, "s")},
    )


if __name__ == "__main__":
    main()
