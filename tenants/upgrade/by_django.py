"""A leg that Django itself must go: where Python looks at the rows that it finds in a schema."""

import threading
import time

from django.db import Error, connection, transaction
from django.db.migrations import Migration

from foundation.tenancy import inside
from tenants.provisioning.owner import as_owner
from tenants.upgrade import sql
from tenants.upgrade.executor import OtherRelease, SchemaExecutor, hash_here
from tenants.upgrade.pace import Pace, is_passing, pause
from tenants.upgrade.routes import Leg

# Django loads the packages of migrations anew each time it reads them: one thread at a time
_reading = threading.Lock()


class NotThere(RuntimeError):
    """Every migration ran, and yet the schema is not where the template is."""


def migrate(schema: str, leg: Leg, pace: Pace) -> str:
    """Bring one schema to the end of a leg. Returns the error, or an empty string.

    Raises OtherRelease when this process does not hold a migration of the leg.
    """
    for tried in range(1, pace.tries + 1):
        try:
            with as_owner(), inside(schema):
                whole(schema, leg, pace)
        except (Error, NotThere) as error:
            if tried == pace.tries or not is_passing(error.__cause__ or error):
                return str(error).strip()
        except OtherRelease:
            raise
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        else:
            return ""
        time.sleep(pause(tried))
    return ""


def whole(schema: str, leg: Leg, pace: Pace) -> None:
    """The migrations of a leg in one transaction, unless one of them refuses that."""
    with _reading:
        executor = SchemaExecutor(connection)
    plan = executor.plan_of(leg.python)
    if all(migration.atomic for migration in plan):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(pace.limits)
            arrive(executor, plan, schema, leg)
    else:
        arrive(executor, plan, schema, leg)


def arrive(executor: SchemaExecutor, plan: list[Migration], schema: str, leg: Leg) -> None:
    """Apply what the leg holds and note the state that was reached; done before, do nothing."""
    with connection.cursor() as cursor:
        if hash_here(cursor) == leg.after:
            return
    executor.apply(plan, settles=not leg.python)
    with connection.cursor() as cursor:
        reached = hash_here(cursor)
        cursor.execute(sql.SUCCEEDED, [reached, schema])
    if reached != leg.after:
        raise NotThere("the recorded migrations differ from those of the template")
