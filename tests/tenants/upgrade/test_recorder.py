"""What is recorded of a migration, and which migrations cannot be replayed."""

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation

from foundation.tenancy import inside
from tenants.upgrade.recorder import Recorder, needs_django
from tests.seed import FIRST

FIELD = migrations.AddField("action", "extra", models.IntegerField(null=True))
PYTHON = migrations.RunPython(migrations.RunPython.noop)
SHARED = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(
    trigger_name NAME
) RETURNS BOOLEAN AS $$ BEGIN RETURN FALSE; END; $$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION pgtrigger_x()
RETURNS TRIGGER AS $$ BEGIN RETURN NULL; END; $$ LANGUAGE plpgsql;
"""


class Strange(Operation):
    """An operation that nobody knows."""

    reduces_to_sql = False


def migration(*operations: Operation, app: str = "execution", atomic: bool = True) -> Any:
    """A migration of an app."""

    class Migration(migrations.Migration):
        pass

    made = Migration("0009_new", app)
    made.operations, made.atomic = list(operations), atomic
    return made


@pytest.fixture
def _in_an_organisation(db: None) -> Any:
    with inside(FIRST.schema):
        yield


@pytest.mark.usefixtures("_in_an_organisation")
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (migration(FIELD), False),
        (migration(migrations.RunSQL("UPDATE execution_action SET x = 1")), False),
        (migration(FIELD, PYTHON), True),
        (migration(migrations.SeparateDatabaseAndState([PYTHON])), True),
        (migration(migrations.SeparateDatabaseAndState([FIELD], [PYTHON])), False),
        (migration(Strange()), True),
        (migration(FIELD, atomic=False), True),
        (migration(PYTHON, app="work_plans"), False),
    ],
)
def test_only_what_does_the_same_everywhere_is_replayed(asked: Any, answer: bool) -> None:
    assert needs_django(asked, ["ALTER TABLE x"]) is answer


@pytest.mark.usefixtures("_in_an_organisation")
def test_a_statement_that_names_the_template_is_not_replayed() -> None:
    assert needs_django(migration(FIELD), ['ALTER TABLE "zz_template"."x" ADD y int'])


def test_changes_are_kept_with_their_values_and_queries_are_not(db: None) -> None:
    recorder = Recorder()
    change = "UPDATE tenants_organisation SET email = %s"
    with recorder.listening(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.execute(change, ["100 % d'água"])
        cursor.executemany(change, [["a"], ["b"]])
    assert recorder.statements == [
        "UPDATE tenants_organisation SET email = '100 % d''água'",
        "UPDATE tenants_organisation SET email = 'a'",
        "UPDATE tenants_organisation SET email = 'b'",
    ]


def test_a_query_that_a_migration_asked_for_is_kept(db: None) -> None:
    recorder = Recorder()
    with recorder.listening(), connection.schema_editor() as editor:
        editor.execute("SELECT set_config('trial.x', '1', true)", params=None)
    assert recorder.statements == ["SELECT set_config('trial.x', '1', true)"]
    with connection.schema_editor() as editor:
        editor.execute("SELECT 1")
    assert len(recorder.statements) == 1


def test_the_function_that_all_schemas_share_is_left_out() -> None:
    recorder = Recorder()
    recorder.keep(None, SHARED, None)
    (kept,) = recorder.statements
    assert kept.startswith("CREATE OR REPLACE FUNCTION pgtrigger_x()")
    assert "should_ignore" not in kept
