"""The row of a run, so that the centre sees how far an upgrade has come: written as it goes."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from foundation.tenancy import PUBLIC, inside
from tenants.archive.versions import product_version
from tenants.models import UpgradeRun
from tenants.provisioning.owner import owner_transaction

LONGEST_REASON = 400
WRITE = """
UPDATE public.tenants_upgraderun
   SET canaries = %(canaries)s, waves = %(waves)s, wave = %(wave)s, total = %(total)s,
       replayed = %(replayed)s, by_django = %(by_django)s, failed = %(failed)s::jsonb,
       waiting = %(waiting)s::jsonb, seen_at = %(at)s, ended_at = %(ended_at)s
 WHERE id = %(run)s
"""
TASK_ENDED = """
UPDATE public.tenants_upgraderun
   SET by_tasks = by_tasks + (%(reason)s = '')::int,
       failed = CASE WHEN %(reason)s = '' THEN failed
                     ELSE failed || jsonb_build_object(%(schema)s::text, %(reason)s::text) END,
       waiting = waiting - %(schema)s::text,
       seen_at = %(at)s,
       ended_at = CASE WHEN jsonb_array_length(waiting - %(schema)s::text) = 0 THEN %(at)s END
 WHERE id = %(run)s AND jsonb_exists(waiting, %(schema)s)
"""


@dataclass(slots=True)
class Ledger:
    """What is known of a run; `run` is its row, made at the first writing."""

    started_by: str = "implantação"
    run: int | None = None
    canaries: int = 0
    waves: int = 0
    wave: int = 0
    total: int = 0
    replayed: int = 0
    by_django: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def close_others(self) -> None:
        """A run that never ended, and is not this one, was interrupted: one goes at a time."""
        open_ones = UpgradeRun.objects.filter(ended_at=None)
        others = open_ones if self.run is None else open_ones.exclude(pk=self.run)
        others.update(ended_at=timezone.now(), is_interrupted=True, waiting=[])

    def begin(self) -> None:
        """Make its row, unless somebody at the centre did."""
        with inside(PUBLIC):
            if self.run is None:
                self.run = begun(self.started_by, timezone.now()).pk
        self.write()

    def write(self, *, is_over: bool = False) -> None:
        """How far it is now. On a connection of its own: any thread may write."""
        if self.run is None:
            return
        at = timezone.now()
        with owner_transaction() as cursor:
            cursor.execute(
                WRITE,
                {
                    "run": self.run,
                    "canaries": self.canaries,
                    "waves": self.waves,
                    "wave": self.wave,
                    "total": self.total,
                    "replayed": self.replayed,
                    "by_django": self.by_django,
                    "failed": json.dumps(self.failed),
                    "waiting": json.dumps(self.waiting if is_over else []),
                    "at": at,
                    "ended_at": at if is_over and not self.waiting else None,
                },
            )


def begun(by: str, at: Any) -> UpgradeRun:
    """The row of a run that starts now."""
    run: UpgradeRun = UpgradeRun.objects.create(
        started_at=at, seen_at=at, started_by=by, release=product_version()
    )
    return run


def short(error: str) -> str:
    """A reason as the row of a run keeps it; the row of the organisation keeps more."""
    return error.splitlines()[0][:LONGEST_REASON] if error else ""


def task_ended(run: int, schema: str, error: str) -> None:
    """A worker ended with one schema, well or not. Told twice, it counts once."""
    with owner_transaction() as cursor:
        cursor.execute(
            TASK_ENDED,
            {"run": run, "schema": schema, "reason": short(error), "at": timezone.now()},
        )
