"""Which profiles a person holds today, and the actor that one of them makes."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Assignment, Organ, Unit
from access.rules import Actor, Profile
from foundation.prepared import Prepared
from identity.models import User


def held(today: date) -> QuerySet[Assignment]:
    """Every profile granted for a day, those of alternates included."""
    return Assignment.objects.filter(
        Q(end_date=None) | Q(end_date__gte=today), start_date__lte=today, ended_at=None
    )


def in_use(today: date) -> QuerySet[Assignment]:
    """Every profile that serves on a day: an alternate's only while its titular is away."""
    titulars = held(today).filter(away_from__lte=today, away_until__gte=today)
    return held(today).filter(Q(alternate_of=None) | Q(alternate_of__in=titulars))


def of_account(user: int, today: date) -> QuerySet[Assignment]:
    """The profiles in use by an account on a day, oldest first."""
    return in_use(today).filter(user_id=user).select_related("organ", "unit", "derived")


OF_ACCOUNT = Prepared(of_account, user=int, today=date)


def assignments_of(user: User, *, today: date) -> QuerySet[Assignment]:
    """The profiles in use by the person on a day, oldest first; none when deactivated."""
    return of_account(user.pk, today) if user.is_active else Assignment.objects.none()


def profiles_of(user: User, *, today: date) -> list[Assignment]:
    """The same as objects: every request of somebody signed in asks for them."""
    return OF_ACCOUNT(user=user.pk, today=today) if user.is_active else []


def actor_for(user: User, *, today: date) -> Actor | None:
    """The person acting under the profile held longest; None without any."""
    own = profiles_of(user, today=today)
    return actor_of(own[0]) if own else None


def actor_of(assignment: Assignment) -> Actor:
    """The person of an assignment, acting under it."""
    user = assignment.user
    organ_id = assignment.organ_id
    if organ_id is None and assignment.unit is not None:
        organ_id = assignment.unit.organ_id
    return Actor(
        name=user.name,
        profile=Profile(assignment.profile),
        user_id=user.pk,
        user_uid=user.uid,
        organ_id=organ_id,
        unit_ids=units_under(assignment.unit_id) if assignment.unit_id else frozenset(),
        is_identified=bool(user.registration_number),
        kept=frozenset(assignment.derived.kept) if assignment.derived else None,
        held_as=assignment.held_as,
    )


def units_under(unit_id: int) -> frozenset[int]:
    """A unit and every unit below it (ids), in one query."""
    rows = Unit.objects.raw(
        "WITH RECURSIVE tree AS (SELECT id FROM access_unit WHERE id = %s"
        " UNION SELECT u.id FROM access_unit u JOIN tree t ON u.parent_id = t.id)"
        " SELECT id FROM tree",
        [unit_id],
    )
    return frozenset(row.pk for row in rows)


def organs_of(actor: Actor) -> QuerySet[Organ]:
    """The organs that the actor reaches: its own, or all when the profile is held over all."""
    organs = Organ.objects.filter(is_active=True)
    return organs if actor.organ_id is None else organs.filter(pk=actor.organ_id)


def users_holding(*profiles: Profile, today: date, organ_id: int | None = None) -> QuerySet[User]:
    """The active people who hold one of the profiles today, in the organ or over the whole."""
    serving = in_use(today).filter(profile__in=profiles)
    if organ_id is not None:
        serving = serving.filter(
            Q(organ_id=organ_id) | Q(unit__organ_id=organ_id) | Q(organ=None, unit=None)
        )
    return User.objects.filter(is_active=True, pk__in=serving.values("user_id"))


def assignment_by_uid(user: User, uid: UUID, *, today: date) -> Assignment | None:
    """One of the person's own profiles of today."""
    return assignments_of(user, today=today).filter(uid=uid).first()
