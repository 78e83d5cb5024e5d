"""Name the person who answers for an action, and those involved in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Person, Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid, NotFound
from integrity.execution import queries, rules
from integrity.execution.events import InvolvementEnded, PersonInvolved, ResponsibleAssigned
from integrity.execution.models import ActionExecution
from integrity.execution.services.writing import (
    answered_for,
    check_version,
    classified,
    differences,
    opened,
    touch,
)
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus


@transaction.atomic
def assign_responsible(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    person: Person | None = None,
    new_name: str = "",
    new_registration: str = "",
    new_unit: Unit | None = None,
    at: datetime,
) -> ActionExecution:
    """Name somebody of the directory, or somebody new with name, registration and unit.

    Raises Denied, NotFound, NotAllowed before the classification or once it is closed,
    Conflict, or Invalid.
    """
    action, found = opened(actor, uid)
    execution = classified(found)
    rules.refuse_closed(ActionStatus(action.status))
    old = execution.responsible
    chosen = _chosen(action, person, new_name.strip(), new_registration.strip(), new_unit)
    changes = differences(execution, {"responsible": old}, {"responsible": chosen})
    check_version(execution, version, changes)
    if chosen.pk is None:
        chosen.save()
    execution.responsible = chosen
    touch(execution, at)
    execution.save(update_fields=["responsible", "version", "updated_at"])
    emit(ResponsibleAssigned.of(actor, action, at=at, changes=changes))
    return execution


@transaction.atomic
def involve_person(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    person: Person | None = None,
    new_name: str = "",
    new_registration: str = "",
    new_unit: Unit | None = None,
    at: datetime,
) -> ActionExecution:
    """Name one more of up to ten people who carry the action out beside who answers for it (P84).

    Raises Denied, NotFound, NotAllowed while nobody answers for it or once it is closed,
    Conflict, or Invalid.
    """
    action, found = opened(actor, uid)
    execution = answered_for(found)
    rules.refuse_closed(ActionStatus(action.status))
    chosen = _chosen(action, person, new_name.strip(), new_registration.strip(), new_unit)
    old = list(execution.involved.all())
    if chosen == execution.responsible or chosen in old:
        raise Invalid({"person": [f"{chosen} já responde pela ação ou está envolvida nela."]})
    if len(old) >= rules.MOST_INVOLVED:
        raise Invalid({"person": [f"Uma ação tem até {rules.MOST_INVOLVED} pessoas envolvidas."]})
    changes = differences(execution, {"involved": old}, {"involved": [*old, chosen]})
    check_version(execution, version, changes)
    if chosen.pk is None:
        chosen.save()
    execution.involved.add(chosen)
    touch(execution, at)
    execution.save(update_fields=["version", "updated_at"])
    emit(PersonInvolved.of(actor, action, at=at, changes=changes))
    return execution


@transaction.atomic
def end_involvement(
    *, actor: Actor, uid: UUID, person_uid: UUID, reason: str, at: datetime
) -> ActionExecution:
    """The person no longer carries the action out; who it was stays in the journal (P151).

    Raises Denied, NotFound, NotAllowed once it is closed, or Invalid without a reason.
    """
    action, found = opened(actor, uid)
    execution = answered_for(found)
    rules.refuse_closed(ActionStatus(action.status))
    person = execution.involved.filter(uid=person_uid).first()
    if person is None:
        raise NotFound
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que a pessoa deixa a ação."]})
    old = list(execution.involved.all())
    new = [each for each in old if each != person]
    execution.involved.remove(person)
    touch(execution, at)
    execution.save(update_fields=["version", "updated_at"])
    changes = differences(execution, {"involved": old}, {"involved": new})
    emit(InvolvementEnded.of(actor, action, at=at, changes=changes, reason=reason.strip()))
    return execution


def _chosen(
    action: Action, person: Person | None, name: str, registration: str, unit: Unit | None
) -> Person:
    if person is not None:
        if name or registration:
            raise Invalid(
                {"person": ["Escolha uma pessoa da lista ou informe uma nova, não as duas."]}
            )
        if not queries.people_of(action.plan).filter(pk=person.pk).exists():
            raise Invalid({"person": ["Escolha uma pessoa deste órgão."]})
        return person
    return _new_person(action, name, registration, unit)


def _new_person(action: Action, name: str, registration: str, unit: Unit | None) -> Person:
    faults: rules.Faults = {}
    if not name and not registration:
        raise Invalid({"person": ["Escolha o responsável ou informe uma pessoa nova."]})
    if not name:
        faults["new_name"] = ["Informe o nome."]
    if not registration:
        faults["new_registration"] = ["Informe a matrícula."]
    elif Person.objects.filter(registration_number=registration).exists():
        faults["new_registration"] = ["Já há uma pessoa com esta matrícula: escolha-a na lista."]
    if unit is None or not queries.units_of(action.plan).filter(pk=unit.pk).exists():
        faults["new_unit"] = ["Escolha a unidade da pessoa."]
    if faults:
        raise Invalid(faults)
    return Person(name=name, registration_number=registration, unit=unit)
