"""Entries of the catalogues: write, correct, archive, and add in the middle of a form."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Organ
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Denied, Invalid
from integrity.formulation import permissions
from integrity.formulation.events import CatalogueEntrySaved
from integrity.formulation.models import CatalogueEntry, Word
from integrity.formulation.queries import catalogue
from integrity.formulation.rules.catalogue import addition_faults
from integrity.formulation.shelves import Shelf

OF_ALL = "Itens de todos os órgãos são de quem administra a organização inteira."
ARCHIVED = "“{}” está arquivado: a administração pode colocá-lo em uso de novo."


@transaction.atomic
def add_entry(*, actor: Actor, shelf: Shelf, name: str, organ: Organ | None, at: datetime) -> Word:
    """A further entry, of one organ or of all. Raises Denied or Invalid."""
    require(actor, permissions.MANAGE_CATALOGUES)
    _reaches(actor, organ)
    _check_name(shelf, organ, name, None)
    return _make(actor, shelf, name, organ, at)


@transaction.atomic
def edit_entry(
    *,
    actor: Actor,
    shelf: Shelf,
    uid: UUID,
    name: str,
    is_active: bool,
    position: int | None = None,
    at: datetime,
) -> Word:
    """Correct an entry, archive it, or take it back. Where it was chosen, it stays chosen."""
    require(actor, permissions.MANAGE_CATALOGUES)
    word = catalogue.entry_for_update(actor, shelf, uid)
    _reaches(actor, word.organ)
    _check_name(shelf, word.organ, name, word)
    changes = {"Nome": [word.name, name], "Em uso": [_yes(word.is_active), _yes(is_active)]}
    word.name, word.is_active = name, is_active
    if isinstance(word, CatalogueEntry) and position is not None:
        changes["Ordem"] = [str(word.position), str(position)]
        word.position = position
    word.save()
    told = {label: pair for label, pair in changes.items() if pair[0] != pair[1]}
    emit(CatalogueEntrySaved.of(actor, word, at=at, changes=told))
    return word


@transaction.atomic
def add_own_entries(
    *, actor: Actor, shelf: Shelf, organ: Organ, names: Sequence[str], at: datetime
) -> list[Word]:
    """One to four entries of one's own organ, in the middle of a form (P36).

    What the list holds already is given back as it is. Raises Denied or Invalid.
    """
    require(actor, permissions.ADD_WORDS)
    if actor.organ_id not in (None, organ.pk):
        raise Denied
    if faults := addition_faults(list(names)):
        raise Invalid({"others": faults})
    found = [(name, catalogue.same_name(shelf, organ, name)) for name in names]
    if archived := [word.name for _, word in found if word and not word.is_active]:
        raise Invalid({"others": [ARCHIVED.format(name) for name in archived]})
    return [word or _make(actor, shelf, name, organ, at) for name, word in found]


def _make(actor: Actor, shelf: Shelf, name: str, organ: Organ | None, at: datetime) -> Word:
    word = shelf.add(name=name, organ=organ)
    whose = str(organ or "Todos os órgãos")
    changes = {"Catálogo": ["", shelf.title], "Nome": ["", name], "De": ["", whose]}
    emit(CatalogueEntrySaved.of(actor, word, at=at, changes=changes))
    return word


def _reaches(actor: Actor, organ: Organ | None) -> None:
    if actor.organ_id is not None and (organ is None or organ.pk != actor.organ_id):
        raise Denied(OF_ALL)


def _check_name(shelf: Shelf, organ: Organ | None, name: str, itself: Word | None) -> None:
    if not name:
        raise Invalid({"name": ["Este campo é obrigatório."]})
    if catalogue.same_name(shelf, organ, name, itself):
        raise Invalid({"name": ["Já existe um item com este nome, em uso ou arquivado."]})


def _yes(value: bool) -> str:
    return "Sim" if value else "Não"
