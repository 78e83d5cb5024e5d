"""What the organs that take part in a joint plan are told while another leads it to publication."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from events.registry import on
from integrity.formulation import approval_notices as own
from integrity.formulation import joint_notices as notices
from integrity.formulation.approval_events import (
    OpinionGiven,
    PlanApproved,
    PlanRecalled,
    PlanReturned,
    PlanSubmitted,
)
from integrity.formulation.approval_handlers import ROUTES, Sent, sent
from integrity.formulation.queries.joint import partners_of
from notifications.rules import Kind
from notifications.services import notify


def tell(event: Sent, kind: Kind, *told: Kind) -> None:
    """Each of their people once; nobody who is told for the organ that leads, by the kinds `told`.

    A plan of one organ has nobody to tell.
    """
    found, today = sent(event), timezone.localdate(event.at)
    leader = found.plan.organ
    profiles = frozenset[Profile]().union(*(each.profiles for each in told))
    knowing = users_holding(*profiles, today=today, organ_id=leader.pk).values("pk")
    for part in partners_of(found.plan):
        people = users_holding(*kind.profiles, today=today, organ_id=part.organ_id)
        notify(
            people.exclude(pk__in=knowing),
            kind=kind,
            key=f"{kind.key}:{found.uid}",
            link=reverse("formulation:submission", args=[found.uid], urlconf=ROUTES),
            values={
                "plano": str(found.plan)[:120],
                "orgao": str(leader)[:120],
                "parecer": str(found.get_opinion_display() or "dispensado").lower(),
                "motivo": found.decision_reason[:120],
            },
        )


@on(PlanSubmitted)
def tell_of_sending(event: PlanSubmitted) -> None:
    """The plan that they agreed to is on its way."""
    tell(event, notices.SENT, own.TO_OPINE, own.TO_DECIDE)


@on(OpinionGiven)
def tell_of_opinion(event: OpinionGiven) -> None:
    """What internal control of the leading organ thinks of it."""
    tell(event, notices.OPINED, own.TO_DECIDE)


@on(PlanApproved)
def tell_of_approval(event: PlanApproved) -> None:
    """It is about to be theirs."""
    tell(event, notices.APPROVED, own.TO_PUBLISH)


@on(PlanReturned)
def tell_of_return(event: PlanReturned) -> None:
    """It is written again, and they may answer anew."""
    tell(event, notices.RETURNED, own.RETURNED)


@on(PlanRecalled)
def tell_of_recall(event: PlanRecalled) -> None:
    """The same, by who leads it."""
    tell(event, notices.RECALLED, own.RECALLED)
