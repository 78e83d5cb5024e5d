"""Whatever happens to a plan asks for a push of the facts; a burst of it asks once."""

from collections.abc import Iterator
from types import ModuleType

from django.utils import timezone

from events.registry import Event, on
from foundation.tenancy import current_schema
from integrity.evaluation import events as evaluation
from integrity.execution import events as execution
from integrity.formulation import approval_events as approval
from integrity.formulation import events as formulation
from integrity.formulation import library_events as library
from integrity.formulation import public_events as showing
from integrity.monitoring import events as monitoring
from tenants.facts.services import ask

PHASES = (formulation, approval, library, showing, execution, monitoring, evaluation)


def kinds(phase: ModuleType) -> Iterator[type[Event]]:
    """What can happen in a phase."""
    for each in vars(phase).values():
        if isinstance(each, type) and issubclass(each, Event) and each is not Event:
            yield each


def ask_for_push(event: Event) -> None:
    """In the schema where it happened."""
    ask(schema=current_schema(), at=timezone.now())


def listen() -> None:
    """Every event of every phase: each is activity, and most change a figure."""
    for phase in PHASES:
        for kind in kinds(phase):
            on(kind)(ask_for_push)
