"""Who may be named in plans, with an account or without: write and correct."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Person, Unit
from access.rules import Actor, require
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid
from foundation.words import folded
from integrity.formulation import permissions
from integrity.formulation.queries import structure
from integrity.formulation.register_events import PersonRegistered

OF_ACCOUNT = "O nome é o da conta desta pessoa: corrija-o em Pessoas e perfis."
TAKEN = "Já há uma pessoa com este número: {}."
TWIN = "Já há uma pessoa com este nome nesta unidade. Se são duas, dê um número a esta."


@transaction.atomic
def register_person(
    *,
    actor: Actor,
    name: str,
    registration_number: str = "",
    unit: Unit | None = None,
    uid: UUID | None = None,
    at: datetime,
) -> Person:
    """Somebody new, or `uid` corrected. Raises Denied, NotFound or Invalid by field."""
    require(actor, permissions.MANAGE_STRUCTURE)
    person = structure.person_for_update(actor, uid) if uid else Person()
    _check(actor, person, name, registration_number, unit)
    before = _told(person)
    person.name, person.registration_number, person.unit = name, registration_number, unit
    person.save()
    after = _told(person)
    changes: dict[str, list[object]] = {
        label: [OfPerson(before[label], person.uid), OfPerson(after[label], person.uid)]
        for label in after
        if before[label] != after[label]
    }
    emit(PersonRegistered.of(actor, person, at=at, changes=changes))
    return person


def _check(actor: Actor, person: Person, name: str, number: str, unit: Unit | None) -> None:
    faults: dict[str, list[str]] = {}
    if person.user_id and name != person.name:
        faults["name"] = [OF_ACCOUNT]
    others = Person.objects.exclude(pk=person.pk)
    twin = others.filter(registration_number=number).first() if number else None
    if twin is not None:
        faults["registration_number"] = [TAKEN.format(twin.name)]
    if unit is not None and not structure.units(actor).filter(pk=unit.pk).exists():
        faults["unit"] = ["Escolha uma unidade que você alcança."]
    if unit is None and actor.organ_id is not None and (person.pk is None or person.unit_id):
        faults["unit"] = ["Escolha a unidade da pessoa."]
    if not number and any(folded(each.name) == folded(name) for each in others.filter(unit=unit)):
        faults.setdefault("name", []).append(TWIN)
    if faults:
        raise Invalid(faults)


def _told(person: Person) -> dict[str, str]:
    return {
        "Nome": person.name,
        "Número": person.registration_number,
        "Unidade": str(person.unit or ""),
    }
