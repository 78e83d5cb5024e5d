"""All migrations newer than the last release, in their order, each with what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import migrations
from django.db.migrations import Migration
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tenants.upgrade.lint.operations import ALSO_IN_ORGANISATIONS, Place, faults_of
from tenants.upgrade.recorder import flat
from tenants.upgrade.rendering import LazyState

RELEASED = Path(__file__).with_name("released.txt")
RELEASE = re.compile(r"[0-9]+\.[0-9]+(\.[0-9]+)?\Z")
SHORTEST_REASON = 20
MARKER = 'contract_of = ("<release>", "<why the release before no longer needs it>")'
NEVER = (ALSO_IN_ORGANISATIONS,)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a migration."""

    migration: str
    says: str

    def __str__(self) -> str:
        return f"{self.migration}: {self.says}"


def released() -> frozenset[str]:
    """App and name of every migration that the last release holds."""
    lines = RELEASED.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def public_only() -> frozenset[str]:
    """Labels of apps whose tables stand in public and nowhere else."""
    tenant = {each.split(".")[-1] for each in map(label_of, settings.TENANT_APPS)}
    return frozenset(map(label_of, settings.SHARED_APPS)) - tenant


def label_of(app: str) -> str:
    """The label of an installed app, named by its package or by its configuration."""
    return (app.split(".apps.")[0] if ".apps." in app else app).rsplit(".", 1)[-1]


def faults(known: frozenset[str], loader: MigrationLoader | None = None) -> Iterator[Fault]:
    """What is wrong with the migrations that `known` does not hold."""
    loader = loader or MigrationLoader(None, ignore_no_migrations=True)
    place = Place("", LazyState(), public_only())
    for migration in in_order(loader):
        if str(migration) in known or not is_own(migration.app_label):
            migration.mutate_state(place.state, preserve=False)
            continue
        yield from faults_of_one(migration, place)


def is_own(label: str) -> bool:
    """Whether an app is the product's: what libraries bring is read when they are raised."""
    return "site-packages" not in Path(apps.get_app_config(label).path).parts


def in_order(loader: MigrationLoader) -> list[Migration]:
    """Every migration once, none before those it depends on."""
    found: dict[tuple[str, str], Migration] = {}
    for leaf in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(leaf):
            found.setdefault(node, loader.graph.nodes[node])
    return list(found.values())


def faults_of_one(migration: Migration, place: Place) -> Iterator[Fault]:
    """Everything wrong with one migration; the models go on as it leaves them."""
    place.app = migration.app_label
    name, mark = str(migration), getattr(migration, "contract_of", None)
    if mark is not None and not is_marker(mark):
        yield Fault(name, f"the marker is not of the form {MARKER}")
    yield from (Fault(name, each) for each in python_beside_others(migration, place))
    place.replaced = {
        each.name for each in flat(migration.operations) if isinstance(each, ops.RemoveConstraint)
    }
    for operation in migration.operations:
        for each in flat([operation]):
            for says in faults_of(each, place):
                if mark is None or says in NEVER:
                    yield Fault(name, says)
        operation.state_forwards(migration.app_label, place.state)
        remember(operation, place)


def is_marker(mark: object) -> bool:
    """Whether a migration says since which release the contraction is safe, and why."""
    return (
        isinstance(mark, tuple)
        and len(mark) == 2
        and RELEASE.match(str(mark[0])) is not None
        and len(str(mark[1]).strip()) >= SHORTEST_REASON
    )


def python_beside_others(migration: Migration, place: Place) -> Iterator[str]:
    """In organisations Python stands alone: the statements beside it could not be replayed."""
    kinds = {type(each) for each in flat(migration.operations)}
    if place.app not in place.public_only and ops.RunPython in kinds and len(kinds) > 1:
        creates = all(
            isinstance(each, migrations.RunPython | migrations.CreateModel)
            for each in flat(migration.operations)
        )
        if not (migration.initial and creates):
            yield "Python beside other operations: give RunPython a migration of its own"


def remember(operation: Operation, place: Place) -> None:
    """What this release made itself may be changed again: the release before never saw it."""
    for each in flat([operation]):
        if isinstance(each, ops.CreateModel):
            place.new_models.add((place.app, each.name_lower))
        elif isinstance(each, ops.AddField):
            place.new_fields.add((place.app, each.model_name_lower, each.name))
