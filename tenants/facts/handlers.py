"""An organisation that opens, or comes back from its archive, is counted for the first time."""

from events.registry import Event, on
from foundation.tasks import send_after_commit
from tenants.events import OrganisationOpened, OrganisationRestored
from tenants.models import Tenant


@on(OrganisationOpened)
def count_opened(event: OrganisationOpened) -> None:
    """Zeros, but known ones."""
    count(event)


@on(OrganisationRestored)
def count_restored(event: OrganisationRestored) -> None:
    """What stood before the archive was restored has not drifted: it is counted anew."""
    count(event)


def count(event: Event) -> None:
    """In a worker, after commit."""
    place = Tenant.objects.filter(organisation__uid=event.subject_uid).first()
    if place is not None:
        send_after_commit("tenants.facts.tasks.count", place=place.schema_name)
