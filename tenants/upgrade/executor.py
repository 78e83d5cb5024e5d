"""Django's executor of migrations: each migration and its record are one transaction."""

import json
from collections.abc import Callable, Iterable, Iterator
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
from tenants.upgrade.rendering import LazyState, lazily

Tell = Callable[[str], None]


class OtherRelease(RuntimeError):
    """A migration is to run that this release does not hold: another process will do it."""


def hash_here(cursor: Any) -> str:
    """The state of the schema where the connection stands; empty without any migration."""
    cursor.execute(sql.HASH.format(quoted(current_schema())))
    return cursor.fetchone()[0] or ""


class SchemaExecutor(MigrationExecutor):
    """Migrates the schema where the connection stands."""

    settles = True

    def forward(self) -> list[Migration]:
        """Apply everything that is missing. Returns what was applied."""
        plan = self.plan_of(())
        self.apply(plan)
        return plan

    def plan_of(self, names: Iterable[str]) -> list[Migration]:
        """What is missing here, in order: of the migrations named, or of all when none is.

        Raises OtherRelease for one that is not on this disk.
        """
        self.loader.check_consistent_history(connection)
        plan = [each for each, _ in self.migration_plan(self.loader.graph.leaf_nodes())]
        wanted = set(names)
        if wanted - {str(each) for each in self.loader.disk_migrations.values()}:
            raise OtherRelease
        return [each for each in plan if not wanted or str(each) in wanted]

    def apply(self, plan: list[Migration], *, settles: bool = True) -> None:
        """Apply a part of what is missing; `settles`: note squashed migrations at the end."""
        self.settles = settles
        self.migrate(self.loader.graph.leaf_nodes(), plan=[(each, False) for each in plan])

    def _create_project_state(self, with_applied_migrations: bool = False) -> LazyState:
        django: Any = super()
        return lazily(django._create_project_state(with_applied_migrations))

    def check_replacements(self) -> None:
        """In the middle of the way they are left alone: a later script notes them."""
        if self.settles:
            super().check_replacements()

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
