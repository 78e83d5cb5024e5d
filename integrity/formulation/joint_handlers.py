"""What follows between the organs of a joint plan: the other side is told."""

from django.urls import reverse
from django.utils import timezone

from access.models import Organ
from access.queries import users_holding
from events.registry import on
from integrity.formulation import joint_notices as notices
from integrity.formulation.events import PlanStarted
from integrity.formulation.joint_events import OrganAgreed, OrganAsked, OrganDeclined, OrganLeft
from integrity.formulation.models import Plan
from integrity.formulation.queries.joint import partners_of
from notifications.rules import Kind
from notifications.services import notify

Told = OrganAsked | OrganLeft | OrganAgreed | OrganDeclined | PlanStarted


def tell(event: Told, kind: Kind, to: Organ, about: Organ, path: str = "plan_organs") -> None:
    """The profiles of a kind in an organ, about the same or another."""
    notify(
        users_holding(*kind.profiles, today=timezone.localdate(event.at), organ_id=to.pk),
        kind=kind,
        key=f"{kind.key}:{event.subject_uid}:{about.pk}:{event.at:%Y%m%d%H%M%S}",
        link=reverse(
            f"formulation:{path}",
            args=[event.subject_uid] if path == "plan_organs" else [],
            urlconf="config.urls.organisation",
        ),
        values={
            "plano": event.subject_label[:120],
            "orgao": str(about)[:120],
            "motivo": event.reason[:120],
        },
    )


@on(OrganAsked)
def tell_who_is_asked(event: OrganAsked) -> None:
    """Its head has something to answer."""
    organ = Organ.objects.get(uid=event.organ_uid)
    tell(event, notices.ASKED, organ, organ)


@on(PlanStarted)
def ask_again(event: PlanStarted) -> None:
    """The next version of a joint plan asks every organ anew."""
    for each in partners_of(Plan.objects.get(uid=event.subject_uid)):
        tell(event, notices.ASKED, each.organ, each.organ)


@on(OrganLeft)
def tell_who_left(event: OrganLeft) -> None:
    """It does not see the plan any more: the link leads to its own plans."""
    organ = Organ.objects.get(uid=event.organ_uid)
    tell(event, notices.LEFT, organ, organ, "plans")


@on(OrganAgreed)
def tell_of_agreement(event: OrganAgreed) -> None:
    """Who leads the plan may go on."""
    tell_the_leader(event, notices.AGREED)


@on(OrganDeclined)
def tell_of_refusal(event: OrganDeclined) -> None:
    """The reason is told with it."""
    tell_the_leader(event, notices.DECLINED)


def tell_the_leader(event: OrganAgreed | OrganDeclined, kind: Kind) -> None:
    """The organ that leads the plan, about the one that answered."""
    leader = Plan.objects.select_related("organ").get(uid=event.subject_uid).organ
    tell(event, kind, leader, Organ.objects.get(uid=event.organ_uid))
