"""What follows on the road to publication: who is next is told, and who waits for it."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from events.registry import Event, on
from integrity.formulation import approval_notices as notices
from integrity.formulation.approval_events import (
    ApprovalPolicySet,
    OpinionGiven,
    PlanApproved,
    PlanRecalled,
    PlanReturned,
    PlanSubmitted,
)
from integrity.formulation.models import Submission
from integrity.formulation.rules.flows import SubmissionState
from notifications.rules import Kind
from notifications.services import notify

ROUTES = "config.urls.organisation"
NEXT = {
    SubmissionState.OPINION.value: (notices.TO_OPINE, Profile.INTERNAL_CONTROL),
    SubmissionState.DECISION.value: (notices.TO_DECIDE, Profile.HEAD),
}
Sent = PlanSubmitted | OpinionGiven | PlanApproved | PlanReturned | PlanRecalled


def tell(found: Submission, event: Event, kind: Kind, *, who: str = "") -> None:
    """The profiles of a kind in the organ, once for each thing sent."""
    notify(
        users_holding(
            *kind.profiles, today=timezone.localdate(event.at), organ_id=found.plan.organ_id
        ),
        kind=kind,
        key=f"{kind.key}:{found.uid}",
        link=reverse("formulation:submission", args=[found.uid], urlconf=ROUTES),
        values={
            "plano": str(found.plan)[:120],
            "parecer": str(found.get_opinion_display() or "dispensado").lower(),
            "motivo": found.decision_reason[:120],
            "quem": who,
        },
    )


def sent(event: Sent) -> Submission:
    """What an event is about."""
    return Submission.objects.select_related("plan").get(uid=event.submission_uid)


@on(PlanSubmitted)
def tell_who_judges(event: PlanSubmitted) -> None:
    """Internal control, or the head where no opinion is asked."""
    tell_next(event)


@on(OpinionGiven)
def tell_who_decides(event: OpinionGiven) -> None:
    """The head has something to decide."""
    tell_next(event)


def tell_next(event: Sent) -> None:
    """Who is next knows; where nobody is there, who may invite somebody. Told late, nobody."""
    found = sent(event)
    if found.state not in NEXT:
        return
    kind, profile = NEXT[found.state]
    tell(found, event, kind)
    today = timezone.localdate(event.at)
    if not users_holding(profile, today=today, organ_id=found.plan.organ_id).exists():
        tell(found, event, notices.NOBODY, who=str(profile.label))


@on(PlanApproved)
def tell_of_approval(event: PlanApproved) -> None:
    """What is left is to publish."""
    tell(sent(event), event, notices.TO_PUBLISH)


@on(PlanReturned)
def tell_of_return(event: PlanReturned) -> None:
    """The reason is told with it."""
    tell(sent(event), event, notices.RETURNED)


@on(PlanRecalled)
def tell_of_recall(event: PlanRecalled) -> None:
    """Nothing waits for them any more."""
    tell(sent(event), event, notices.RECALLED)


@on(ApprovalPolicySet)
def tell_of_policy(event: ApprovalPolicySet) -> None:
    """Internal control reads who changed the rules, and why."""
    notify(
        users_holding(Profile.INTERNAL_CONTROL, today=timezone.localdate(event.at)),
        kind=notices.POLICY_SET,
        key=f"{notices.POLICY_SET.key}:{event.at.isoformat()}",
        link=reverse("formulation:plans", urlconf=ROUTES),
        values={"quem": event.actor_name, "motivo": event.reason[:120]},
    )
