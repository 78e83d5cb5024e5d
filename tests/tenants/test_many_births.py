"""Fifty births asked for at once, carried out by four workers: each once, none in another's way."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from config.local.accounts import connect
from config.local.places import SOURCE
from foundation.tenancy import TEMPLATE
from tenants.events import OrganisationOpened
from tests.database import Database, addresses
from tests.tenants.test_birth import run

BIRTHS, WORKERS = 50, 4
CODE = f"37{os.getpid() % 1000:03d}"  # with two more digits; roles are shared by all databases
GATE = 20261123
ASK_ALL = f"""
from django.utils import timezone
from access.rules import SYSTEM
from tenants import services
from tenants.models import Organisation
for number in range({BIRTHS}):
    code = f"{CODE}{{number:02d}}"
    body = Organisation.objects.create(name=f"Vila {{code}}", nature="municipality_mg", state="MG",
        ibge_code=code, cnpj=code)
    services.request_birth(actor=SYSTEM, organisation=body, agreement_uid=None,
        administrator_name="Ana", administrator_email="ana@nascente.test", at=timezone.now())
"""
WORK = f"""
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from django.db import connection
from tenants.models import Birth
from tenants.tasks import carry_out_birth
waiting = list(Birth.objects.exclude(step="done").order_by("pk").values_list("pk", flat=True))
with connection.cursor() as cursor:  # all start at the same moment
    cursor.execute("SELECT pg_advisory_lock_shared({GATE})")
failed = 0
for birth in waiting:  # every worker tries all of them, in the same order
    try:
        carry_out_birth(birth_id=birth)
    except Exception as error:
        failed += 1
        print(birth, error)
print(len(waiting), "tried", failed, "failed")
"""
AT_THE_GATE = f"""
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {GATE} AND NOT granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
ONE_EACH = {
    "administrators": "SELECT count(*) FROM {0}.identity_user u JOIN {0}.access_assignment a"
    " ON a.user_id = u.id WHERE a.profile = 'organisation_admin' AND u.email = 'ana@nascente.test'",
    "people": "SELECT count(*) FROM {0}.identity_user",
    "invitations": "SELECT count(*) FROM {0}.notifications_email",
    "main organs": "SELECT count(*) FROM {0}.access_organ",
}
NONE = ("django_content_type", "auth_permission")  # kept empty everywhere: no id can differ


@pytest.fixture
def crowded(fresh_database: Database) -> Iterator[Database]:
    """A database in which fifty births were asked for and nobody has begun; its roles go again."""
    run(fresh_database, ASK_ALL)
    yield fresh_database
    with connect(fresh_database.admin_url) as link, link.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname ~ %s", [f"_m{CODE}[0-9][0-9]$"])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP OWNED BY "{name}"; DROP ROLE "{name}"')


def open_the_gate(database: Database, workers: list[subprocess.Popen[str]]) -> None:
    """Hold the workers back until all of them wait."""
    deadline = time.monotonic() + 60
    with connect(database.admin_url) as link, link.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({GATE})")
        workers += [start(database) for _ in range(WORKERS)]
        while database.rows(AT_THE_GATE) != [(WORKERS,)]:
            assert time.monotonic() < deadline, "the workers never stood at the gate"
            time.sleep(0.05)
        cursor.execute(f"SELECT pg_advisory_unlock({GATE})")


def start(database: Database) -> subprocess.Popen[str]:
    """One worker, whose sweep finds every birth."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", WORK],
        cwd=SOURCE,
        env={**os.environ, **addresses(database)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def filled(database: Database) -> list[str]:
    """The tables that an organisation is born with rows in."""
    names = database.rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace"
        " ORDER BY 1",
        TEMPLATE,
    )
    return [
        str(name)
        for (name,) in names
        if database.rows(f'SELECT 1 FROM {TEMPLATE}."{name}" LIMIT 1')
    ]


def born_with(database: Database, schema: str, tables: list[str]) -> dict[str, object]:
    """What stands in a schema that was just born: catalogues by hash, people by number."""
    hashed = (
        f"(SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {schema}.{each} t)"
        for each in tables
    )
    counted = (f"({each.format(schema)})" for each in ONE_EACH.values())
    empty = (f"(SELECT count(*) FROM {schema}.{each})" for each in NONE)
    found = database.rows("SELECT " + ", ".join((*hashed, *counted, *empty)))[0]
    return dict(zip((*tables, *ONE_EACH, *NONE), found, strict=True))


@pytest.mark.slow
def test_fifty_births_at_once_by_four_workers_are_all_done_once(crowded: Database) -> None:
    workers: list[subprocess.Popen[str]] = []
    try:
        open_the_gate(crowded, workers)
        said = [worker.communicate(timeout=240)[0].strip() for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert said == [f"{BIRTHS} tried 0 failed"] * WORKERS
    check_registry(crowded)
    tables = filled(crowded)
    assert {"execution_actiontype", "django_migrations"} <= set(tables)
    expected = born_with(crowded, TEMPLATE, tables) | dict.fromkeys(ONE_EACH, 1)
    for number in range(BIRTHS):
        found = born_with(crowded, f"m{CODE}{number:02d}", tables)
        assert found == expected, number


def check_registry(database: Database) -> None:
    """Each birth done once and without a fault, with its schema, role, tenant and host."""
    found = database.rows(
        "SELECT step, attempts, error, count(*) FROM tenants_birth b"
        "  JOIN tenants_organisation o ON o.id = b.organisation_id WHERE o.ibge_code ~ %s"
        " GROUP BY 1, 2, 3",
        f"^{CODE}",
    )
    assert found == [("done", 0, "", BIRTHS)]
    ours = f"^m{CODE}[0-9][0-9]$"
    counted = database.rows(
        "SELECT (SELECT count(*) FROM pg_namespace WHERE nspname ~ %s),"
        " (SELECT count(*) FROM pg_roles WHERE rolname ~ %s),"
        " (SELECT count(*) FROM tenants_tenant WHERE schema_name ~ %s AND life = 'active'),"
        " (SELECT count(*) FROM tenants_domain d JOIN tenants_tenant t ON t.id = d.tenant_id"
        "   WHERE schema_name ~ %s AND d.is_primary),"
        " (SELECT count(*) FROM audit_entry e JOIN tenants_organisation o"
        "   ON o.uid = e.subject_uid WHERE ibge_code ~ %s AND e.verb = %s AND e.kind = 'verb')",
        ours,
        f"_m{CODE}[0-9][0-9]$",
        ours,
        ours,
        f"^{CODE}",
        OrganisationOpened.name,
    )
    assert counted == [(BIRTHS,) * 5]
