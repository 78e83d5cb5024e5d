"""What follows an adhesion, and who is asked for one: the head first of all."""

from django.urls import reverse
from django.utils import timezone

from access.models import Assignment, Organ
from access.queries import users_holding
from access.rules import Profile
from events.registry import Event, on
from integrity.formulation import adhesion_notices as notices
from integrity.formulation.adhesion_events import (
    AdhesionConfirmed,
    AdhesionContested,
    AdhesionDeclared,
    AdhesionRegistered,
    AdhesionWithdrawn,
)
from integrity.formulation.events import PlanStarted
from integrity.formulation.joint_events import OrganAsked
from integrity.formulation.models import Adhesion, Plan
from integrity.formulation.queries.adhesion import in_force_of
from integrity.formulation.queries.joint import is_busy, parts_of
from notifications.rules import Kind
from notifications.services import notify
from people.events import ProfileGranted

MOST = 5  # who heads a whole state reads the list instead
ROUTES = "config.urls.organisation"
Told = (
    AdhesionDeclared
    | AdhesionRegistered
    | AdhesionConfirmed
    | AdhesionContested
    | AdhesionWithdrawn
)


def tell(
    organ: Organ, event: Event, kind: Kind, key: object, *, who: str = "", act: str = ""
) -> None:
    """The profiles of a kind in an organ, once for each thing that happened."""
    notify(
        users_holding(*kind.profiles, today=timezone.localdate(event.at), organ_id=organ.pk),
        kind=kind,
        key=f"{kind.key}:{key}",
        link=reverse("formulation:adhesion", args=[organ.uid], urlconf=ROUTES),
        values={
            "orgao": str(organ)[:120],
            "quem": who[:120],
            "ato": act[:120],
            "motivo": event.reason[:120],
        },
    )


def tell_of(event: Told, kind: Kind) -> None:
    """Of one adhesion; told late, nobody is asked for what was answered since."""
    found = Adhesion.objects.select_related("organ").get(uid=event.adhesion_uid)
    if kind is notices.TO_CONFIRM and not found.is_unconfirmed:
        return
    tell(found.organ, event, kind, found.uid, who=event.actor_name, act=found.act_name)


@on(AdhesionDeclared)
def tell_who_drafts(event: AdhesionDeclared) -> None:
    """What waited for it goes on."""
    tell_of(event, notices.GIVEN)


@on(AdhesionConfirmed)
def tell_who_registered(event: AdhesionConfirmed) -> None:
    """The same for what others had registered."""
    tell_of(event, notices.GIVEN)


@on(AdhesionRegistered)
def tell_the_head(event: AdhesionRegistered) -> None:
    """In whose name it was written down: to confirm, or to contest."""
    tell_of(event, notices.TO_CONFIRM)


@on(AdhesionContested)
def tell_of_contest(event: AdhesionContested) -> None:
    """The reason is told with it."""
    tell_of(event, notices.CONTESTED)


@on(AdhesionWithdrawn)
def tell_everybody(event: AdhesionWithdrawn) -> None:
    """Whoever works on the plan knows, with the reason."""
    tell_of(event, notices.WITHDRAWN)


@on(PlanStarted)
def ask_the_heads(event: PlanStarted) -> None:
    """The head of each organ of a plan just begun that has not adhered."""
    for part in parts_of(Plan.objects.get(uid=event.subject_uid)):
        ask(part.organ, event)


@on(OrganAsked)
def ask_who_joins(event: OrganAsked) -> None:
    """Each organ of a joint plan has its own adhesion."""
    ask(Organ.objects.get(uid=event.organ_uid), event)


def ask(organ: Organ, event: Event) -> None:
    """Once for each plan, while there is none."""
    if in_force_of(organ) is None:
        tell(organ, event, notices.TO_DECLARE, f"{organ.uid}:{event.subject_uid}")


@on(ProfileGranted)
def welcome_a_head(event: ProfileGranted) -> None:
    """Who heads an organ from now on is invited to adhere, to confirm or to renew."""
    found = Assignment.objects.select_related("organ", "user").filter(uid=event.subject_uid).first()
    if found is None or found.profile != Profile.HEAD or found.alternate_of_id:
        return
    reached = Organ.objects.filter(is_active=True)
    for organ in reached.filter(pk=found.organ_id) if found.organ_id else reached[:MOST]:
        invite(organ, found, event)


def invite(organ: Organ, head: Assignment, event: Event) -> None:
    """What the new head of an organ does about it; nothing where no plan is or was."""
    kept = in_force_of(organ)
    if kept is None:
        kind = notices.TO_DECLARE if is_busy(organ) else None
    elif kept.is_unconfirmed:
        kind = notices.TO_CONFIRM
    else:
        kind = notices.TO_RENEW if kept.head_uid != head.user.uid else None
    if kind is None:
        return
    who = kept.recorded_by_name if kept and kind is notices.TO_CONFIRM else kept.by if kept else ""
    notify(
        [head.user],
        kind=kind,
        key=f"{kind.key}:{organ.uid}:{head.uid}",
        link=reverse("formulation:adhesion", args=[organ.uid], urlconf=ROUTES),
        values={
            "orgao": str(organ)[:120],
            "quem": who[:120],
            "ato": kept.act_name[:120] if kept else "",
            "motivo": event.reason[:120],
        },
    )
