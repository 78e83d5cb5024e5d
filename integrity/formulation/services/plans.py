"""Begin the plan of an organ."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from access.models import Organ
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.events import PlanStarted
from integrity.formulation.models import Plan
from integrity.formulation.queries import structure
from integrity.formulation.queries.joint import is_busy


@transaction.atomic
def start_plan(*, actor: Actor, organ_uid: UUID, title: str, at: datetime) -> Plan:
    """An empty plan of the next edition. Raises NotAllowed while another is open or in force."""
    require(actor, permissions.DRAFT_PLAN)
    organ = structure.organ_by_uid(actor, organ_uid)
    Organ.objects.select_for_update().get(pk=organ.pk)
    if is_busy(organ):
        raise NotAllowed("Este órgão já tem um plano em elaboração ou em vigor.")
    latest = Plan.objects.filter(organ=organ).aggregate(latest=Max("edition"))["latest"] or 0
    plan = Plan.objects.create(
        organ=organ, title=title, edition=latest + 1, created_at=at, updated_at=at
    )
    emit(PlanStarted.of(actor, plan, at=at, changes={"Edição": ["", plan.edition_label]}))
    return plan
