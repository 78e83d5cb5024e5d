"""What follows from what happened in formulation: people are told."""

from django.utils import timezone

from access.models import Organ
from access.queries import users_holding
from access.rules import Profile
from events.registry import on
from integrity.formulation import notices
from integrity.formulation.events import PlanPublished
from notifications.services import notify


@on(PlanPublished)
def tell_the_organ(event: PlanPublished) -> None:
    """E5 to E9: each profile of the organ reads what comes next for it.

    Where nobody monitors yet, internal control is told to register who will (E8).
    """
    organ = Organ.objects.get(uid=event.organ_uid)
    today = timezone.localdate(event.at)
    monitors = users_holding(Profile.MONITORING, today=today, organ_id=organ.pk)
    lacking = () if monitors.exists() else (notices.NO_MONITORS,)
    for kind in (*notices.EVERYBODY, *lacking):
        notify(
            users_holding(*kind.profiles, today=today, organ_id=organ.pk),
            kind=kind,
            key=f"{kind.key}:{event.subject_uid}",
            link=f"/planos/{event.subject_uid}/",
            values={"plano": event.subject_label[:120]},
        )
