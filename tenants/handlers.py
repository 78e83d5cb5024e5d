"""What follows from the opening of a place of training, and from the wish to begin it anew."""

from events.registry import Event, on
from foundation.tasks import send_after_commit
from foundation.tenancy import PUBLIC, current_schema, inside
from people.events import PersonErased
from tenants import erasures, queries
from tenants.events import OrganisationOpened, TrainingResetRequested


@on(OrganisationOpened)
def make_data_of_training(event: OrganisationOpened) -> None:
    """A place of training has just opened: it is still empty."""
    prepare(event)


@on(TrainingResetRequested)
def begin_training_anew(event: TrainingResetRequested) -> None:
    """Somebody who may asked for it, at the centre or in the place itself."""
    prepare(event)


@on(PersonErased)
def remember_erasure(event: PersonErased) -> None:
    """Outside the schema, where no older copy of it reaches."""
    erasures.register(schema=current_schema(), person_uid=event.subject_uid, at=event.at)


def prepare(event: Event) -> None:
    """Have the data made, once for each event; only the centre and the place itself may ask."""
    here = current_schema()
    with inside(PUBLIC):
        tenant = queries.training_of(event.subject_uid)
    if tenant is not None and here in (PUBLIC, tenant.schema_name):
        send_after_commit(
            "tenants.tasks.prepare_training",
            place=tenant.schema_name,
            asked_at=event.at.isoformat(),
        )
