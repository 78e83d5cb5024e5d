"""The planned days of the actions that an actor follows."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from integrity.execution import permissions
from integrity.execution.queries import actions_of, execution_of
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from notifications.ical import Entry
from notifications.links import absolute

OVER = (ActionStatus.COMPLETED, ActionStatus.DISCONTINUED)


def days(actor: Actor) -> Iterator[Entry]:
    """When each open action in force within reach is planned to begin and to end."""
    if not actor.may(permissions.READ):
        return
    for action in actions_of(actor).exclude(status__in=OVER).filter(execution__isnull=False):
        yield from days_of(action)


def days_of(action: Action) -> Iterator[Entry]:
    """One day for the beginning; a one-off action has an end too."""
    execution = execution_of(action)
    assert execution is not None
    planned = {"inicio": execution.planned_start, "fim": execution.planned_end}
    link = reverse("execution:action", args=[action.uid], urlconf="config.urls.organisation")
    for word, day in planned.items():
        if day is None or (word == "inicio" and execution.actual_start):
            continue
        verb = "Começa" if word == "inicio" else "Termina"
        yield Entry(
            name=f"acao-{action.uid}-{word}",
            day=day,
            title=f"{verb} a ação {action}",
            link=absolute(link),
            changed_at=timezone.localtime(execution.updated_at),
            sequence=execution.version,
        )
