"""An upgrade from start to end: canaries, waves, what waits for Python, what was left behind."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from foundation.tenancy import PUBLIC, TEMPLATE, inside
from tenants.models import Tenant
from tenants.provisioning.owner import owner_transaction
from tenants.upgrade import sql
from tenants.upgrade.executor import Tell
from tenants.upgrade.journey import travel_all
from tenants.upgrade.ledger import Ledger, short
from tenants.upgrade.pace import Pace
from tenants.upgrade.replay import Job, replay
from tenants.upgrade.routes import Atlas
from tenants.upgrade.state import states

LONGEST_ERROR = 2000


@dataclass(slots=True)
class Report:
    """What came of an upgrade; safe to be told of by several workers."""

    tell: Tell
    row: Ledger
    failed: dict[str, str] = field(default_factory=dict)
    stopped_by: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _start: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)

    @property
    def is_whole(self) -> bool:
        """Whether no schema was left behind."""
        return not self.failed and not self.stopped_by

    @property
    def waiting(self) -> list[str]:
        """The schemas whose Python part is left to the workers."""
        return self.row.waiting

    @property
    def untried(self) -> int:
        """How many an early end spared."""
        row = self.row
        return row.total - row.replayed - row.by_django - len(self.failed) - len(row.waiting)

    def replayed_one(self, job: Job, error: str) -> None:
        """A schema ended a leg by script: its last, or Python follows."""
        with self._lock:
            self.row.replayed += not error and not job.legs
            self._ended(job.schema, error)

    def python_ended(self, schema: str, error: str) -> None:
        """A journey with Python in it ended, well or not."""
        with self._lock:
            self.row.by_django += not error
            self._ended(schema, error)

    def _ended(self, schema: str, error: str) -> None:
        if error:
            self.failed[schema] = error
            self.row.failed[schema] = short(error)
            remember_failure(schema, error)
            self.tell(f"left behind: {schema}: {short(error)}")
        if time.monotonic() - self._told >= 1:
            self._told = time.monotonic()
            self.say()
            self.row.write()

    def say(self) -> None:
        """One line of progress."""
        row, waiting = self.row, len(self.row.waiting)
        self.tell(
            f"organisations: {row.replayed + row.by_django} of {row.total}"
            f" ({row.replayed} replayed, {row.by_django} by Django),"
            + (f" {waiting} wait for a worker," if waiting else "")
            + f" {len(self.failed)} left behind, {time.monotonic() - self._start:.1f} s"
        )


def upgrade(pace: Pace, tell: Tell, row: Ledger, *, here: bool = True) -> Report:
    """Bring every schema that is behind to the template's state.

    `here`: Python runs now, some schemas at once; otherwise it waits for the workers, except in
    the canaries, for which all others wait.
    """
    report = Report(tell, row)
    with inside(PUBLIC):
        row.close_others()
        canaries, others, atlas = jobs_to_do()
    if not canaries and not others and row.run is None:
        return report
    groups = list(waves(canaries, others, pace.wave))
    row.canaries, row.total, row.waves = len(canaries), len(canaries) + len(others), len(groups)
    row.begin()
    try:
        for group in groups:
            row.wave += 1
            carry_out(group, atlas, pace, report, here=here or group is canaries)
            if group is canaries and report.failed:
                report.stopped_by = sorted(report.failed)
                break
    finally:
        row.write(is_over=True)
    report.say()
    return report


def jobs_to_do() -> tuple[list[Job], list[Job], Atlas]:
    """Who is behind, canaries apart; the tenants' rows are put right on the way."""
    with connection.cursor() as cursor:
        cursor.execute(sql.REMEMBER)
    tenants = list(Tenant.objects.order_by("schema_name").values_list("schema_name", "is_canary"))
    found = states([TEMPLATE, *(schema for schema, _ in tenants)])
    atlas = Atlas(found[TEMPLATE])
    canaries: list[Job] = []
    others: list[Job] = []
    for schema, is_canary in tenants:
        if found.get(schema, atlas.target) != atlas.target:  # one without a schema has left
            place = canaries if is_canary else others
            place.append(Job(schema, deque(atlas.route(found[schema]))))
    return canaries, others, atlas


def waves(canaries: list[Job], others: list[Job], size: int) -> Iterator[list[Job]]:
    """The canaries, then the others in groups."""
    if canaries:
        yield canaries
    for start in range(0, len(others), size):
        yield others[start : start + size]


def carry_out(group: list[Job], atlas: Atlas, pace: Pace, report: Report, *, here: bool) -> None:
    """Scripts first, all of them; then what Python has to do, and the scripts after it."""
    replay([job for job in group if job.is_replayable], pace, report.replayed_one)
    left = [job.schema for job in group if job.legs and job.schema not in report.failed]
    if here:
        travel_all(left, atlas, pace, report.python_ended)
    else:
        report.waiting.extend(left)


def remember_failure(schema: str, error: str) -> None:
    """Keep the reason on the tenant's row."""
    with owner_transaction() as cursor:
        cursor.execute(sql.FAILED, [error[:LONGEST_ERROR], schema])
