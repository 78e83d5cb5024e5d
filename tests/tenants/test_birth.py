"""The birth of an organisation: whole or not at all, once, resumable after every step."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.database import Database, addresses

ROOT = Path(__file__).parents[2]
ASK = """
from django.utils import timezone
from access.rules import SYSTEM
from tenants import services
from tenants.models import Organisation
organisation = Organisation.objects.create(name={name!r}, nature="municipality_mg", state="MG",
    ibge_code={code!r}, cnpj={code!r})
birth = services.request_birth(actor=SYSTEM, organisation=organisation, agreement_uid=None,
    administrator_name="Ana Nascente", administrator_email="ana@nascente.test", at=timezone.now())
print(birth.pk)
"""


def run(database: Database, code: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """A piece of the programme in a process of its own, on a database of its own."""
    import os

    script = (
        "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')\n"
        "import django; django.setup()\n" + code
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, **addresses(database)},
        capture_output=True,
        text=True,
        check=check,
        timeout=120,
    )


def ask(database: Database, name: str = "Nascente", code: str = "3198001") -> int:
    return int(run(database, ASK.format(name=name, code=code)).stdout.split()[-1])


def steps(birth_id: int, times: int) -> str:
    return (
        "from django.utils import timezone\nfrom tenants import services\n"
        f"for _ in range({times}): services.next_step({birth_id}, at=timezone.now())\n"
    )


def state(database: Database, schema: str = "m3198001") -> dict[str, object]:
    count = "SELECT count(*) FROM"
    exists = database.rows("SELECT 1 FROM pg_namespace WHERE nspname = %s", schema)
    found: dict[str, object] = {
        "schema": bool(exists),
        "tenants": database.rows(f"{count} tenants_tenant WHERE schema_name = %s", schema)[0][0],
        "step": database.rows("SELECT step FROM tenants_birth ORDER BY id DESC LIMIT 1")[0][0],
    }
    if exists:
        found["people"] = database.rows(f"{count} {schema}.identity_user")[0][0]
        found["emails"] = database.rows(f"{count} {schema}.notifications_email")[0][0]
        found["organs"] = database.rows(f"{count} {schema}.access_organ")[0][0]
    return found


WHOLE = {"schema": True, "tenants": 1, "step": "done", "people": 1, "emails": 1, "organs": 1}


@pytest.mark.slow
@pytest.mark.parametrize("done_before", [0, 1, 2, 3])
def test_a_birth_left_after_any_step_completes_once(
    fresh_database: Database, done_before: int
) -> None:
    birth = ask(fresh_database)
    if done_before:
        run(fresh_database, steps(birth, done_before))
    sweep = f"from tenants.tasks import carry_out_birth\ncarry_out_birth(birth_id={birth})\n"
    run(fresh_database, sweep + sweep)
    assert state(fresh_database) == WHOLE


@pytest.mark.slow
def test_a_process_killed_inside_the_first_step_leaves_nothing(fresh_database: Database) -> None:
    birth = ask(fresh_database)
    killed = run(
        fresh_database,
        "import os, signal\nfrom tenants.provisioning import birth as making\n"
        "whole = making.make_schema\n"
        "def cut(cursor, schema):\n    whole(cursor, schema)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "making.make_schema = cut\n" + steps(birth, 1),
        check=False,
    )
    assert killed.returncode == -9
    assert state(fresh_database) == {"schema": False, "tenants": 0, "step": "requested"}
    run(fresh_database, steps(birth, 4))
    assert state(fresh_database) == WHOLE


@pytest.mark.slow
def test_many_workers_on_one_birth_make_one_organisation(fresh_database: Database) -> None:
    birth = ask(fresh_database)
    code = f"from tenants.tasks import carry_out_birth\ncarry_out_birth(birth_id={birth})\n"
    with ThreadPoolExecutor(3) as pool:
        for done in pool.map(lambda _: run(fresh_database, code), range(3)):
            assert done.returncode == 0
    assert state(fresh_database) == WHOLE


@pytest.mark.slow
def test_a_failure_is_kept_for_the_page_of_the_centre(fresh_database: Database) -> None:
    birth = ask(fresh_database)
    fresh_database.rows("CREATE SCHEMA m3198001")
    run(
        fresh_database,
        f"from tenants.tasks import carry_out_birth\ncarry_out_birth(birth_id={birth})\n",
        check=False,
    )
    error = fresh_database.rows("SELECT attempts, error FROM tenants_birth WHERE id = %s", birth)
    assert error[0][0] == 1
    assert "already exists" in str(error[0][1])
