"""Entries of the catalogues: to keep them, as far as the actor reaches, and to choose from."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Organ
from access.rules import Actor, require
from foundation.refusals import NotFound
from foundation.words import folded
from integrity.formulation import permissions
from integrity.formulation.models import Plan, Word
from integrity.formulation.shelves import Shelf, shelf_called, shelves

TYPES = "tipos-de-acao"
OWN = " (só deste órgão)"


def shelf_by_slug(actor: Actor, slug: str) -> Shelf:
    """A catalogue to keep. Raises Denied or NotFound."""
    require(actor, permissions.MANAGE_CATALOGUES)
    shelf = shelf_called(slug)
    if shelf is None:
        raise NotFound
    return shelf


def counted_shelves(actor: Actor) -> list[tuple[Shelf, int]]:
    """Every catalogue, with how many entries in use the actor sees there."""
    require(actor, permissions.MANAGE_CATALOGUES)
    return [(each, entries(actor, each).filter(is_active=True).count()) for each in shelves()]


def entries(actor: Actor, shelf: Shelf) -> QuerySet[Any]:
    """The entries of all and of the organs within reach, archived ones too."""
    require(actor, permissions.MANAGE_CATALOGUES)
    found = shelf.words().select_related("organ")
    if actor.organ_id is None:
        return found
    return found.filter(Q(organ=None) | Q(organ_id=actor.organ_id))


def entry_for_update(actor: Actor, shelf: Shelf, uid: UUID) -> Word:
    """One entry, locked. Raises NotFound."""
    found: Word | None = (
        entries(actor, shelf).select_for_update(of=("self",)).filter(uid=uid).first()
    )
    if found is None:
        raise NotFound
    return found


def entry_by_uid(actor: Actor, shelf: Shelf, uid: UUID) -> Word:
    """One entry. Raises NotFound."""
    found: Word | None = entries(actor, shelf).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def offered(shelf: Shelf, organ: Organ | None) -> QuerySet[Any]:
    """What a pick list of an organ holds: entries in use of all and its own (P37)."""
    reached = Q(organ=None) | Q(organ=organ) if organ else Q(organ=None)
    return shelf.words().filter(reached, is_active=True)


def types_for(plan: Plan) -> list[tuple[str, str]]:
    """The types of action that a plan offers: those of its organ's list, and those in its actions.

    A plan keeps them as words: what it says does not change with the list.
    """
    shelf = shelf_called(TYPES)
    words = offered(shelf, plan.organ) if shelf else ()
    found = {each.name: f"{each.name}{OWN if each.organ_id else ''}" for each in words}
    for types in plan.actions.exclude(types=[]).values_list("types", flat=True):
        found |= {name: name for name in types if name not in found}
    return list(found.items())


def same_name(shelf: Shelf, organ: Organ | None, name: str, but: Word | None = None) -> Word | None:
    """An entry that would stand beside `name` in a list and read the same."""
    found = shelf.words().exclude(pk=but.pk if but else None)
    if organ is not None:
        found = found.filter(Q(organ=None) | Q(organ=organ))
    wanted = folded(name)
    return next((each for each in found if folded(each.name) == wanted), None)
