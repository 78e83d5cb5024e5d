"""Accounts and profiles, as far as the actor may change them (P14, P15)."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from access.models import Assignment
from access.rules import Actor, Profile, require
from audit.personal import PersonKey
from foundation.refusals import NotFound
from identity.models import User
from people import permissions


def held(today: date) -> QuerySet[Assignment]:
    """Every profile held on a day."""
    return Assignment.objects.filter(
        Q(end_date=None) | Q(end_date__gte=today), start_date__lte=today, ended_at=None
    )


def assignments(actor: Actor, *, today: date) -> QuerySet[Assignment]:
    """The profiles that the actor may end: those it may grant, where it may. Raises Denied."""
    require(actor, permissions.MANAGE_PEOPLE)
    found = (
        held(today)
        .filter(profile__in=permissions.grantable_by(actor.rights))
        .select_related("user", "organ", "unit")
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
        ever = Assignment.objects.filter(profile__in=permissions.grantable_by(actor.rights))
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


def assignment_for_update(actor: Actor, uid: UUID, *, today: date) -> Assignment:
    """A profile that the actor may end, locked. Raises NotFound."""
    found = assignments(actor, today=today).select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def erasure_of(user: User) -> PersonKey | None:
    """The request to erase a person's data, or that they were erased."""
    return PersonKey.objects.filter(person_uid=user.uid, asked_at__isnull=False).first()


def lock_administrators() -> None:
    """Whoever takes one administrator away waits here for the one who takes another."""
    all_held = Assignment.objects.filter(profile__in=permissions.HIGHEST, ended_at=None)
    list(all_held.order_by("pk").select_for_update().values_list("pk"))


def is_last_administrator(user: User, profile: Profile, *, today: date) -> bool:
    """Whether nobody else who is active administers here."""
    others = held(today).filter(profile=profile, user__is_active=True).exclude(user=user)
    mine = held(today).filter(profile=profile, user=user)
    return mine.exists() and not others.exists()


def successors(actor: Actor, user: User) -> QuerySet[User]:
    """Active people to whom open work may be passed."""
    require(actor, permissions.MANAGE_PEOPLE)
    return User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("name")
