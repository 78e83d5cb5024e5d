"""Once through every work under every kill; `make chaos` does the same twenty times."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.local.accounts import connect
from tests.chaos.astray import astray_in, nothing_astray
from tests.chaos.life import MOST_STATEMENTS, Chaos, Life, begun
from tests.chaos.place import place
from tests.chaos.statements import cut_after
from tests.chaos.upgrades import grow, strangers, upgrade
from tests.database import Database
from tests.plugin import SESSION

pytestmark = pytest.mark.slow
SEED = 3


@pytest.fixture(scope="module")
def chaos(pytestconfig: pytest.Config) -> Iterator[Chaos]:
    """Servers of their own."""
    with place(pytestconfig.stash[SESSION]) as here:
        yield begun(here, SEED)


@pytest.mark.parametrize(
    ("number", "victim"), [(0, ""), (1, "postgres"), (2, "worker"), (3, "process")]
)
def test_a_life_whose_works_are_all_killed_goes_on_and_leaves_nothing(
    chaos: Chaos, number: int, victim: str
) -> None:
    works = list(Life(chaos, f"39{number:05d}").works(victim))
    assert len(works) == 6
    assert [case.faults for case in chaos.cases.values() if case.faults] == []


def test_an_upgrade_that_is_killed_is_given_again_and_leaves_nobody_behind(chaos: Chaos) -> None:
    grow(chaos)
    for victim in ("", "postgres", "process"):
        upgrade(chaos, victim)
    assert [case.faults for case in chaos.cases.values() if case.faults] == []


def test_a_birth_cut_between_two_statements_leaves_nothing_and_completes(chaos: Chaos) -> None:
    assert cut_after(chaos, range(5, MOST_STATEMENTS, 25)) >= 2
    assert chaos.cases["birth/statement"].faults == []


LEAVE = {
    "schema of nobody: m3777777": "CREATE SCHEMA m3777777",
    "schema of nobody: zz_scratch_0": "CREATE SCHEMA zz_scratch_0",
    "role of nobody: sispmpi_m3777777": "CREATE ROLE sispmpi_m3777777",
    "role lost: sispmpi_m3199901": "ALTER ROLE sispmpi_m3199901 RENAME TO sispmpi_elsewhere",
    "schema lost: m3199901": "ALTER SCHEMA m3199901 RENAME TO elsewhere",
    "a tenant without one primary host: m3199901": "UPDATE tenants_domain SET is_primary = false"
    " WHERE domain LIKE 'vila-primeira%'",
    "a birth that disagrees with its tenant: vila-segunda done preparing": "SET LOCAL"
    " session_replication_role = replica; UPDATE tenants_tenant SET life = 'preparing'"
    " WHERE schema_name = 'm3199902'",
    "privileges: m3199901 is active, writes: False, in ['sispmpi_tenants']": "REVOKE INSERT ON"
    " m3199901.access_organ FROM sispmpi_m3199901",
    "m3199901: organs, administrators, invitations are [(2, 1, 1)]": "INSERT INTO"
    " m3199901.access_organ (uid, name, acronym, is_active)"
    " VALUES (gen_random_uuid(), 'Dois', '', true)",
    "a lock that nobody lets go": "SELECT pg_advisory_xact_lock(1, 2)",
    "file without a row: m3199901/x": "FILE files/m3199901/x",
    "file of nobody: m3777777/x": "FILE files/m3777777/x",
    "archive without a row: m3199901/x.zip": "FILE backup/m3199901/x.zip",
}


def test_what_is_left_behind_is_found(chaos: Chaos, tmp_path: Path) -> None:
    database, others = chaos.place.copy("template_of_chaos", "chaos_astray"), strangers(chaos)
    assert nothing_astray(database, tmp_path, others) == []
    for fault, cause in LEAVE.items():
        with undone(database, tmp_path, cause) as look:
            assert any(each.startswith(fault) for each in look(others)), fault
    chaos.place.drop(database.name)


@contextmanager
def undone(database: Database, folder: Path, cause: str) -> Iterator[Callable[..., list[str]]]:
    """A fault in a transaction that is rolled back, or a file that is taken away again."""
    if cause.startswith("FILE "):
        path = folder / cause.removeprefix("FILE ")
        path.parent.mkdir(parents=True)
        path.write_text("x")
        yield lambda others: nothing_astray(database, folder, others)
        shutil.rmtree(folder / path.relative_to(folder).parts[0])
        return
    with connect(database.admin_url) as link, link.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(cause)
        yield lambda others: astray_in(cursor, folder, others)
        cursor.execute("ROLLBACK")
