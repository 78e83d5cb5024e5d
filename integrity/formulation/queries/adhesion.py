"""The adhesions of the organs within reach, what is due of them, and what a plan lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from access.models import Assignment, Organ
from access.queries import held, organs_of
from access.rules import Actor, Profile, require
from foundation.refusals import NotAllowed, NotFound
from identity.models import User
from integrity.formulation import permissions
from integrity.formulation.models import Adhesion, Plan, PlanOrgan
from integrity.formulation.queries.joint import organs_in
from integrity.formulation.rules.adhesion import NOT_IN_FORCE, AdhesionState
from integrity.formulation.rules.joint import PartStage

IN_FORCE = Adhesion.objects.filter(state=AdhesionState.IN_FORCE).order_by()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organ stands, and what is due of its adhesion; nothing due takes it out of force."""

    organ: Organ
    adhesion: Adhesion | None
    has_head: bool  # somebody holds the profile, and could declare
    has_new_head: bool = False
    is_mandate_over: bool = False

    @property
    def is_to_renew(self) -> bool:
        """Whether whoever heads the organ now is invited to adhere, too."""
        return self.has_new_head or self.is_mandate_over


def organs(actor: Actor) -> QuerySet[Organ]:
    """The organs whose adhesion the actor reads. Raises Denied."""
    require(actor, permissions.VIEW_PLAN)
    return organs_of(actor)


def organ_by_uid(actor: Actor, uid: UUID) -> Organ:
    """One of them. Raises NotFound for one out of reach."""
    found = organs(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def organ_for_update(actor: Actor, uid: UUID) -> Organ:
    """The same, locked: who adheres, confirms and withdraws take turns."""
    found = organs(actor).select_for_update(no_key=True).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def hold(plan: Plan) -> None:
    """Nobody adheres or withdraws in the organs of a plan before this is over."""
    found = Organ.objects.select_for_update(no_key=True).filter(pk__in=organs_in(plan))
    list(found.order_by("pk").values_list("pk"))


def adhesions_of(organ: Organ) -> QuerySet[Adhesion]:
    """Every adhesion of an organ, newest first."""
    return Adhesion.objects.filter(organ=organ).select_related("organ")


def in_force_of(organ: Organ) -> Adhesion | None:
    """The one that holds now."""
    return adhesions_of(organ).filter(state=AdhesionState.IN_FORCE).first()


def held_adhesion(organ: Organ, uid: UUID) -> Adhesion:
    """An adhesion of the organ, while it holds. Raises NotFound or NotAllowed."""
    found = adhesions_of(organ).filter(uid=uid).first()
    if found is None:
        raise NotFound
    if found.state != AdhesionState.IN_FORCE:
        raise NotAllowed(NOT_IN_FORCE)
    return found


def in_force_in(plan: Plan) -> QuerySet[Adhesion]:
    """The adhesion in force of each organ of a plan, of the one that leads first."""
    found = IN_FORCE.filter(organ__in=organs_in(plan)).select_related("organ")
    return found.order_by(Case(When(organ=plan.organ_id, then=0), default=1), "organ__name")


def lacking_in(plan: Plan) -> list[str]:
    """The organs of a plan whose head has not adhered."""
    parts = PlanOrgan.objects.filter(plan=plan).exclude(organ__in=IN_FORCE.values("organ"))
    return [str(name) for name in parts.values_list("organ__name", flat=True)]


def withdrawn_in(plan: Plan) -> list[str]:
    """The organs of a plan whose adhesion was taken back, and none came since."""
    parts = PlanOrgan.objects.filter(plan=plan, organ__in=Adhesion.objects.values("organ"))
    found = parts.exclude(organ__in=IN_FORCE.values("organ"))
    return [str(name) for name in found.values_list("organ__name", flat=True)]


def standing_of(organ: Organ, today: date) -> Standing:
    """What holds in an organ, and what is due of it."""
    (found,) = standings([organ], today)
    return found


def standings(organs: Iterable[Organ], today: date) -> list[Standing]:
    """The same for several, in two queries."""
    asked = list(organs)
    kept = {
        each.organ_id: each
        for each in IN_FORCE.filter(organ__in=[one.pk for one in asked]).select_related("organ")
    }
    heads = list(_heads(today).values_list("organ_id", "user__uid"))
    return [_standing(each, kept.get(each.pk), heads, today) for each in asked]


def _standing(
    organ: Organ, kept: Adhesion | None, heads: Iterable[tuple[int | None, UUID]], today: date
) -> Standing:
    here = {uid for place, uid in heads if place in (None, organ.pk)}
    if kept is None:
        return Standing(organ, None, bool(here))
    return Standing(
        organ,
        kept,
        bool(here),
        has_new_head=bool(kept.head_uid and here and kept.head_uid not in here),
        is_mandate_over=bool(kept.mandate_until and kept.mandate_until < today),
    )


def _heads(today: date) -> QuerySet[Assignment]:
    """Who holds the profile of the head, alternates included whether or not they serve today."""
    return held(today).filter(profile=Profile.HEAD, user__is_active=True)


def due_from(actor: Actor, today: date) -> list[Standing]:
    """What waits for a head: organs at work on a plan without adhesion, to confirm, to renew."""
    drafts = PlanOrgan.objects.filter(organ=OuterRef("pk"), stage=PartStage.NEXT)
    holds = IN_FORCE.filter(organ=OuterRef("pk"))
    asked = organs(actor).filter(Exists(drafts) | Exists(holds))
    return [
        each
        for each in standings(asked, today)
        if each.adhesion is None or each.adhesion.is_unconfirmed or each.is_to_renew
    ]


def post_of(actor: Actor) -> str:
    """The post that the person's account says, to begin with."""
    if actor.user_uid is None:
        return ""
    found = User.objects.filter(uid=actor.user_uid).values_list("post", flat=True).first()
    return found or ""


def to_warn_of_mandates(today: date) -> list[Adhesion]:
    """The adhesions in force whose head's mandate has ended."""
    return list(IN_FORCE.filter(mandate_until__lt=today).select_related("organ").order_by("pk"))
