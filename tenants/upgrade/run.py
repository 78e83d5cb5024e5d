"""An upgrade from start to end: canaries, waves, what was left behind."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from foundation.tenancy import PUBLIC, TEMPLATE, inside
from tenants.models import Tenant
from tenants.provisioning.owner import owner_transaction
from tenants.upgrade import by_django, sql
from tenants.upgrade.executor import Tell
from tenants.upgrade.pace import Pace
from tenants.upgrade.replay import Job, replay
from tenants.upgrade.routes import Atlas
from tenants.upgrade.state import states

LONGEST_ERROR = 2000


@dataclass(slots=True)
class Report:
    """What came of an upgrade; safe to be told of by several workers."""

    tell: Tell
    total: int = 0
    replayed: int = 0
    by_django: int = 0
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
    def untried(self) -> int:
        """How many an early end spared."""
        return self.total - self.replayed - self.by_django - len(self.failed)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._start

    def replayed_one(self, schema: str, error: str) -> None:
        """A schema ended its replay, well or not."""
        with self._lock:
            self.replayed += not error
            self._ended(schema, error)

    def django_did_one(self, schema: str, error: str) -> None:
        """Django ended with a schema, well or not."""
        with self._lock:
            self.by_django += not error
            self._ended(schema, error)

    def _ended(self, schema: str, error: str) -> None:
        if error:
            self.failed[schema] = error
            remember_failure(schema, error)
            self.tell(f"left behind: {schema}: {error.splitlines()[0]}")
        if time.monotonic() - self._told >= 1:
            self._told = time.monotonic()
            self.say()

    def say(self) -> None:
        """One line of progress."""
        self.tell(
            f"organisations: {self.replayed + self.by_django} of {self.total}"
            f" ({self.replayed} replayed, {self.by_django} by Django),"
            f" {len(self.failed)} left behind, {self.seconds:.1f} s"
        )


def upgrade(pace: Pace, tell: Tell) -> Report:
    """Bring every schema that is behind to the template's state."""
    report = Report(tell)
    with inside(PUBLIC):
        canaries, others, atlas = jobs_to_do()
    report.total = len(canaries) + len(others)
    for wave in waves(canaries, others, pace.wave):
        carry_out(wave, atlas.target, pace, report)
        if wave is canaries and report.failed:
            report.stopped_by = sorted(report.failed)
            break
    if report.total:
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
            place.append(Job(schema, atlas.route(found[schema])))
    return canaries, others, atlas


def waves(canaries: list[Job], others: list[Job], size: int) -> Iterator[list[Job]]:
    """The canaries, then the others in groups."""
    if canaries:
        yield canaries
    for start in range(0, len(others), size):
        yield others[start : start + size]


def carry_out(wave: list[Job], target: str, pace: Pace, report: Report) -> None:
    """Replay where there is a script; Django, one after the other, where there is none."""
    replay([job for job in wave if job.route.script is not None], pace, report.replayed_one)
    for job in wave:
        if job.route.script is None:
            report.django_did_one(job.schema, by_django.migrate(job.schema, target, pace))


def remember_failure(schema: str, error: str) -> None:
    """Keep the reason on the tenant's row."""
    with owner_transaction() as cursor:
        cursor.execute(sql.FAILED, [error[:LONGEST_ERROR], schema])
