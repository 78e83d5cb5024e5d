"""Django's executor of migrations: each migration and its record are one transaction."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from foundation.tenancy import current_schema
from tenants.provisioning.owner import quoted
from tenants.upgrade import sql
from tenants.upgrade.recorder import Recorder, needs_django

Tell = Callable[[str], None]


def hash_here(cursor: Any) -> str:
    """The state of the schema where the connection stands; empty without any migration."""
    cursor.execute(sql.HASH.format(quoted(current_schema())))
    return cursor.fetchone()[0] or ""


class SchemaExecutor(MigrationExecutor):
    """Migrates the schema where the connection stands."""

    def forward(self) -> list[Migration]:
        """Apply everything that is missing. Returns what was applied."""
        self.loader.check_consistent_history(connection)
        targets = self.loader.graph.leaf_nodes()
        plan = self.migration_plan(targets)
        self.migrate(targets, plan=plan)
        return [migration for migration, _ in plan]

    def apply_migration(
        self, state: Any, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        if not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with transaction.atomic():
            after = super().apply_migration(state, migration, fake, fake_initial)
            connection.check_constraints()  # or the next migration cannot alter the tables
        return after


class RecordingExecutor(SchemaExecutor):
    """Migrates the template and stores beside each step the script that repeats it."""

    def apply_migration(
        self, state: Any, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        if migration.atomic:
            with transaction.atomic(), self.recorded(migration):
                return super().apply_migration(state, migration, fake, fake_initial)
        with self.recorded(migration):
            return super().apply_migration(state, migration, fake, fake_initial)

    def check_replacements(self) -> None:
        """A squashed migration may be recorded here, without any other statement."""
        with transaction.atomic(), self.recorded(None):
            super().check_replacements()

    @contextmanager
    def recorded(self, migration: Migration | None) -> Iterator[None]:
        """Store what happens inside as the script from the state before to the state after."""
        recorder = Recorder()
        with connection.cursor() as cursor:
            before = hash_here(cursor)
        with recorder.listening():
            yield
        by_django = migration is not None and needs_django(migration, recorder.statements)
        with connection.cursor() as cursor:
            after = hash_here(cursor)
            if before and after != before:
                script = "" if by_django else "\n;\n".join(recorder.statements)
                python = json.dumps([str(migration)] if by_django else [])
                cursor.execute(sql.STORE, [before, after, script, python, timezone.now()])
