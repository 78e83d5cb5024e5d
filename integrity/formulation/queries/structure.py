"""Organs, units, people and the profiles they hold, as far as the actor reaches."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Assignment, Organ, Person, Unit
from access.queries import organs_of
from access.rules import ORGANISATION_PROFILES, Actor, Profile, require
from foundation.refusals import NotFound
from integrity.formulation import permissions


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit and how deep it lies in the tree."""

    unit: Unit
    depth: int

    @property
    def path_mark(self) -> str:
        """What stands before the name, so that the tree is seen in a flat list."""
        return "— " * self.depth


def organs(actor: Actor) -> QuerySet[Organ]:
    """The organs that the actor reaches. Raises Denied for other profiles."""
    require(actor, permissions.VIEW_STRUCTURE)
    return organs_of(actor)


def organ_by_uid(actor: Actor, uid: UUID) -> Organ:
    """One organ. Raises NotFound for one out of reach."""
    organ = organs(actor).filter(uid=uid).first()
    if organ is None:
        raise NotFound
    return organ


def units(actor: Actor) -> QuerySet[Unit]:
    """The units of the organs that the actor reaches."""
    return Unit.objects.filter(organ__in=organs(actor)).select_related("organ", "parent")


def unit_by_uid(actor: Actor, uid: UUID) -> Unit:
    """One unit. Raises NotFound for one out of reach."""
    unit = units(actor).filter(uid=uid).first()
    if unit is None:
        raise NotFound
    return unit


def tree(actor: Actor) -> list[tuple[Organ, list[Branch]]]:
    """Every organ with its units, each unit after the one above it."""
    children: defaultdict[tuple[int, int | None], list[Unit]] = defaultdict(list)
    for unit in units(actor).order_by("name"):
        children[(unit.organ_id, unit.parent_id)].append(unit)

    def below(organ: int, parent: int | None, depth: int) -> Iterator[Branch]:
        for unit in children[(organ, parent)]:
            yield Branch(unit, depth)
            yield from below(organ, unit.pk, depth + 1)

    return [(organ, list(below(organ.pk, None, 0))) for organ in organs(actor)]


def assignments(actor: Actor, *, today: date) -> QuerySet[Assignment]:
    """The profiles held today in the organs that the actor manages. Raises Denied."""
    require(actor, permissions.MANAGE_PEOPLE)
    held = (
        Assignment.objects.filter(profile__in=ORGANISATION_PROFILES, start_date__lte=today)
        .filter(Q(end_date=None) | Q(end_date__gte=today), ended_at=None)
        .select_related("user", "organ", "unit")
        .order_by("user__name", "start_date", "pk")
    )
    if actor.organ_id is None:
        return held
    return held.filter(Q(organ_id=actor.organ_id) | Q(unit__organ_id=actor.organ_id))


def assignment_for_update(actor: Actor, uid: UUID, *, today: date) -> Assignment:
    """One of them, locked. Raises NotFound for one out of reach or ended."""
    found = assignments(actor, today=today).select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def lock_administrators() -> None:
    """Whoever ends a profile of the administration waits here for the one who ends another."""
    held = Assignment.objects.filter(profile=Profile.ORGANISATION_ADMIN, ended_at=None)
    list(held.order_by("pk").select_for_update().values_list("pk"))


def people(actor: Actor) -> QuerySet[Person]:
    """The directory, as far as the actor reaches."""
    reached = Q(unit__organ__in=organs(actor)) | Q(unit=None)
    return Person.objects.filter(reached).select_related("unit")
