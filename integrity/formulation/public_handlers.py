"""What follows for the public page when a plan is published: the organ chooses anew."""

from django.utils import timezone

from access.models import Organ
from access.queries import users_holding
from events.registry import on
from integrity.formulation import notices
from integrity.formulation.events import PlanPublished
from integrity.formulation.queries import public_plans
from notifications.services import notify


@on(PlanPublished)
def ask_again(event: PlanPublished) -> None:
    """Where an earlier plan of the organ is on the page, somebody must choose for the new one."""
    organ = Organ.objects.get(uid=event.organ_uid)
    others = public_plans.shown_of_organ(organ.pk).exclude(publication__plan__uid=event.subject_uid)
    if not others.exists():
        return
    kind = notices.SHOW_AGAIN
    notify(
        users_holding(*kind.profiles, today=timezone.localdate(event.at), organ_id=organ.pk),
        kind=kind,
        key=f"{kind.key}:{event.subject_uid}",
        link=f"/planos/{event.subject_uid}/pagina-publica/",
        values={"plano": event.subject_label[:120]},
    )
