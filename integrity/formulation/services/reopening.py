"""Reopen a published plan: its next version is drafted at once, what was published stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.events import PlanReopened
from integrity.formulation.models import RevisionRequest
from integrity.formulation.queries import plans, revisions
from integrity.formulation.rules.flows import RevisionKind, RevisionState
from integrity.formulation.rules.revisions import text_faults
from integrity.formulation.services.versions import new_version

WHY = "Diga por que o plano é reaberto."


@transaction.atomic
def reopen_plan(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> RevisionRequest:
    """A draft of all that the plan says, without a request of the commission (P72).

    The plan, its publication and its files stay in force until the draft is published. Raises
    Denied, NotFound, NotAllowed while a request is pending or a plan in draft, or Invalid.
    """
    require(actor, permissions.REOPEN_PLAN)
    plan = plans.plan_for_update(actor, uid)
    if hindrance := revisions.hindrance_of(plan):
        raise NotAllowed(hindrance)
    if faults := text_faults("reason", reason, WHY):
        raise Invalid(faults)
    made = RevisionRequest.objects.create(
        plan=plan,
        kind=RevisionKind.NEW_VERSION,
        reason=reason.strip(),
        state=RevisionState.APPROVED,
        requested_by_id=actor.user_id,
        requested_by_name=actor.name,
        requested_at=at,
        decided_by_name=actor.name,
        decided_at=at,
        draft=new_version(actor, plan, at),
    )
    assert made.draft is not None
    changes = {"Em elaboração": ["", made.draft.edition_label]}
    emit(
        PlanReopened.of(
            actor, plan, at=at, changes=changes, reason=made.reason, request_uid=made.uid
        )
    )
    return made
