"""The base of every Celery task: it names its schema and refuses what is not served."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from celery import Task, current_app
from celery.exceptions import Ignore
from django.db import transaction
from kombu.exceptions import OperationalError

from foundation.origin import Origin, coming_from
from foundation.tenancy import PUBLIC, inside

logger = logging.getLogger(__name__)
LATER = 60  # seconds until a task looks again whether the upgrade of its organisation is through


class TenantRefused(RuntimeError):
    """A task named no schema, one that is unknown, or one that is not served now."""


def served_by_nobody(schema: str) -> bool:
    """Before the tenants room says otherwise no organisation is served."""
    return False


is_served: Callable[[str], bool] = served_by_nobody
is_awaited: Callable[[str], bool] = served_by_nobody


def serve(question: Callable[[str], bool], awaited: Callable[[str], bool]) -> None:
    """Let the tenants room answer which schemas are served, and which will be in a moment."""
    global is_served, is_awaited
    is_served, is_awaited = question, awaited


def works_in(schema: str) -> bool:
    """Whether a task that names the schema would run now: what a sweep asks before it queues."""
    with inside(PUBLIC):
        return schema == PUBLIC or is_served(schema)


class SchemaTask(Task):  # type: ignore[type-arg]
    """Runs inside the schema named by its keyword `schema`; public only where declared."""

    abstract = True
    public_ok = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        schema = kwargs.get("schema", PUBLIC if self.public_ok else None)
        if schema is None:
            raise TenantRefused(f"{self.name}: no schema was named")
        if schema == PUBLIC and not self.public_ok:
            raise TenantRefused(f"{self.name}: does not work in public")
        with inside(PUBLIC):
            if schema != PUBLIC and not is_served(schema):
                self.put_off(schema, args, kwargs)
        with (
            inside(schema),
            coming_from(Origin(channel="tarefa", request_id=self.request.id or "")),
        ):
            return super().__call__(*args, **kwargs)

    def put_off(self, schema: str, args: Any, kwargs: Any) -> None:
        """Come back after the upgrade of the organisation. Raises TenantRefused for all others."""
        if self.request.called_directly or not is_awaited(schema):
            raise TenantRefused(f"{self.name}: {schema} is unknown or not served")
        self.apply_async(args, kwargs, countdown=LATER)
        logger.info("%s waits: %s is being upgraded", self.name, schema)
        raise Ignore


def send_after_commit(name: str, *, in_seconds: int = 0, **kwargs: Any) -> None:
    """Queue the task of that name once the transaction is certain, to begin then or a bit later.

    When the broker is away the sweep finds the work in the database instead.
    """
    transaction.on_commit(partial(_send, name, kwargs, in_seconds))


def _send(name: str, kwargs: dict[str, Any], in_seconds: int) -> None:
    from redis.exceptions import RedisError  # here: a tenth of what every start takes

    try:
        current_app.send_task(name, kwargs=kwargs, countdown=in_seconds or None, retry=False)
    except (OperationalError, RedisError):
        logger.warning("broker away: %s waits for the sweep", name)
