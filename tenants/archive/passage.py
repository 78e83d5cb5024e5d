"""An archive of an earlier release on its way to this one, inside the transaction of the restore.

Django builds the tables as they were when the archive was made, the rows go in, and Django takes
the schema forward as it would take an organisation that had stayed. All or nothing.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection
from django.db.migrations import AddIndex, Migration, RemoveIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder

from foundation.tenancy import PUBLIC, TEMPLATE, cast_any
from tenants.archive import loading, tables
from tenants.archive.faults import BadArchive, ForeignVersion, NotUpgraded, Occupied
from tenants.archive.manifest import MANIFEST, Manifest
from tenants.archive.reading import Archive
from tenants.archive.versions import product_version
from tenants.provisioning.owner import quoted
from tenants.upgrade.executor import SchemaExecutor
from tenants.upgrade.locks import UPGRADE
from tenants.upgrade.names import Name, on_disk
from tenants.upgrade.recorder import Recorder


def here(cursor: Any) -> frozenset[Name]:
    """The migrations of this release, as the template holds them. Raises NotUpgraded."""
    found = frozenset((app, name) for app, name in tables.migrations(cursor, TEMPLATE))
    missing = sorted(on_disk() - found)
    if missing:
        raise NotUpgraded(
            f"Esta instalação ainda não passou por {'.'.join(missing[0])}:"
            " execute antes “sispmpi migrate”."
        )
    return found


def wait_for_upgrades(cursor: Any, *, wait: bool) -> None:
    """The structure stands still until the transaction ends. Raises Occupied unless it may wait."""
    verb = "pg_advisory_xact_lock_shared" if wait else "pg_try_advisory_xact_lock_shared"
    cursor.execute(f"SELECT {verb}(hashtext(%s))", [UPGRADE])
    if not wait and not cursor.fetchone()[0]:
        raise Occupied("As organizações estão sendo atualizadas; tente de novo quando terminar.")


def is_present(manifest: Manifest, present: frozenset[Name]) -> bool:
    """Whether the archive stands where this release stands.

    Raises ForeignVersion when it holds migrations of which this release knows nothing.
    """
    there = names_of(manifest)
    unknown = sorted(there - present)
    if unknown:
        raise ForeignVersion(
            MANIFEST,
            f"feito por uma versão mais nova ({manifest.version}) do que esta"
            f" ({product_version()}): traz a migração {'.'.join(unknown[0])}, desconhecida aqui."
            f" Restaure com a versão {manifest.version} ou posterior.",
        )
    return there == present


def names_of(manifest: Manifest) -> frozenset[Name]:
    """The migrations that the archived schema had been through."""
    if any(len(each) != 2 for each in manifest.migrations):
        raise BadArchive(MANIFEST, "migrations tem um valor inaceitável.")
    return frozenset((app, name) for app, name in manifest.migrations)


def bring_through(cursor: Any, archive: Archive, schema: str, *, compare: bool) -> list[str]:
    """Fill an empty schema and take it to this release. Returns the migrations on the way.

    Raises BadArchive, NotUpgraded.
    """
    manifest = archive.manifest
    wanted = here(cursor)
    with standing_in(schema):
        lay_out_as_it_was(cursor, schema, names_of(manifest))
        layout = loading.fill(cursor, archive, schema)
        differing = loading.compare(cursor, manifest, schema, layout) if compare else []
        if differing:
            raise BadArchive(MANIFEST, f"restaurado, difere em: {', '.join(differing)}.")
        applied, said = forward()
    loading.check_untouched(cursor, manifest, schema, said)
    if frozenset((app, name) for app, name in tables.migrations(cursor, schema)) != wanted:
        raise NotUpgraded(f"{schema}: as migrações não levaram até a versão {product_version()}.")
    return applied


@contextmanager
def standing_in(schema: str) -> Iterator[None]:
    """Django works in a schema that is no organisation's yet."""
    link = cast_any(connection)
    link.set_schema(schema)
    try:
        yield
    finally:
        link.set_schema(PUBLIC)


def lay_out_as_it_was(cursor: Any, schema: str, recorded: frozenset[Name]) -> None:
    """The tables as a set of migrations makes them. Raises BadArchive, NotUpgraded.

    Which squashed migrations stand for which others depends on what is recorded: the graph is
    made as an organisation of that state would see it, and then followed from nothing.
    """
    history = f"{quoted(schema)}.django_migrations"
    MigrationRecorder(connection).ensure_schema()
    cursor.execute(
        f"INSERT INTO {history} (app, name, applied) SELECT app, name, now()"
        " FROM unnest(%s::text[], %s::text[]) AS t (app, name)",
        [[app for app, _ in recorded], [name for _, name in recorded]],
    )
    with told_as_refusal():
        executor = PassageExecutor(connection)
    cursor.execute(f"DELETE FROM {history}")
    targets = last_applied(executor)
    executor.loader.applied_migrations = {}
    plan = executor.migration_plan(targets)
    check_plan({name for each, _ in plan for name in made_by(each)}, recorded, executor)
    with told_as_refusal():
        executor.migrate(targets, plan=plan)


def last_applied(executor: SchemaExecutor) -> list[Name]:
    """Those on which no other applied one stands; a plan takes the others along."""
    graph = executor.loader.graph
    known = set(executor.loader.applied_migrations) & set(graph.nodes)
    return sorted(
        each for each in known if not known & {child.key for child in graph.node_map[each].children}
    )


def check_plan(planned: set[Name], recorded: frozenset[Name], executor: SchemaExecutor) -> None:
    """Raise unless the migrations to run are those that are recorded."""
    more = sorted(planned - recorded)
    if more:
        raise BadArchive(
            MANIFEST, f"cita migrações que não vêm sem {'.'.join(more[0])}, que não cita."
        )
    lost = sorted(recorded - planned - set(executor.loader.replacements))
    if lost:
        raise NotUpgraded(
            f"Esta versão ({product_version()}) só tem {'.'.join(lost[0])} reunida a outras que a"
            " cópia não tem: restaure antes com uma versão intermediária."
        )


def made_by(migration: Migration) -> Iterable[Name]:
    """What is recorded once a migration was applied."""
    return migration.replaces or [(migration.app_label, migration.name)]


def forward() -> tuple[list[str], list[str]]:
    """What is missing where Django stands: migrations that ran, and what they said."""
    recorder = Recorder()
    with told_as_refusal(), recorder.listening():
        applied = PassageExecutor(connection).forward()
    return [str(each) for each in applied], recorder.statements


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """A migration that fails on these rows is told to who restores; nothing was written."""
    try:
        yield
    except Exception as error:
        fault = re.sub(r"\s+", " ", str(error)).strip()[:300]
        raise NotUpgraded(
            f"A atualização da cópia falhou: {type(error).__name__}: {fault}"
        ) from error


class PassageExecutor(SchemaExecutor):
    """Takes every migration along in the transaction that is under way."""

    def apply_migration(
        self, state: Any, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        return super().apply_migration(state, at_once(migration), fake, fake_initial)


def at_once(migration: Migration) -> Migration:
    """A migration that spares readers who are not there yet: its indexes are simply made."""
    if migration.atomic:
        return migration
    whole: Any = copy(migration)
    whole.atomic = True
    whole.operations = [plain(each) for each in migration.operations]
    made: Migration = whole
    return made


def plain(operation: Operation) -> Operation:
    """The same operation inside a transaction."""
    if isinstance(operation, AddIndexConcurrently):
        return AddIndex(operation.model_name, operation.index)
    if isinstance(operation, RemoveIndexConcurrently):
        return RemoveIndex(operation.model_name, operation.name)
    return operation
