"""The verb of the centre on upgrades: try again with the organisations that were left behind."""

from datetime import datetime

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.tasks import send_after_commit
from tenants import events, permissions, queries
from tenants.models import UpgradeRun
from tenants.upgrade.ledger import begun


@transaction.atomic
def try_again(*, actor: Actor, at: datetime) -> UpgradeRun:
    """Queue an upgrade of those left behind; a worker carries it out as the owner.

    Raises Denied, or NotAllowed while an upgrade is under way or where nobody was left behind.
    """
    require(actor, permissions.UPGRADE_TENANTS)
    if not queries.left_behind(actor):
        raise NotAllowed("Nenhuma organização ficou para trás.")
    running = queries.upgrade_under_way()
    if running is not None and not running.is_silent(at):
        raise NotAllowed("Uma atualização já está em andamento; espere que termine.")
    run = begun(actor.name, at)
    emit(events.UpgradeTriedAgain.of(actor, run, at=at))
    send_after_commit("tenants.upgrade.tasks.upgrade_again", run_id=run.pk)
    return run
