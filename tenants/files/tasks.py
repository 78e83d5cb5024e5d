"""One small task a schema, so that no process walks through all of them."""

from celery import current_app, shared_task

from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from tenants import queries

BATCH = 50
BATCH_SECONDS = 5


@shared_task(base=SchemaTask, public_ok=True)
def scan_everywhere(*, schema: str = PUBLIC) -> int:
    """Files that wait for the scanner though no task knows of them. Returns how many schemas."""
    return everywhere("documents.tasks.scan_waiting")


@shared_task(base=SchemaTask, public_ok=True)
def destroy_all(*, schema: str = PUBLIC) -> int:
    """Every night: the bytes of files whose time is over. Returns how many schemas."""
    return everywhere("documents.tasks.destroy_due")


def everywhere(name: str) -> int:
    """Queue a task for public and for every served organisation, some at a time."""
    places = [PUBLIC, *queries.served_schemas()]
    for number, place in enumerate(places):
        wait = number // BATCH * BATCH_SECONDS
        current_app.send_task(name, kwargs={"schema": place}, countdown=wait or None)
    return len(places)
