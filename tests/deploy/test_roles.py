"""`deploy/postgres/roles.sql` makes the two logins of ADR 0003, and nothing by halves."""

import psycopg2
import pytest

from config.local.accounts import connect
from tests.deploy.given import APP_PASSWORD, OWNER_PASSWORD, Postgres

pytestmark = pytest.mark.slow

ATTRIBUTES = """
SELECT rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolinherit, rolbypassrls
FROM pg_roles WHERE rolname IN ('sispmpi_app', 'sispmpi_owner') ORDER BY rolname
"""
PASSWORDS = {"OWNER_PASSWORD": OWNER_PASSWORD, "APP_PASSWORD": APP_PASSWORD}


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with connect(url) as link, link.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.mark.parametrize("lacking", ["OWNER_PASSWORD", "APP_PASSWORD"])
def test_without_a_password_no_login_is_made(outside: Postgres, lacking: str) -> None:
    given = {"INSTALLATION_ID": "half", **PASSWORDS}
    done = outside.roles(**{name: each for name, each in given.items() if name != lacking})
    assert done.returncode != 0
    assert "must both be given" in done.stderr
    made = "SELECT 1 FROM pg_roles WHERE rolname LIKE 'half%'"
    assert rows(outside.server.url(), made) == []


def test_the_owner_may_make_roles_and_the_application_nothing(prepared: Postgres) -> None:
    assert rows(prepared.server.url(), ATTRIBUTES) == [
        ("sispmpi_app", True, False, False, False, False, False),
        ("sispmpi_owner", True, False, True, True, True, False),
    ]
    app = prepared.url("sispmpi_app", APP_PASSWORD)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(app, "CREATE TABLE public.own (n int)")
    owner = prepared.url("sispmpi_owner", OWNER_PASSWORD)
    assert rows(owner, "CREATE TABLE public.proof (n int)") == []
    assert rows(owner, "DROP TABLE public.proof") == []


def test_a_second_time_changes_the_passwords_and_nothing_else(prepared: Postgres) -> None:
    before = rows(prepared.server.url(), ATTRIBUTES)
    assert prepared.roles(OWNER_PASSWORD="outra", APP_PASSWORD="nova").returncode == 0
    assert rows(prepared.url("sispmpi_app", "nova"), "SELECT 1") == [(1,)]
    assert prepared.roles(**PASSWORDS).returncode == 0
    with pytest.raises(psycopg2.OperationalError):
        rows(prepared.url("sispmpi_app", "nova"), "SELECT 1")
    assert rows(prepared.server.url(), ATTRIBUTES) == before


def test_a_second_installation_stays_apart(prepared: Postgres) -> None:
    made = prepared.roles(INSTALLATION_ID="outra", **PASSWORDS)
    assert made.returncode == 0, made.stderr
    assert rows(prepared.url("outra_app", APP_PASSWORD, "outra"), "SELECT 1") == [(1,)]
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        rows(prepared.url("outra_app", APP_PASSWORD), "SELECT 1")


def test_the_backup_login_reads_every_row_and_writes_nothing(prepared: Postgres) -> None:
    before = rows(prepared.server.url(), ATTRIBUTES)
    assert (
        prepared.roles(INSTALLATION_ID="copia", **PASSWORDS, BACKUP_PASSWORD="guarda").returncode
        == 0
    )
    owner = prepared.url("copia_owner", OWNER_PASSWORD, "copia")
    rows(owner, "CREATE TABLE public.secret AS SELECT 1 AS n")
    rows(owner, "ALTER TABLE public.secret ENABLE ROW LEVEL SECURITY")
    rows(owner, "ALTER TABLE public.secret FORCE ROW LEVEL SECURITY")
    assert rows(owner, "SELECT * FROM public.secret") == []
    backup = prepared.url("copia_backup", "guarda", "copia")
    assert rows(backup, "SELECT * FROM public.secret") == [(1,)]
    for statement in ("DELETE FROM public.secret", "CREATE TABLE public.own (n int)"):
        with pytest.raises(
            (psycopg2.errors.InsufficientPrivilege, psycopg2.errors.ReadOnlySqlTransaction)
        ):
            rows(backup, statement)
    assert rows(prepared.server.url(), ATTRIBUTES) == before
    assert rows(
        prepared.server.url(),
        "SELECT rolsuper, rolreplication, rolbypassrls FROM pg_roles"
        " WHERE rolname = 'copia_backup'",
    ) == [(False, True, True)]
