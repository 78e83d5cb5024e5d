"""How an organisation approves its plans: set by who administers it, with a reason."""

from datetime import datetime

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid
from integrity.formulation import permissions
from integrity.formulation.approval_events import ApprovalPolicySet
from integrity.formulation.models import ApprovalPolicy
from integrity.formulation.queries import approvals
from integrity.formulation.rules.approval import LOOSENABLE, Policy
from integrity.formulation.rules.revisions import text_faults

WHY = "Diga por que isto muda: o controle interno lê."


@transaction.atomic
def set_approval_policy(*, actor: Actor, policy: Policy, reason: str, at: datetime) -> None:
    """What is asked of a plan from now on; one already sent goes on as it was sent.

    Raises Denied or Invalid. What says nothing new changes nothing.
    """
    require(actor, permissions.SET_APPROVAL_POLICY)
    faults = text_faults("reason", reason, WHY)
    if set(policy.loose_gates) - set(LOOSENABLE):
        faults["loose_gates"] = ["Esta exigência vale sempre."]
    if faults:
        raise Invalid(faults)
    before, after = approvals.policy().told(), policy.told()
    if before == after:
        return
    row, _ = ApprovalPolicy.objects.update_or_create(
        pk=1,
        defaults={
            "needs_opinion": policy.needs_opinion,
            "needs_approval": policy.needs_approval,
            "loose_gates": sorted(policy.loose_gates),
        },
    )
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    emit(ApprovalPolicySet.of(actor, row, at=at, changes=changes, reason=reason.strip()))
