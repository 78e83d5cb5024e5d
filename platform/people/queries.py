"""Accounts and profiles, as far as the actor may change them (P14, P15)."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from access.duties import NEVER_JOINED, OF_CENTRE, OF_ORGANISATION, Pair, Stance, stance_of
from access.models import Assignment, DerivedProfile, DutySetting, Organ
from access.queries import held
from access.rules import Actor, Profile, require
from audit.personal import PersonKey
from foundation.refusals import Denied, NotFound
from foundation.tenancy import PUBLIC, current_schema
from identity.models import User
from people import permissions


def assignments(actor: Actor, *, today: date) -> QuerySet[Assignment]:
    """The profiles that the actor may end: those it may grant, where it may. Raises Denied."""
    require(actor, permissions.MANAGE_PEOPLE)
    found = (
        held(today)
        .filter(profile__in=permissions.grantable_by(actor))
        .select_related("user", "organ", "unit", "derived", "alternate_of__user")
        .order_by("user__name", "start_date", "pk")
    )
    if actor.organ_id is None:
        return found
    return found.filter(Q(organ_id=actor.organ_id) | Q(unit__organ_id=actor.organ_id))


def people(actor: Actor, *, today: date) -> QuerySet[User]:
    """The accounts that the actor may change: all whose profiles of today it may end.

    Who administers the whole sees accounts without a profile, too. Raises Denied.
    """
    own = assignments(actor, today=today)
    beyond = held(today).exclude(pk__in=own.values("pk"))
    found = User.objects.exclude(Exists(beyond.filter(user=OuterRef("pk"))))
    if actor.rights not in permissions.HIGHEST or actor.organ_id is not None:
        # an account that held nothing else but such profiles, today or earlier
        ever = Assignment.objects.filter(profile__in=permissions.grantable_by(actor))
        if actor.organ_id is not None:
            ever = ever.filter(Q(organ_id=actor.organ_id) | Q(unit__organ_id=actor.organ_id))
        found = found.filter(Exists(ever.filter(user=OuterRef("pk"))))
    profiles = Prefetch("assignments", own, to_attr="held_today")
    return found.prefetch_related(profiles).order_by("name", "pk")


def matching(
    found: QuerySet[User],
    *,
    text: str = "",
    profile: str = "",
    organ: UUID | None = None,
    active: bool | None = None,
    today: date,
) -> QuerySet[User]:
    """Of those, whom the filters leave; a filter narrows and never widens (N4)."""
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if profile or organ:
        wanted = held(today).filter(user=OuterRef("pk"))
        if profile:
            wanted = wanted.filter(profile=profile)
        if organ:
            wanted = wanted.filter(Q(organ__uid=organ) | Q(unit__organ__uid=organ))
        found = found.filter(Exists(wanted))
    return found if active is None else found.filter(is_active=active)


def person_by_uid(actor: Actor, uid: UUID, *, today: date) -> User:
    """One account that the actor may change. Raises NotFound."""
    found = people(actor, today=today).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def person_for_update(actor: Actor, uid: UUID, *, today: date) -> User:
    """The same, locked."""
    person_by_uid(actor, uid, today=today)
    return User.objects.select_for_update().get(uid=uid)


def assignment_by_uid(actor: Actor, uid: UUID, *, today: date) -> Assignment:
    """A profile that the actor may end. Raises NotFound."""
    found = assignments(actor, today=today).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def assignment_for_update(actor: Actor, uid: UUID, *, today: date) -> Assignment:
    """A profile that the actor may end, locked. Raises NotFound."""
    found = assignments(actor, today=today).select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def erasure_of(user: User) -> PersonKey | None:
    """The request to erase a person's data, or that they were erased."""
    return PersonKey.objects.filter(person_uid=user.uid, asked_at__isnull=False).first()


def held_for_task(profile: Profile, organ: Organ, *, today: date) -> QuerySet[Assignment]:
    """Who holds a profile in an organ since before `today` ended, about to lose it.

    Held over the whole organisation it counts where there is no other organ to hold it for.
    """
    here = Q(organ=organ) | Q(unit__organ=organ)
    if not Organ.objects.filter(is_active=True).exclude(pk=organ.pk).exists():
        here |= Q(organ=None, unit=None)
    return (
        held(today)
        .select_for_update(of=("self",))
        .select_related("user", "organ", "unit", "derived")
        .filter(here, profile=profile)
        .order_by("pk")
    )


def lock_administrators() -> None:
    """Whoever takes one administrator away waits here for the one who takes another."""
    all_held = Assignment.objects.filter(profile__in=permissions.HIGHEST, ended_at=None)
    list(all_held.order_by("pk").select_for_update().values_list("pk"))


def is_last_administrator(user: User, profile: Profile, *, today: date) -> bool:
    """Whether nobody else who is active administers here, whole and without waiting a turn."""
    whole = held(today).filter(profile=profile, derived=None, alternate_of=None)
    others = whole.filter(user__is_active=True).exclude(user=user)
    return whole.filter(user=user).exists() and not others.exists()


def successors(actor: Actor, user: User) -> QuerySet[User]:
    """Active people to whom open work may be passed."""
    require(actor, permissions.MANAGE_PEOPLE)
    return User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("name")


def titulars(actor: Actor, *, today: date) -> QuerySet[Assignment]:
    """The profiles within reach for which an alternate may be named."""
    return assignments(actor, today=today).filter(alternate_of=None)


def derived_profiles(actor: Actor) -> QuerySet[DerivedProfile]:
    """The derived profiles, for who may make them over the whole organisation. Raises Denied."""
    require(actor, permissions.DERIVE_PROFILES)
    if actor.organ_id is not None:
        raise Denied("Perfis derivados valem na organização inteira: peça o perfil sem órgão.")
    return DerivedProfile.objects.order_by("-is_active", "name")


def derived_by_uid(actor: Actor, uid: UUID) -> DerivedProfile:
    """One of them, of an origin that the actor may grant. Raises NotFound."""
    own = derived_profiles(actor).filter(base__in=permissions.grantable_by(actor))
    found = own.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def derived_for_update(actor: Actor, uid: UUID) -> DerivedProfile:
    """The same, locked."""
    return DerivedProfile.objects.select_for_update().get(pk=derived_by_uid(actor, uid).pk)


def derived_to_grant(actor: Actor) -> QuerySet[DerivedProfile]:
    """The derived profiles that the actor may grant: those whose origin it may."""
    require(actor, permissions.MANAGE_PEOPLE)
    return DerivedProfile.objects.filter(is_active=True, base__in=permissions.grantable_by(actor))


def stances() -> dict[Pair, Stance]:
    """How strictly each pair of duties is kept apart in this place."""
    chosen = dict(DutySetting.objects.values_list("pair", "stance"))
    pairs = OF_CENTRE if current_schema() == PUBLIC else OF_ORGANISATION
    return {pair: stance_of(pair, chosen.get(pair)) for pair in pairs}


def stance(pair: Pair) -> Stance:
    """How strictly a pair of duties is kept apart in this place."""
    row = DutySetting.objects.filter(pair=pair).values_list("stance", flat=True).first()
    return stance_of(pair, row)


def pairs_to_set(actor: Actor) -> dict[Pair, Stance]:
    """The pairs on which this place decides. Raises Denied."""
    require(actor, permissions.SET_DUTIES)
    return {pair: each for pair, each in stances().items() if pair not in NEVER_JOINED}
