"""The units of an organ: write and correct."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Organ, Unit
from access.queries import units_under
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid
from foundation.words import folded
from integrity.formulation import permissions
from integrity.formulation.events import UnitSaved
from integrity.formulation.models import Action
from integrity.formulation.queries import structure
from integrity.formulation.rules.flows import ActionStatus


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    organ_uid: UUID,
    name: str,
    acronym: str = "",
    parent: Unit | None = None,
    at: datetime,
) -> Unit:
    """A unit of an organ within reach, maybe under another one."""
    require(actor, permissions.MANAGE_STRUCTURE)
    organ = structure.organ_by_uid(actor, organ_uid)
    _hold(organ)
    _check_unit(organ, None, name, parent)
    unit = Unit.objects.create(organ=organ, name=name, acronym=acronym, parent=parent)
    changes = {"Nome": ["", name], "Sigla": ["", acronym], "Subordinada a": ["", str(parent or "")]}
    emit(UnitSaved.of(actor, unit, at=at, changes=_changed(changes)))
    return unit


@transaction.atomic
def edit_unit(
    *,
    actor: Actor,
    uid: UUID,
    name: str,
    acronym: str,
    parent: Unit | None,
    is_active: bool,
    at: datetime,
) -> Unit:
    """Correct, move or close a unit. Raises Invalid while a closed one would still execute."""
    require(actor, permissions.MANAGE_STRUCTURE)
    _hold(structure.unit_by_uid(actor, uid).organ)
    unit = structure.unit_by_uid(actor, uid)
    _check_unit(unit.organ, unit, name, parent)
    if unit.is_active and not is_active:
        _check_unused(unit)
    changes = {
        "Nome": [unit.name, name],
        "Sigla": [unit.acronym, acronym],
        "Subordinada a": [str(unit.parent or ""), str(parent or "")],
        "Ativa": [_yes(unit.is_active), _yes(is_active)],
    }
    unit.name, unit.acronym, unit.parent, unit.is_active = name, acronym, parent, is_active
    unit.save(update_fields=["name", "acronym", "parent", "is_active"])
    emit(UnitSaved.of(actor, unit, at=at, changes=_changed(changes)))
    return unit


def _hold(organ: Organ) -> None:
    """Its tree is changed by one person at a time: two could close a circle, or take one name."""
    Organ.objects.select_for_update().get(pk=organ.pk)


def _check_unit(organ: Organ, itself: Unit | None, name: str, parent: Unit | None) -> None:
    faults: dict[str, list[str]] = {}
    others = organ.units.exclude(pk__in=[itself.pk] if itself else [])
    if folded(name) in {folded(each) for each in others.values_list("name", flat=True)}:
        faults["name"] = ["Este órgão já tem uma unidade com este nome."]
    if parent is not None and parent.organ_id != organ.pk:
        faults["parent"] = ["A unidade superior é de outro órgão."]
    elif parent is not None and itself is not None and parent.pk in units_under(itself.pk):
        faults["parent"] = ["Uma unidade não pode ficar abaixo dela mesma."]
    if faults:
        raise Invalid(faults)


def _check_unused(unit: Unit) -> None:
    under_way = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)
    count = Action.objects.filter(executing_unit=unit, status__in=under_way).count()
    if count:
        raise Invalid(
            {"is_active": [f"A unidade ainda executa {count} ação(ões): passe-as a outra antes."]}
        )
    if unit.children.filter(is_active=True).exists():
        raise Invalid({"is_active": ["Há unidades ativas abaixo desta."]})


def _changed(changes: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _yes(value: bool) -> str:
    return "Sim" if value else "Não"
