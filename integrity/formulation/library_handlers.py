"""What follows in the organisations when CGE publishes or retires a model that they adopted."""

from events.registry import on
from foundation.tasks import send_after_commit
from integrity.library.events import ModelPublished, ModelRetired
from tenants.facts.adoptions import schemas_with

TELL = "integrity.formulation.tasks.tell_of_models"


@on(ModelPublished)
def tell_of_new_version(event: ModelPublished) -> None:
    """Whoever adopted an earlier version hears of it."""
    tell(event)


@on(ModelRetired)
def tell_of_retirement(event: ModelRetired) -> None:
    """Whoever adopted it reads why it is no longer offered."""
    tell(event)


def tell(event: ModelPublished | ModelRetired) -> None:
    """One task for each organisation whose facts say that it uses the model."""
    for schema in schemas_with(event.model_uid):
        send_after_commit(TELL, schema=schema)
