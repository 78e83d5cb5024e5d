"""What one operation would do to the release before, which still runs. No database here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres import operations as postgres
from django.db import connection, models
from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED
from django.db.models.fields.related import RelatedField

from tenants.upgrade.lint.statements import faults_of_statements

Key = tuple[str, str]
# tables of public that grow without end: an index built in the usual way would stop every writer
BIG = frozenset(
    {
        ("audit", "entry"),
        ("events", "outbox"),
        ("notifications", "email"),
        ("notifications", "notice"),
        ("documents", "storedfile"),
    }
)
ALSO_IN_ORGANISATIONS = "no foreign key leaves the schema of an organisation: keep the uid instead"


@dataclass(slots=True)
class Place:
    """Where an operation stands: its app, the models before it, and what this release made."""

    app: str
    state: ProjectState
    public_only: frozenset[str]
    new_models: set[Key] = field(default_factory=set)
    new_fields: set[tuple[str, str, str]] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)  # constraints removed in the same migration

    def is_new(self, model: str, name: str = "") -> bool:
        """Whether the release before knows nothing of the table, or of the column."""
        key = (self.app, model.lower())
        return key in self.new_models or (*key, name) in self.new_fields

    def field_before(self, model: str, name: str) -> Any:
        """A field as the operation finds it, on a model that knows its tables."""
        return self.state.apps.get_model(self.app, model)._meta.get_field(name)

    def field_after(self, operation: Operation, model: str, name: str) -> Any:
        """The same once the operation is done."""
        after = self.state.clone()
        operation.state_forwards(self.app, after)
        return after.apps.get_model(self.app, model)._meta.get_field(name)


Faults = Iterator[str]


def faults_of(operation: Operation, place: Place) -> Faults:
    """Every reason why the release before would stumble over it."""
    for kind, check in CHECKS.items():
        if isinstance(operation, kind):
            yield from check(operation, place)
            break


def removed_table(operation: Any, place: Place) -> Faults:
    if not place.is_new(operation.name):
        yield f"drops the table of {operation.name}"


def renamed_table(operation: Any, place: Place) -> Faults:
    name = getattr(operation, "old_name", None) or operation.name
    if not place.is_new(name):
        yield f"renames the table of {name}"


def removed_column(operation: Any, place: Place) -> Faults:
    if not place.is_new(operation.model_name, operation.name):
        yield f"drops the column {operation.model_name}.{operation.name}"


def renamed_column(operation: Any, place: Place) -> Faults:
    if not place.is_new(operation.model_name, operation.old_name):
        yield f"renames the column {operation.model_name}.{operation.old_name}"


def new_table(operation: Any, place: Place) -> Faults:
    for _, each in operation.fields:
        yield from crossing(each, place)


def new_column(operation: Any, place: Place) -> Faults:
    each = operation.field
    yield from crossing(each, place)
    if place.is_new(operation.model_name):
        return
    name = f"{operation.model_name}.{operation.name}"
    if not may_be_left_out(each):
        yield f"adds {name}, which may not be empty and has no db_default: inserts would fail"
    if each.unique or each.db_index:
        yield from index_on_big(operation.model_name, place)


def may_be_left_out(each: Any) -> bool:
    """Whether an INSERT that does not name the column succeeds."""
    return bool(
        each.many_to_many
        or each.null
        or each.db_default is not NOT_PROVIDED
        or getattr(each, "generated", False)
        or each.primary_key
    )


def changed_column(operation: Any, place: Place) -> Faults:
    model, name = operation.model_name, operation.name
    if place.is_new(model, name):
        return
    before, after = place.field_before(model, name), place.field_after(operation, model, name)
    if not isinstance(before, RelatedField):
        yield from crossing(operation.field, place)
    yield from (f"{says} {model}.{name}" for says in narrowed(before, after))
    if is_rewritten(before, after):
        yield (
            f"changes the type of {model}.{name} from {type_of(before)} to {type_of(after)}:"
            " every row is rewritten under a lock"
        )
    if after.db_index and not before.db_index:
        yield from index_on_big(model, place)


def narrowed(before: Any, after: Any) -> Faults:
    """What the release before may no longer do with the column."""
    if before.column != after.column:
        yield "renames the column"
    if before.null and not after.null:
        yield "forbids empty values in"
    if before.db_default is not NOT_PROVIDED and after.db_default is NOT_PROVIDED:
        yield "takes the standard value away, without which inserts fail, of"
    if after.unique and not before.unique:
        yield "refuses values, once there is no second of each, of"


def type_of(each: Any) -> str:
    """The type of a column, as PostgreSQL names it; nothing for a table between two models."""
    return each.db_type(connection) or ""


def is_rewritten(before: Any, after: Any) -> bool:
    """Whether PostgreSQL must touch the rows: texts only grow wider for nothing."""
    old, new = type_of(before), type_of(after)
    if old == new:
        return False
    if isinstance(before, models.CharField) and new.startswith(("varchar", "text")):
        return after.max_length is not None and after.max_length < (before.max_length or 0)
    return True


def new_index(operation: Any, place: Place) -> Faults:
    yield from index_on_big(operation.model_name, place)


def index_on_big(model: str, place: Place) -> Faults:
    if (place.app, model.lower()) in BIG and not place.is_new(model):
        yield f"builds an index on {model}, a big table, under a lock: use AddIndexConcurrently"


def new_constraint(operation: Any, place: Place) -> Faults:
    known = operation.constraint.name in place.replaced
    if not known and not place.is_new(operation.model_name):
        yield f"refuses rows of {operation.model_name} that the release before writes"


def crossing(each: Any, place: Place) -> Faults:
    """A foreign key of an app of organisations to one that lives in public only."""
    target = getattr(each.remote_field, "model", None) if each.remote_field else None
    label = target.split(".")[0] if isinstance(target, str) and "." in target else place.app
    if place.app not in place.public_only and label in place.public_only:
        yield ALSO_IN_ORGANISATIONS


def by_hand(operation: Any, place: Place) -> Faults:
    yield from faults_of_statements(operation.sql)


def nothing(operation: Any, place: Place) -> Faults:
    yield from ()


CHECKS: dict[type, Callable[[Any, Place], Faults]] = {
    postgres.AddIndexConcurrently: nothing,
    ops.DeleteModel: removed_table,
    ops.RenameModel: renamed_table,
    ops.AlterModelTable: renamed_table,
    ops.RemoveField: removed_column,
    ops.RenameField: renamed_column,
    ops.CreateModel: new_table,
    ops.AddField: new_column,
    ops.AlterField: changed_column,
    ops.AddIndex: new_index,
    ops.AddConstraint: new_constraint,
    ops.RunSQL: by_hand,
}
