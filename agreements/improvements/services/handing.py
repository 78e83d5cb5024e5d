"""An improvement leaves the hands of who made it: to DTIC, or, of CGE-MG itself, to everybody."""

from datetime import datetime

from access.rules import Actor
from agreements.improvements import events
from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState, faults_before_review
from agreements.improvements.models import Improvement
from agreements.registry.rules import Side
from events.registry import Event
from foundation.refusals import Invalid


def hand_over(actor: Actor, improvement: Improvement, *, at: datetime) -> Event:
    """A draft, locked, goes its way; what is to be told of it. Raises NotAllowed or Invalid."""
    before = ImprovementState(improvement.state)
    if improvement.report.side == Side.CGE:
        improvement.state = EXCHANGE_FLOW.after("vouch", before)
        improvement.submitted_at = improvement.accepted_at = at
        improvement.save(update_fields=["state", "submitted_at", "accepted_at"])
        changes = changed(before, improvement)
        return events.ImprovementAccepted.of(actor, improvement, at=at, changes=changes)
    improvement.state = EXCHANGE_FLOW.after("submit", before)
    has_patch = improvement.patch_uid is not None
    if faults := faults_before_review(link=improvement.link, has_patch=has_patch):
        raise Invalid(faults)
    improvement.submitted_at = at
    improvement.save(update_fields=["state", "submitted_at"])
    changes = changed(before, improvement)
    return events.ImprovementSubmitted.of(actor, improvement, at=at, changes=changes)


def changed(before: ImprovementState, improvement: Improvement) -> dict[str, list[str]]:
    """A change of state, as the journal tells it."""
    after = ImprovementState(improvement.state)
    return {"situação": [str(before.label), str(after.label)]}
