"""Models made on demand are the models that Django makes of the same migrations."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.upgrade.lint.migrations import in_order
from tenants.upgrade.rendering import LazyState, lazily


def described(model: Any) -> dict[str, object]:
    """What a schema editor and a migration in Python see of a model."""
    meta = model._meta
    return {
        "table": meta.db_table,
        "columns": [
            (each.name, each.column, each.get_internal_type()) for each in meta.local_fields
        ],
        "points to": sorted(
            (each.name, each.related_model._meta.label)
            for each in (*meta.local_fields, *meta.local_many_to_many)
            if each.is_relation
        ),
        "is pointed to": sorted(
            (each.related_model._meta.label, each.field.name) for each in meta.related_objects
        ),
        "constraints": [each.name for each in meta.constraints],
        "indexes": [each.name for each in meta.indexes],
    }


def everything(state: ProjectState) -> dict[tuple[str, str], dict[str, object]]:
    return {
        (each._meta.app_label, str(each._meta.model_name)): described(each)
        for each in state.apps.get_models(include_auto_created=True, include_swapped=True)
    }


def step(state: ProjectState, *steps: Operation) -> ProjectState:
    """The state before the last operation; each is seen by a schema editor, as in a migration."""
    before = state
    for each in steps:
        before = state.clone()
        each.state_forwards("trial", state)
        for name in {name for label, name in state.models if label == "trial"}:
            state.apps.get_model("trial", name)
    return before


def model(name: str, **fields: Any) -> ops.CreateModel:
    pairs = [("id", models.BigAutoField(primary_key=True)), *fields.items()]
    return ops.CreateModel(name, pairs)


def to(target: str, **options: Any) -> Any:
    return models.ForeignKey(f"trial.{target}", models.CASCADE, **options)


@pytest.fixture
def sheets() -> LazyState:
    """A sheet, its lines, and a note on a line."""
    state = LazyState()
    step(state, model("Sheet"), model("Line", sheet=to("Sheet")), model("Note", line=to("Line")))
    return state


def test_every_model_of_this_tree_is_as_django_makes_it() -> None:
    plain, lazy = ProjectState(), LazyState()
    for migration in in_order(MigrationLoader(None, ignore_no_migrations=True)):
        migration.mutate_state(plain, preserve=False)
        for operation in migration.operations:
            lazy.clone()
            operation.state_forwards(migration.app_label, lazy)
            for name in named_by(operation):
                lazy.apps.get_model(migration.app_label, name)
    made = everything(lazy)
    assert made == everything(plain)
    assert len(made) > 120


def named_by(operation: Any) -> list[str]:
    """The model that an operation would ask for."""
    if isinstance(operation, ops.CreateModel):
        return [operation.name]
    return [operation.model_name] if hasattr(operation, "model_name") else []


def test_only_what_a_model_points_to_is_made_with_it(sheets: LazyState) -> None:
    fresh = lazily(sheets)
    fresh.apps.get_model("trial", "Line")
    assert sorted(fresh.apps.needs) == [("trial", "line"), ("trial", "sheet")]


def test_what_points_to_a_changed_model_points_to_the_new_one(sheets: LazyState) -> None:
    before = step(sheets, ops.AddField("sheet", "size", models.IntegerField(null=True)))
    note = sheets.apps.get_model("trial", "Note")
    sheet = note._meta.get_field("line").related_model._meta.get_field("sheet").related_model
    assert sheet is sheets.apps.get_model("trial", "Sheet")
    assert [each.name for each in sheet._meta.local_fields] == ["id", "size"]
    old = before.apps.get_model("trial", "Sheet")
    assert [each.name for each in old._meta.local_fields] == ["id"]


def test_what_does_not_point_to_a_changed_model_is_taken_over(sheets: LazyState) -> None:
    sheet, line = (sheets.apps.get_model("trial", name) for name in ("Sheet", "Line"))
    step(sheets, ops.AddField("line", "text", models.TextField(null=True)))
    assert sheets.apps.get_model("trial", "Sheet") is sheet
    assert sheets.apps.get_model("trial", "Line") is not line


def test_who_asks_what_points_to_a_model_is_told_of_all(sheets: LazyState) -> None:
    def ties() -> list[str]:
        meta = sheets.apps.get_model("trial", "Sheet")._meta
        return sorted(each.name for each in meta.related_objects)

    assert ties() == ["line"]
    step(sheets, model("Cover", sheet=to("Sheet"), drawn_by=models.TextField()))
    assert ties() == ["cover", "line"]
    step(sheets, ops.RemoveField("cover", "sheet"))
    assert ties() == ["line"]
    step(sheets, ops.DeleteModel("Note"), ops.DeleteModel("Line"))
    assert ties() == []


def test_python_may_follow_ties_backwards(sheets: LazyState) -> None:
    fresh = lazily(sheets)
    fresh.clear_delayed_apps_cache()  # what RunPython does before it begins
    assert hasattr(fresh.apps.get_model("trial", "Sheet"), "line_set")


def test_a_model_given_another_name_is_found_by_that_name_alone(sheets: LazyState) -> None:
    step(sheets, ops.RenameModel("Sheet", "Page"))
    line = sheets.apps.get_model("trial", "Line")
    assert line._meta.get_field("sheet").related_model is sheets.apps.get_model("trial", "Page")
    with pytest.raises(LookupError):
        sheets.apps.get_model("trial", "Sheet")


def test_the_table_between_two_models_stays_known(sheets: LazyState) -> None:
    step(sheets, model("Tag", sheets=models.ManyToManyField("trial.Sheet")))
    step(sheets, ops.AddField("note", "text", models.TextField(null=True)))
    assert sheets.apps.get_model("trial", "Tag_sheets")._meta.auto_created
