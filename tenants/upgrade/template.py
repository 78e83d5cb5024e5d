"""The template goes first: migrated by Django for real, its statements recorded."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from foundation.tenancy import TEMPLATE, inside
from tenants.upgrade.executor import RecordingExecutor, SchemaExecutor, Tell
from tenants.upgrade.locks import BIRTH, holding
from tenants.upgrade.state import recorded


def bring_forward(tell: Tell) -> int:
    """Migrate the template; births wait meanwhile. Returns how many migrations were applied.

    A new template is not recorded: no organisation can be at a state in the middle of it.
    """
    with holding(BIRTH), inside(TEMPLATE):
        MigrationRecorder(connection).ensure_schema()
        kind = RecordingExecutor if recorded() else SchemaExecutor
        applied = kind(connection).forward()
    for migration in applied if kind is RecordingExecutor else []:
        tell(f"template: {migration}")
    return len(applied)
