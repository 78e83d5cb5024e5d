"""Organs, units and the directory of people, as far as the actor reaches."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Organ, Person, Unit
from access.queries import organs_of
from access.rules import Actor, require
from foundation.refusals import NotFound
from foundation.words import folded
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


def directory(actor: Actor, text: str = "") -> list[Person]:
    """The directory as far as the actor reaches, by words of the name or a number."""
    found = people(actor).select_related("unit__organ", "user").order_by("name", "pk")
    words = folded(text).split()
    return [
        each
        for each in found
        if all(word in folded(f"{each.name} {each.registration_number}") for word in words)
    ]


def person_by_uid(actor: Actor, uid: UUID) -> Person:
    """Somebody of the directory. Raises NotFound."""
    found = people(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def person_for_update(actor: Actor, uid: UUID) -> Person:
    """Somebody of it, locked. Raises NotFound."""
    found = people(actor).filter(uid=uid).select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    return found


def people(actor: Actor) -> QuerySet[Person]:
    """The directory, as far as the actor reaches."""
    reached = Q(unit__organ__in=organs(actor)) | Q(unit=None)
    return Person.objects.filter(reached).select_related("unit")
