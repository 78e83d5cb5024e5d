"""Statements, Python, statements: in this order in each schema, at once or by the workers."""

import time

import pytest

from tests.seed import FIRST
from tests.tenants.upgrade.places import MORE, SCHEMAS, Installation
from tests.tenants.upgrade.processes import kill, until

pytestmark = pytest.mark.slow
BEFORE, LAID_OUT, LAST = "0001_initial", "0003_size", "0005_required"
WORK = """
import django
django.setup()
from django.conf import settings
from tenants.models import UpgradeRun
from tenants.upgrade.tasks import bring_along
assert settings.DATABASE_LOGIN == "app"
run = UpgradeRun.objects.first()
for place in {places}:
    bring_along(run_id=run.pk, place=place)
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT session_user")
    print(cursor.fetchone()[0])
"""


def sizes(installation: Installation, schema: str) -> list[tuple[object, ...]]:
    return installation.database.rows(f"SELECT number, size FROM {schema}.trial_sheet ORDER BY 1")


def the_run(installation: Installation) -> dict[str, object]:
    """The last run as its row tells it."""
    names = ("total", "replayed", "by_django", "by_tasks", "waiting", "failed", "is_over")
    columns = (*names[:-1], "ended_at IS NOT NULL")
    (row,) = installation.database.rows(
        f"SELECT {', '.join(columns)} FROM tenants_upgraderun ORDER BY id DESC LIMIT 1"
    )
    return dict(zip(names, row, strict=True))


def test_python_runs_between_the_statements_before_and_after_it(
    installation: Installation,
) -> None:
    code, said = installation.migrate("mixed", "--here")
    assert code == 0, said
    assert "5 of 5 (0 replayed, 5 by Django)" in said
    assert installation.at(LAST) == list(SCHEMAS)
    for schema in SCHEMAS:
        assert sizes(installation, schema) == [(7, 14)]
    assert installation.is_equal_everywhere()
    assert the_run(installation)["by_django"] == 5
    assert the_run(installation)["is_over"]


def test_python_that_fails_leaves_one_schema_behind_and_the_next_run_goes_on_from_there(
    installation: Installation,
) -> None:
    crooked = MORE[0]
    rows = installation.database.rows
    rows(f"INSERT INTO {crooked}.trial_sheet (name, number) VALUES ('torta', 1)")
    code, said = installation.migrate("mixed", "--here")
    assert code == 1
    assert "4 of 5 (0 replayed, 4 by Django), 1 left behind" in said
    assert installation.migrations(crooked)[-1] == LAID_OUT
    assert sizes(installation, crooked) == [(1, None), (7, None)]
    assert "folha torta" in installation.error(crooked)
    assert the_run(installation)["failed"] == {crooked: "ValueError: a folha torta não tem tamanho"}
    rows(f"UPDATE {crooked}.trial_sheet SET name = 'reta'")
    code, said = installation.migrate("mixed", "--here")
    assert code == 0, said
    assert sizes(installation, crooked) == [(1, 2), (7, 14)]
    assert installation.is_equal_everywhere()


def test_workers_bring_each_schema_to_its_end_and_only_the_others_wait(
    installation: Installation,
) -> None:
    code, said = installation.migrate("mixed")
    assert code == 0, said
    assert "5 organisations wait for migrations in Python" in said
    assert installation.at(LAID_OUT) == list(SCHEMAS)
    assert the_run(installation)["waiting"] == list(SCHEMAS)
    assert installation.migrate("mixed", "--check")[0] == 1
    others = [each for each in SCHEMAS if each != FIRST.schema]
    login = installation.python("mixed", WORK.format(places=[FIRST.schema, FIRST.schema]))
    assert login.strip() != installation.database.rows("SELECT current_user")[0][0]
    assert installation.at(LAST) == [FIRST.schema]
    assert sizes(installation, FIRST.schema) == [(7, 14)]
    found = the_run(installation)
    assert (found["by_tasks"], found["waiting"], found["is_over"]) == (1, others, False)
    ask = """
import django
django.setup()
from django.test import Client
from tests.seed import FIRST, SECOND
print([Client(SERVER_NAME=each.host).get("/conta/entrar/").status_code for each in (FIRST, SECOND)])
"""
    assert installation.python("mixed", ask).strip() == "[200, 503]"
    installation.python("mixed", WORK.format(places=others))
    assert installation.at(LAST) == list(SCHEMAS)
    assert the_run(installation)["is_over"]
    assert installation.migrate("mixed", "--check")[0] == 0


def test_a_worker_of_the_release_before_leaves_python_to_those_who_have_it(
    installation: Installation,
) -> None:
    assert installation.migrate("mixed")[0] == 0
    installation.python("second", WORK.format(places=[FIRST.schema]))
    assert installation.at(LAID_OUT) == list(SCHEMAS)
    assert the_run(installation)["waiting"] == list(SCHEMAS)
    assert installation.error(FIRST.schema) == ""


def test_a_task_that_fails_tells_the_reason_and_the_next_run_completes(
    installation: Installation,
) -> None:
    crooked = MORE[0]
    rows = installation.database.rows
    rows(f"INSERT INTO {crooked}.trial_sheet (name, number) VALUES ('torta', 1)")
    assert installation.migrate("mixed")[0] == 0
    installation.python("mixed", WORK.format(places=list(SCHEMAS)))
    found = the_run(installation)
    assert (found["by_tasks"], found["waiting"], found["is_over"]) == (4, [], True)
    assert found["failed"] == {crooked: "ValueError: a folha torta não tem tamanho"}
    assert "folha torta" in installation.error(crooked)
    rows(f"UPDATE {crooked}.trial_sheet SET name = 'reta'")
    assert installation.migrate("mixed", "--here")[0] == 0
    assert installation.at(LAST) == list(SCHEMAS)


def test_canaries_have_their_python_before_anybody_else_goes(installation: Installation) -> None:
    canary = MORE[1]
    rows = installation.database.rows
    rows("UPDATE tenants_tenant SET is_canary = true WHERE schema_name = %s", canary)
    rows(f"INSERT INTO {canary}.trial_sheet (name, number) VALUES ('torta', 1)")
    assert installation.migrate("mixed")[0] == 1
    assert installation.at(BEFORE) == [each for each in SCHEMAS if each != canary]
    rows(f"UPDATE {canary}.trial_sheet SET name = 'reta'")
    assert installation.migrate("mixed")[0] == 0
    assert installation.at(LAST) == [canary]


def test_a_run_killed_in_python_goes_on_and_no_row_is_reckoned_twice(
    installation: Installation,
) -> None:
    process = installation.start("mixed", "--here", "--workers", "1")
    until(lambda: installation.at(LAST), process)
    kill(process)
    time.sleep(0.5)
    assert 0 < len(installation.at(LAST)) < len(SCHEMAS)
    code, said = installation.migrate("mixed", "--here")
    assert code == 0, said
    assert installation.at(LAST) == list(SCHEMAS)
    for schema in SCHEMAS:
        assert sizes(installation, schema) == [(7, 14)]
    runs = installation.database.rows(
        "SELECT is_interrupted, ended_at IS NOT NULL FROM tenants_upgraderun ORDER BY id OFFSET 1"
    )
    assert runs == [(True, True), (False, True)]
