"""An archive of an earlier release comes to where its organisation would be, had it stayed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.database import Session
from tests.tenants.own import own_code, rows_of, traces
from tests.tenants.upgrade.places import MORE, TEMPLATE, Installation

pytestmark = pytest.mark.slow
STAYS = MORE[0]
PLACE = f"m{own_code()}"
AS = f"{PLACE}/vila-antiga"
SHEETS = "INSERT INTO {0}.trial_sheet (name, number) VALUES ('primeira', 1), ('outra', 4)"
LINES = "INSERT INTO {0}.trial_line (text, sheet_id) SELECT name, id FROM {0}.trial_sheet"
FOREIGN = {"django_migrations", "documents_storedfile"}  # ids by the day of the upgrade; keys


@pytest.fixture
def filled(installation: Installation) -> Iterator[Installation]:
    """Rows in one organisation; the role of the copy goes in the end."""
    installation.database.rows(SHEETS.format(STAYS))
    installation.database.rows(LINES.format(STAYS))
    yield installation
    if traces(installation.database, PLACE):
        installation.database.rows(f'DROP SCHEMA IF EXISTS "{PLACE}" CASCADE')
        installation.database.rows(f'DROP OWNED BY "sispmpi_{PLACE}"')
        installation.database.rows(f'DROP ROLE "sispmpi_{PLACE}"')


def exported(place: Installation, release: str, folder: Path) -> str:
    """The archive of the organisation that stays."""
    path = str(folder / f"{release}.zip")
    code, said = place.tenant(release, "export", STAYS, path)
    assert code == 0, said
    return path


def is_as_if_it_had_stayed(place: Installation) -> bool:
    """The copy has the template's structure, and the rows of the one that was upgraded in place."""
    stayed, came = rows_of(place.database, STAYS), rows_of(place.database, PLACE)
    assert {name for name in stayed if stayed[name] != came.get(name)} <= FOREIGN
    assert place.structure(PLACE) == place.structure(TEMPLATE)
    assert place.migrations(PLACE) == place.migrations(TEMPLATE)
    assert place.tenant_hash(PLACE) == place.tenant_hash(STAYS) != ""
    return set(stayed) == set(came)


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ("second", "third", ["0003_further", "0004_last"]),
        ("first", "seeded", ["0002_grow", "0003_seed"]),
        ("first", "quick", ["0002_grow", "0003_quick"]),
    ],
)
def test_a_copy_of_an_earlier_release_is_as_if_it_had_stayed(
    filled: Installation, tmp_path: Path, before: str, after: str, steps: list[str]
) -> None:
    if before != "first":  # where the installation stands already
        assert filled.migrate(before)[0] == 0
    path = exported(filled, before, tmp_path)
    assert filled.migrate(after, "--here")[0] == 0
    code, said = filled.tenant(after, "import", path, "--as", AS)
    assert code == 0, said
    assert f"ran: {', '.join(f'trial.{each}' for each in steps)}" in said
    assert is_as_if_it_had_stayed(filled)


def test_migrations_that_were_brought_together_take_an_archive_of_before(
    filled: Installation, tmp_path: Path
) -> None:
    early = exported(filled, "first", tmp_path)
    assert filled.migrate("second")[0] == 0
    filled.database.rows(f"UPDATE {STAYS}.trial_sheet SET level = 9 WHERE number = 4")
    path = exported(filled, "second", tmp_path)
    assert filled.migrate("squashed")[0] == 0
    code, said = filled.tenant("squashed", "import", path, "--as", AS)
    assert code == 0 and "ran: trial.0003_after" in said, said
    sheets = "SELECT id, name, number, level FROM {}.trial_sheet ORDER BY id"
    stayed = filled.database.rows(sheets.format(STAYS))
    assert filled.database.rows(sheets.format(PLACE)) == stayed and len(stayed) == 3
    assert filled.migrations(PLACE) == filled.migrations(TEMPLATE)
    code, said = filled.tenant("squashed", "import", early, "--as", "m3197009/vila-cedo")
    assert code == 1 and "restaure antes com uma versão intermediária" in said, said
    assert traces(filled.database, "m3197009") == []


def test_a_rehearsal_and_a_proof_name_what_would_run_and_leave_no_trace(
    filled: Installation, tmp_path: Path
) -> None:
    path = exported(filled, "first", tmp_path)
    assert filled.migrate("second")[0] == 0
    code, said = filled.tenant("second", "prove", path)
    assert code == 0, said
    code, said = filled.tenant("second", "import", path, "--as", AS, "--dry-run")
    assert code == 0 and "would run: trial.0002_grow" in said, said
    assert "made by release 0.1.0" in said and "nothing was written" in said
    assert traces(filled.database, f"{PLACE}|zz_scratch") == []


def test_rows_that_a_migration_refuses_leave_nothing_behind(
    filled: Installation, tmp_path: Path
) -> None:
    crooked = SHEETS.format(STAYS).replace("primeira", "torta")
    filled.database.rows(crooked.replace("'outra', 4", "'outra', 5"))
    path = exported(filled, "first", tmp_path)
    filled.database.rows(f"UPDATE {STAYS}.trial_sheet SET name = 'reta' WHERE name = 'torta'")
    assert filled.migrate("refused")[0] == 0
    code, said = filled.tenant("refused", "import", path, "--as", AS)
    assert code == 1 and "A atualização da cópia falhou" in said and "sheet_straight" in said, said
    assert traces(filled.database, PLACE) == []
    tenants = "SELECT 1 FROM tenants_tenant WHERE schema_name = %s"
    assert filled.database.rows(tenants, PLACE) == []


def test_an_archive_of_a_newer_release_is_refused_and_both_are_named(
    filled: Installation, first_release: tuple[Session, Installation], tmp_path: Path
) -> None:
    assert filled.migrate("second")[0] == 0
    path = exported(filled, "second", tmp_path)
    session, _ = first_release
    database = session.clone(2000 + len(session.made))
    older = replace(filled, database=database)
    code, said = older.tenant("first", "import", path, "--as", AS)
    assert code == 1 and "feito por uma versão mais nova (0.1.0)" in said, said
    assert "trial.0002_grow" in said and traces(database, PLACE) == []
    session.drop(database.name)


def test_an_installation_that_is_itself_behind_restores_nothing(
    filled: Installation, tmp_path: Path
) -> None:
    path = exported(filled, "first", tmp_path)
    code, said = filled.tenant("second", "import", path, "--as", AS)
    assert code == 1 and "execute antes “sispmpi migrate”" in said and "0002_grow" in said, said
    assert traces(filled.database, PLACE) == []


def test_no_restore_begins_while_organisations_are_upgraded(
    filled: Installation, tmp_path: Path
) -> None:
    path = exported(filled, "first", tmp_path)
    from config.local.accounts import connect

    with connect(filled.database.admin_url) as link, link.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('sispmpi:upgrade'))")
        code, said = filled.tenant("first", "import", path, "--as", AS)
    assert code == 1 and "estão sendo atualizadas" in said, said
    assert traces(filled.database, PLACE) == []
