"""A migration that would break the release before is refused, of each kind, and may say why not."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.upgrade.lint import migrations as lint
from tenants.upgrade.lint.operations import ALSO_IN_ORGANISATIONS, Place

NUMBER, TEXT = models.IntegerField(), models.CharField(max_length=200)
CHECK = models.CheckConstraint(condition=models.Q(pk__gt=0), name="x_positive")
WHY = ("0.1.0", "nothing reads the column since that release")


@pytest.fixture(scope="module")
def state() -> ProjectState:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found: ProjectState = loader.project_state()
    return found


def said(state: ProjectState, app: str, *operations: Operation, **more: Any) -> list[str]:
    """What the check says of a migration with these operations."""

    class Migration(migrations.Migration):
        pass

    made = Migration("0099_next", app)
    made.operations = list(operations)
    for name, value in more.items():
        setattr(made, name, value)
    place = Place("", state.clone(), lint.public_only())
    return [each.says for each in lint.faults_of_one(made, place)]


BAD: list[tuple[str, Operation, str]] = [
    ("execution", migrations.DeleteModel("Evidence"), "drops the table"),
    ("execution", migrations.RenameModel("Evidence", "Proof"), "renames the table"),
    ("execution", migrations.AlterModelTable("Evidence", "proof"), "renames the table"),
    ("access", migrations.RemoveField("organ", "acronym"), "drops the column"),
    ("access", migrations.RenameField("organ", "acronym", "short"), "renames the column"),
    ("access", migrations.AddField("organ", "n", models.IntegerField(default=3)), "no db_default"),
    ("access", migrations.AddField("organ", "n", NUMBER, preserve_default=False), "no db_default"),
    ("access", migrations.AlterField("organ", "name", NUMBER), "changes the type"),
    ("access", migrations.AlterField("organ", "name", models.CharField(max_length=3)), "changes"),
    (
        "access",
        migrations.AlterField("organ", "name", models.CharField(max_length=400, db_column="n")),
        "renames the column",
    ),
    (
        "tenants",
        migrations.AlterField("tenant", "agreement_uid", models.UUIDField()),
        "forbids empty values",
    ),
    (
        "access",
        migrations.AlterField("organ", "name", models.CharField(max_length=400, unique=True)),
        "refuses values",
    ),
    (
        "audit",
        migrations.AddIndex("entry", models.Index(fields=["verb"], name="entry_verb")),
        "big table",
    ),
    (
        "audit",
        migrations.AddField("entry", "kind", models.TextField(null=True, db_index=True)),
        "big table",
    ),
    ("access", migrations.AddConstraint("organ", CHECK), "refuses rows"),
    ("access", migrations.RunSQL("ALTER TABLE access_organ DROP COLUMN acronym"), "drops a column"),
    ("access", migrations.RunSQL([("DROP TABLE x", [])]), "drops a table"),
    ("access", migrations.RunSQL("ALTER TABLE x RENAME COLUMN a TO b"), "renames"),
    ("access", migrations.RunSQL("ALTER TABLE x ALTER a SET NOT NULL"), "forbids empty"),
    ("access", migrations.RunSQL("ALTER TABLE x ALTER COLUMN a TYPE bigint"), "the type"),
    ("access", migrations.RunSQL("ALTER TABLE x ADD COLUMN a int NOT NULL"), "may not be empty"),
    ("access", migrations.RunSQL("CREATE INDEX i ON audit_entry (verb)"), "concurrently"),
    ("access", migrations.RunSQL("TRUNCATE x"), "empties"),
    (
        "access",
        migrations.SeparateDatabaseAndState([migrations.RemoveField("organ", "acronym")]),
        "drops the column",
    ),
]


@pytest.mark.parametrize(("app", "operation", "words"), BAD, ids=range(len(BAD)))
def test_what_breaks_the_release_before_is_refused_unless_the_migration_says_why(
    state: ProjectState, app: str, operation: Operation, words: str
) -> None:
    (fault,) = said(state, app, operation)
    assert words in fault
    assert said(state, app, operation, contract_of=WHY) == []


@pytest.mark.parametrize("mark", ["0.1.0", ("0.1.0",), ("soon", WHY[1]), ("0.1.0", "why not")])
def test_a_marker_names_a_release_and_a_reason(state: ProjectState, mark: object) -> None:
    fault = said(state, "access", migrations.RemoveField("organ", "acronym"), contract_of=mark)
    assert "the marker is not of the form" in fault[0]


@pytest.mark.parametrize(
    "foreign",
    [
        migrations.AddField(
            "organ", "t", models.ForeignKey("tenants.Tenant", models.PROTECT, null=True)
        ),
        migrations.CreateModel(
            "Pass", [("t", models.OneToOneField("tenants.Tenant", models.PROTECT))]
        ),
        migrations.RunSQL("ALTER TABLE x ADD y int REFERENCES public.tenants_tenant (id)"),
    ],
)
def test_no_foreign_key_leads_from_an_organisation_to_public(
    state: ProjectState, foreign: Operation
) -> None:
    (fault,) = said(state, "access", foreign)
    assert "keep the uid instead" in fault
    if not isinstance(foreign, migrations.RunSQL):
        assert said(state, "access", foreign, contract_of=WHY) == [ALSO_IN_ORGANISATIONS]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("organ", "n", models.IntegerField(null=True)),
        migrations.AddField("organ", "n", models.IntegerField(db_default=3)),
        migrations.AddIndex("organ", models.Index(fields=["name"], name="organ_name")),
        migrations.AlterField("organ", "name", models.CharField(max_length=400)),
        migrations.AlterField("organ", "name", models.TextField()),
        migrations.RunSQL("UPDATE access_organ SET name = 'DROP TABLE x' -- TRUNCATE"),
        migrations.RunSQL("ALTER TABLE x ADD COLUMN a int NOT NULL DEFAULT 3"),
        migrations.RunPython(migrations.RunPython.noop),
    ],
    ids=range(8),
)
def test_what_only_adds_is_let_through(state: ProjectState, operation: Operation) -> None:
    assert said(state, "access", operation) == []


def test_an_index_built_concurrently_may_stand_on_a_big_table(state: ProjectState) -> None:
    index = models.Index(fields=["verb"], name="entry_verb")
    assert said(state, "audit", AddIndexConcurrently("entry", index)) == []


def test_what_the_same_release_made_may_be_changed_again(state: ProjectState) -> None:
    assert not said(
        state,
        "access",
        migrations.CreateModel("Seat", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField("seat", "row", NUMBER),
        migrations.AddConstraint("seat", CHECK),
        migrations.AlterField("seat", "row", TEXT),
        migrations.RemoveField("seat", "row"),
        migrations.AddField("organ", "n", models.IntegerField(null=True)),
        migrations.RemoveField("organ", "n"),
    )


def test_a_constraint_that_takes_the_place_of_another_is_let_through(state: ProjectState) -> None:
    name = "tenant_life_known"
    wider = models.CheckConstraint(condition=models.Q(life__in=["active", "new"]), name=name)
    replaced = (
        migrations.RemoveConstraint("tenant", name),
        migrations.AddConstraint("tenant", wider),
    )
    assert said(state, "tenants", *replaced) == []


def test_in_organisations_python_stands_alone(state: ProjectState) -> None:
    python = migrations.RunPython(migrations.RunPython.noop)
    more = migrations.AddField("organ", "n", models.IntegerField(null=True))
    (fault,) = said(state, "access", more, python)
    assert "a migration of its own" in fault
    public = migrations.AddField("tenant", "n", models.IntegerField(null=True))
    assert said(state, "tenants", public, python) == []


def test_every_migration_of_this_tree_lets_the_release_before_run() -> None:
    assert list(map(str, lint.faults(lint.released()))) == []


def test_the_command_names_the_faults_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = {each for each in lint.released() if not each.startswith("formulation.0002")}
    monkeypatch.setattr(lint, "released", lambda: frozenset(kept))
    monkeypatch.setattr(lint, "is_own", lambda label: True)
    kept -= {"contenttypes.0002_remove_content_type_name"}
    with pytest.raises(CommandError, match="contract_of"):
        call_command("lint_migrations")
    assert "contenttypes.0002_remove_content_type_name: drops" in capsys.readouterr().err
