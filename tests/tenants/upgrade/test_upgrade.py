"""Many schemas through one upgrade: whole, partly, interrupted, refused."""

import time

import psycopg2
import pytest

from tests.seed import FIRST
from tests.tenants.upgrade.places import MORE, SCHEMAS, TEMPLATE, Installation
from tests.tenants.upgrade.processes import kill, until

pytestmark = pytest.mark.slow
BEFORE, GROWN = "0001_initial", "0002_grow"


def test_a_new_app_reaches_every_schema_by_replay_and_its_tables_are_open_to_the_role(
    installation: Installation,
) -> None:
    assert installation.at(BEFORE) == list(SCHEMAS)
    assert installation.is_equal_everywhere()
    may = "SELECT has_table_privilege(%s, %s, 'INSERT') AND has_sequence_privilege(%s, %s, 'USAGE')"
    role = f"sispmpi_{FIRST.schema}"
    table = f"{FIRST.schema}.trial_sheet"
    assert installation.database.rows(may, role, table, role, f"{table}_id_seq") == [(True,)]


def test_a_locked_schema_is_left_as_it_was_and_the_next_run_completes(
    installation: Installation,
) -> None:
    locked = MORE[1]
    others = [each for each in SCHEMAS if each != locked]
    before = installation.structure(locked)
    held = psycopg2.connect(installation.database.admin_url)
    held.cursor().execute(f"LOCK TABLE {locked}.trial_sheet IN ACCESS SHARE MODE")
    code, said = installation.migrate("second", "--lock-timeout", "50ms")
    held.close()
    assert code == 1
    assert f"left behind: {locked}" in said and "4 of 5 (4 replayed, 0 by Django)" in said
    assert installation.at(GROWN) == others
    assert installation.structure(locked) == before
    assert "lock timeout" in installation.error(locked)
    assert installation.migrate("second", "--check")[0] == 1
    assert installation.migrate("first", "--check")[0] == 1  # some are ahead of that release
    code, said = installation.migrate("second")
    assert code == 0, said
    assert "1 of 1 (1 replayed, 0 by Django)" in said
    assert installation.error(locked) == ""
    assert installation.is_equal_everywhere()
    for schema in SCHEMAS:
        sheets = f"SELECT id, name, number, level FROM {schema}.trial_sheet"
        assert installation.database.rows(sheets) == [(1, "100 %", 7, 1)]
        following = f"SELECT nextval('{schema}.trial_sheet_id_seq')"
        assert installation.database.rows(following) == [(1001,)]
    assert installation.migrate("second", "--check")[0] == 0
    code, said = installation.migrate("second")
    assert code == 0 and "organisations" not in said


def test_a_run_killed_in_the_middle_of_a_wave_is_resumed_by_replay(
    installation: Installation,
) -> None:
    process = installation.start("slow")
    until(lambda: installation.at("0003_slow"), process)
    kill(process)
    time.sleep(1)  # what the server was at is rolled back or ends
    done = installation.at("0003_slow")
    assert 0 < len(done) < len(SCHEMAS)
    assert sorted([*done, *installation.at(BEFORE)]) == sorted(SCHEMAS)
    code, said = installation.migrate("slow")
    assert code == 0, said
    left = len(SCHEMAS) - len(done)
    assert f"{left} of {left} ({left} replayed, 0 by Django)" in said
    assert installation.is_equal_everywhere()


def test_a_run_killed_while_the_template_migrates_loses_no_script(
    installation: Installation,
) -> None:
    process = installation.start("slow")
    until(lambda: installation.migrations(TEMPLATE)[-1] == GROWN, process)
    kill(process)
    code, said = installation.migrate("slow")
    assert code == 0, said
    assert "5 of 5 (5 replayed, 0 by Django)" in said
    assert installation.at("0003_slow") == list(SCHEMAS)


def test_a_canary_that_refuses_stops_everything(installation: Installation) -> None:
    canary = MORE[2]
    rows = installation.database.rows
    rows("UPDATE tenants_tenant SET is_canary = true WHERE schema_name = %s", canary)
    rows(f"INSERT INTO {canary}.trial_sheet (name, number) VALUES ('torta', 1)")
    before = installation.structure(canary)
    code, said = installation.migrate("refused")
    assert code == 1
    assert f"the canary {canary} could not be upgraded; 4 organisations were not tried" in said
    assert installation.at(BEFORE) == list(SCHEMAS)
    assert installation.structure(canary) == before
    assert "sheet_straight" in installation.error(canary)
    rows(f"UPDATE {canary}.trial_sheet SET name = 'reta'")
    code, said = installation.migrate("refused")
    assert code == 0, said
    assert installation.at("0003_refused") == list(SCHEMAS)


def test_another_organisation_that_refuses_stops_nobody_else(installation: Installation) -> None:
    crooked = MORE[0]
    rows = installation.database.rows
    rows(f"INSERT INTO {crooked}.trial_sheet (name, number) VALUES ('torta', 1)")
    code, said = installation.migrate("refused", "--wave", "1")
    assert code == 1
    assert "1 organisations were left behind" in said
    assert installation.at("0003_refused") == [each for each in SCHEMAS if each != crooked]
    assert installation.migrations(crooked) == [BEFORE]


def test_a_schema_two_releases_behind_replays_both(installation: Installation) -> None:
    late = SCHEMAS[0]
    held = psycopg2.connect(installation.database.admin_url)
    held.cursor().execute(f"LOCK TABLE {late}.trial_sheet IN ACCESS SHARE MODE")
    assert installation.migrate("second", "--lock-timeout", "50ms")[0] == 1
    held.close()
    assert installation.migrations(late) == [BEFORE]
    code, said = installation.migrate("third")
    assert code == 0, said
    assert "5 of 5 (5 replayed, 0 by Django)" in said
    assert installation.is_equal_everywhere()
    for schema in SCHEMAS:
        lines = f"SELECT text, sheet_id FROM {schema}.trial_line"
        assert installation.database.rows(lines) == [("nova", 1)]


def test_python_runs_in_every_schema_on_the_rows_found_there(installation: Installation) -> None:
    fuller = MORE[0]
    rows = installation.database.rows
    rows(f"INSERT INTO {fuller}.trial_sheet (name, number) VALUES ('primeira', 1)")
    code, said = installation.migrate("seeded", "--here")
    assert code == 0, said
    assert "5 of 5 (0 replayed, 5 by Django)" in said
    for schema in SCHEMAS:
        sheets = rows(f"SELECT name FROM {schema}.trial_sheet WHERE number = 9")
        assert sheets == [("after 2" if schema == fuller else "after 1",)]
    assert installation.is_equal_everywhere()


def test_a_schema_that_waits_for_its_upgrade_answers_with_the_maintenance_page(
    installation: Installation,
) -> None:
    held = psycopg2.connect(installation.database.admin_url)
    held.cursor().execute(f"LOCK TABLE {FIRST.schema}.trial_sheet IN ACCESS SHARE MODE")
    assert installation.migrate("second", "--lock-timeout", "50ms")[0] == 1
    held.close()
    ask = """
import django
django.setup()
from django.test import Client
from tests.seed import FIRST, SECOND
for host in (FIRST.host, SECOND.host):
    answer = Client(SERVER_NAME=host).get("/conta/entrar/")
    print(answer.status_code, "manutenção" in answer.content.decode(), answer.get("Retry-After"))
print(Client(SERVER_NAME="localhost").get("/saude/").json()["schema"])
"""
    said = installation.python("second", ask).splitlines()
    assert said == ["503 True 30", "200 False None", "behind"]
    # the release before needs nothing that the schema lacks, and serves those that are ahead
    said = installation.python("first", ask).splitlines()
    assert said[:2] == ["200 False None", "200 False None"]
    assert installation.migrate("second")[0] == 0
    said = installation.python("second", ask).splitlines()
    assert said == ["200 False None", "200 False None", "current"]
