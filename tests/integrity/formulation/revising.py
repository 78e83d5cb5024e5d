"""Requests to revise a plan, as the forms send them; and what was told delivered."""

from typing import Any

from events.models import Outbox
from events.registry import dispatch
from integrity.formulation.models import Plan, RevisionRequest
from tests.integrity.execution.desk import to
from tests.people import Visitor

ASKED = {"kind": "new_version", "reason": "A lei mudou em março.", "is_sure": "on"}


def ask(visitor: Visitor, plan: Plan, **given: str) -> Any:
    """Send the form of the request."""
    return visitor.post(to("formulation:request_revision", plan.uid), {**ASKED, **given})


def approve(visitor: Visitor, found: RevisionRequest, **given: str) -> Any:
    """Send the form that lets the plan be revised."""
    return visitor.post(to("formulation:approve_revision", found.uid), given)


def deliver() -> None:
    """Hand what happened to requests to its handlers, twice, as a delivery at least once may."""
    for _ in range(2):
        for each in Outbox.objects.filter(
            name__regex=r"^formulation\.(revision|plan_reopened)"
        ).order_by("pk"):
            dispatch(each.name, each.body)
