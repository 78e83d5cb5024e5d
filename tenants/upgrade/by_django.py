"""A schema migrated by Django itself: where Python must look at the rows that it finds there."""

import time

from django.db import Error, connection, transaction
from django.db.migrations import Migration

from foundation.tenancy import inside
from tenants.upgrade import sql
from tenants.upgrade.executor import SchemaExecutor, hash_here
from tenants.upgrade.pace import Pace, is_passing, pause


class NotThere(RuntimeError):
    """Every migration ran, and yet the schema is not where the template is."""


def migrate(schema: str, target: str, pace: Pace) -> str:
    """Bring one schema forward. Returns the error, or an empty string."""
    for tried in range(1, pace.tries + 1):
        try:
            with inside(schema):
                whole(schema, target, pace)
        except (Error, NotThere) as error:
            if tried == pace.tries or not is_passing(error.__cause__ or error):
                return str(error).strip()
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        else:
            return ""
        time.sleep(pause(tried))
    return ""


def whole(schema: str, target: str, pace: Pace) -> None:
    """All migrations in one transaction, unless one of them refuses that."""
    executor = SchemaExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if all(migration.atomic for migration, _ in plan):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(pace.limits)
            arrive(executor, schema, target)
    else:
        arrive(executor, schema, target)


def arrive(executor: SchemaExecutor, schema: str, target: str) -> list[Migration]:
    """Apply what is missing and note the state that was reached."""
    applied = executor.forward()
    with connection.cursor() as cursor:
        reached = hash_here(cursor)
        cursor.execute(sql.SUCCEEDED, [reached, schema])
    if reached != target:
        raise NotThere("the recorded migrations differ from those of the template")
    return applied
