"""The open actions that a person answers for, and their passing to somebody else."""

from datetime import datetime

from django.db.models import QuerySet

from access.models import Person
from access.rules import Actor
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid
from identity.models import User
from integrity.execution import queries
from integrity.execution.events import ResponsibleAssigned
from integrity.execution.models import ActionExecution
from integrity.execution.services.writing import touch
from integrity.formulation.rules.flows import ActionStatus, PlanState
from people.handover import OpenWork, tells_of_open_work

OPEN = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)
LABEL = "Ações pelas quais responde"


def open_executions(user: User) -> QuerySet[ActionExecution]:
    """What the person answers for and is neither done, nor discontinued, nor of an earlier plan."""
    found = ActionExecution.objects.filter(responsible__user=user, action__status__in=OPEN).exclude(
        action__plan__state=PlanState.SUPERSEDED
    )
    return found.select_related("action__plan__organ").order_by("pk")


def named(person: Person | None) -> OfPerson:
    """Who answers, in the words of the journal."""
    return OfPerson(str(person), person.uid if person else None)


@tells_of_open_work(at_centre=False)
def open_actions(user: User) -> OpenWork:
    """The answer of execution to whoever deactivates a person."""

    def pass_on(actor: Actor, successor: User, at: datetime) -> None:
        person = Person.objects.filter(user=successor).first()
        for execution in open_executions(user).select_for_update(of=("self",)):
            plan = execution.action.plan
            if person is None or not queries.people_of(plan).filter(pk=person.pk).exists():
                raise Invalid(
                    {"successor": [f"{successor.name} não responde por ações de {plan.organ}."]}
                )
            old, execution.responsible = execution.responsible, person
            touch(execution, at)
            execution.save(update_fields=["responsible", "version", "updated_at"])
            changes = {"Responsável": [named(old), named(person)]}
            emit(ResponsibleAssigned.of(actor, execution.action, at=at, changes=changes))

    return OpenWork(LABEL, open_executions(user).count(), pass_on)
