"""What the workers do of an upgrade, as the owner: Python in each schema, and another try at all.

Every task may run twice and be killed at any point: the state of the schemas says what is left.
"""

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC, TEMPLATE
from tenants import queries
from tenants.models import UpgradeRun
from tenants.upgrade.executor import OtherRelease
from tenants.upgrade.journey import travel
from tenants.upgrade.ledger import Ledger, task_ended
from tenants.upgrade.locks import JOURNEY, UPGRADE, trying
from tenants.upgrade.pace import Pace
from tenants.upgrade.routes import Atlas
from tenants.upgrade.run import remember_failure, upgrade
from tenants.upgrade.state import states

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 200
AGAIN = 30


@shared_task(base=SchemaTask, public_ok=True)
def bring_along(*, run_id: int, place: str, schema: str = PUBLIC) -> None:
    """What is left to do in one schema, in order; a second worker on it steps aside."""
    if place not in UpgradeRun.objects.values_list("waiting", flat=True).get(pk=run_id):
        return
    with trying(JOURNEY.format(place)) as is_mine:
        if not is_mine:
            return
        try:
            error = travel(place, Atlas(states([TEMPLATE])[TEMPLATE]), Pace())
        except OtherRelease:
            logger.info("%s waits for a worker of the new release", place)
            return
        if error:
            remember_failure(place, error)
        task_ended(run_id, place, error)


@shared_task(base=SchemaTask, public_ok=True, bind=True, max_retries=None)
def upgrade_again(self: Any, *, run_id: int, schema: str = PUBLIC) -> None:
    """The upgrade that the centre asked for, of whoever is behind; after another that runs."""
    with trying(UPGRADE) as is_mine:
        if not is_mine:
            raise self.retry(countdown=AGAIN)
        run = UpgradeRun.objects.get(pk=run_id)
        if run.ended_at is None:
            upgrade(Pace(), logger.info, Ledger(run.started_by, run=run.pk))


@shared_task(base=SchemaTask, public_ok=True)
def sweep_upgrades(*, schema: str = PUBLIC) -> int:
    """Queue what the upgrade under way still owes, when nothing was heard of it for a while."""
    run = queries.upgrade_under_way()
    if run is None or not run.is_quiet(timezone.now()):
        return 0
    for place in run.waiting[:MOST_AT_ONCE]:
        bring_along.delay(run_id=run.pk, place=place)
    if run.is_only_asked_for:
        upgrade_again.delay(run_id=run.pk)
    return len(run.waiting)
