"""Which profiles a person holds today, and the actor that one of them makes."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Assignment, Organ, Unit
from access.rules import Actor, Profile
from identity.models import User


def assignments_of(user: User, *, today: date) -> QuerySet[Assignment]:
    """The profiles that the person holds on a day, oldest first; none when deactivated."""
    if not user.is_active:
        return Assignment.objects.none()
    return (
        Assignment.objects.filter(user=user, start_date__lte=today, ended_at=None)
        .filter(Q(end_date__isnull=True) | Q(end_date__gte=today))
        .select_related("organ", "unit")
    )


def actor_for(user: User, *, today: date, chosen: str | None = None) -> Actor | None:
    """The person acting under the chosen profile (uid), else under the oldest; None without any."""
    held = list(assignments_of(user, today=today))
    if not held:
        return None
    active = next((each for each in held if str(each.uid) == chosen), held[0])
    return actor_of(active)


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
    held = Assignment.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gte=today),
        profile__in=profiles,
        start_date__lte=today,
        ended_at=None,
    )
    if organ_id is not None:
        held = held.filter(
            Q(organ_id=organ_id) | Q(unit__organ_id=organ_id) | Q(organ=None, unit=None)
        )
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def assignment_by_uid(user: User, uid: UUID, *, today: date) -> Assignment | None:
    """One of the person's own profiles of today."""
    return assignments_of(user, today=today).filter(uid=uid).first()
