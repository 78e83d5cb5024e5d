"""Roles, extensions and privileges of the installation; every statement may be run again.

`<installation>_centre` works on the public schema, `_portal` sees what is public, `_tenants` is
what every organisation's own role inherits: shared tables, row by row. `_readers` takes the
place of `_tenants` while an organisation is read-only. `_room` sees what belongs to the agreement
whose room the guest has the key of. `_account`, of the host that gov.br sends people back to, has
no privilege at all.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import module_has_submodule

from audit import functions
from foundation.grants import Grant
from foundation.history import watched_tables
from tenants.provisioning import guests, outbox, rooms, steering
from tenants.provisioning.owner import quoted
from tenants.provisioning.rooms import ROOM
from tenants.provisioning.steering import READERS
from tenants.upgrade.sql import STATE, STATE_SIGNATURE

READING = re.compile(r"SELECT(\s*\([^)]*\))?")  # whole, or of some columns
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
LIBRARY_TABLES = frozenset(
    {
        "account_emailaddress",
        "account_emailconfirmation",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_content_type",
        "django_migrations",
        "django_session",
    }
)
# Inside them current_user is the owner, so the role is given; nobody learns of another's.
ORGANISATION_OF = """
CREATE OR REPLACE FUNCTION public.organisation_of(role name) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT organisation_id FROM public.tenants_tenant
   WHERE schema_name = split_part(substr(role::text, {length}), '-', 1)
   AND role::text = current_setting('role')
$$
"""
TENANT_OF = """
CREATE OR REPLACE FUNCTION public.tenant_of(role name) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT id FROM public.tenants_tenant
   WHERE schema_name = split_part(substr(role::text, {length}), '-', 1)
   AND role::text = current_setting('role')
$$
"""
WAITING = """
DROP FUNCTION IF EXISTS public.{name}(timestamptz, integer);
CREATE FUNCTION public.{name}(before timestamptz, most integer)
RETURNS TABLE (schema_name text, row_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE place text;
BEGIN
  FOR place IN SELECT 'public' UNION ALL
               SELECT t.schema_name FROM public.tenants_tenant t WHERE t.life = 'active'
  LOOP
    CONTINUE WHEN {behind};  -- an organisation whose upgrade is still to come
    RETURN QUERY EXECUTE format(
      'SELECT %L::text, id FROM %I.{table} WHERE {waits} ORDER BY id LIMIT 200',
      place, place) USING before, most;
  END LOOP;
END $$
"""
# A superuser took advisory locks from everybody (deploy/postgres/roles.sql): an organisation could
# keep its neighbours waiting. These rooms need them.
LET_LOCK = """
DO $$
DECLARE each regprocedure;
BEGIN
  FOR each IN
    SELECT oid FROM pg_proc
     WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_'
       AND has_function_privilege(oid, 'EXECUTE WITH GRANT OPTION')
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {who}', each);
  END LOOP;
END $$
"""
WITHOUT_RHYTHM = """NOT EXISTS (
      SELECT FROM pg_attribute WHERE attname = 'rhythm' AND NOT attisdropped
         AND attrelid = to_regclass(format('%I.notifications_notice', place)))"""
SWEEPS = {
    "outbox_waiting": (
        outbox.TABLE,
        outbox.BEHIND,
        "delivered_at IS NULL AND coalesce(due_at, emitted_at) < $1 AND attempts < $2",
    ),
    "emails_waiting": (
        "notifications_email",
        "false",
        "sent_at IS NULL AND created_at < $1 AND attempts < $2",
    ),
    "summaries_waiting": (
        "notifications_notice",
        WITHOUT_RHYTHM,
        "length(rhythm) > 0 AND gathered_at IS NULL AND created_at < $1",
    ),
}


def role(suffix: str) -> str:
    """The quoted name of one of the installation's roles."""
    return quoted(f"{settings.INSTALLATION_ID}_{suffix}")


def app_login() -> str:
    """The quoted name of the login of web and workers."""
    return quoted(unquote(urlsplit(settings.DATABASE_URL).username or ""))


def make_role(cursor: Any, suffix: str, *, inside: str = "") -> None:
    """A role that nobody logs in as; web and workers may become it, and inherit nothing of it."""
    name = f"{settings.INSTALLATION_ID}_{suffix}"
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"role:{name}"])
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {quoted(name)} NOLOGIN")
    if inside:
        cursor.execute(f"GRANT {role(inside)} TO {quoted(name)} WITH INHERIT TRUE, SET FALSE")
    cursor.execute(f"GRANT {quoted(name)} TO {app_login()} WITH INHERIT FALSE, SET TRUE")


def prepare(cursor: Any) -> None:
    """What must stand before the first migration: extensions, roles, default privileges."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sispmpi:prepare'))")
    cursor.execute("CREATE SCHEMA IF NOT EXISTS ext")
    for name in EXTENSIONS:
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {quoted(name)} SCHEMA ext")
    working = ("centre", "portal", "tenants", READERS, ROOM)
    for suffix in (*working, "account"):
        make_role(cursor, suffix)
    everyone = ", ".join(map(role, working))
    cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    cursor.execute(f"GRANT USAGE ON SCHEMA public, ext TO {everyone}")
    cursor.execute(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE"
        f" ON TABLES TO {role('centre')}"
    )
    defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
    cursor.execute(f"{defaults} GRANT USAGE, SELECT ON SEQUENCES TO {role('centre')}")
    # identity columns count without a privilege; a counter shown would tell how many there are
    cursor.execute(f"{defaults} REVOKE ALL ON SEQUENCES FROM {role('portal')}, {role('tenants')}")
    cursor.execute(LET_LOCK.format(who=f"{role('centre')}, {role('portal')}"))
    functions.make(cursor, watched_tables())


def grants_modules() -> Iterator[ModuleType]:
    """The `grants.py` of every app that has one."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "grants"):
            yield import_module(f"{app.name}.grants")


def declared_grants() -> dict[str, Grant]:
    """What every installed app says of its public tables."""
    declared: dict[str, Grant] = {}
    for module in grants_modules():
        declared.update(getattr(module, "GRANTS", {}))
    return declared


def public_tables(cursor: Any) -> set[str]:
    """The tables of the public schema."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')"
        " AND relnamespace = 'public'::regnamespace"
    )
    return {row[0] for row in cursor.fetchall()}


def unclassified(cursor: Any) -> list[str]:
    """Public tables of which no app says who may touch them."""
    return sorted(public_tables(cursor) - set(declared_grants()) - LIBRARY_TABLES)


def apply_grants(cursor: Any) -> None:
    """Grant what the apps declare, take back everything else; fails on an unclassified table."""
    missing = unclassified(cursor)
    if missing:
        raise RuntimeError(f"no grants.py classifies: {', '.join(missing)}")
    length = len(settings.INSTALLATION_ID) + 2
    cursor.execute(ORGANISATION_OF.format(length=length))
    cursor.execute(TENANT_OF.format(length=length))
    for name, (table, behind, waits) in SWEEPS.items():
        cursor.execute(WAITING.format(name=name, table=table, waits=waits, behind=behind))
        cursor.execute(f"REVOKE ALL ON FUNCTION public.{name} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION public.{name} TO {role('centre')}")
    steering.make_functions(cursor, role("centre"))
    outbox.make_functions(cursor, role("centre"))
    guests.make_function(cursor, role("centre"), app_login())
    functions.make_heads(cursor, role("centre"))
    rooms.make_functions(cursor, role(ROOM), grants_modules())
    cursor.execute(STATE)
    cursor.execute(f"REVOKE ALL ON FUNCTION {STATE_SIGNATURE} FROM PUBLIC")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION {STATE_SIGNATURE} TO {role('centre')}")
    others = ", ".join(map(role, ("portal", "tenants", READERS, ROOM)))
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {others}")
    cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {others}")
    for table, grant in sorted(declared_grants().items()):
        if table in public_tables(cursor):
            grant_table(cursor, table, grant)
    for table, each in sorted(rooms.declared_in(grants_modules()).items()):
        if each.rows != "true":
            secure_rows(cursor, quoted(table), declared_grants()[table])
        rooms.open_rows(cursor, role(ROOM), quoted(table), each)
    steering.close_journals(cursor)


def grant_table(cursor: Any, table: str, grant: Grant) -> None:
    """Privileges and, where organisations share the table, row security on one table."""
    name = quoted(table)
    if grant.append_only:
        cursor.execute(f"REVOKE UPDATE, DELETE ON public.{name} FROM {role('centre')}")
    if grant.portal:
        cursor.execute(f"GRANT {grant.portal} ON public.{name} TO {role('portal')}")
    if grant.tenant:
        cursor.execute(f"GRANT {grant.tenant} ON public.{name} TO {role('tenants')}")
    reading = READING.search(grant.tenant)
    if reading:
        cursor.execute(f"GRANT {reading.group()} ON public.{name} TO {role(READERS)}")
    if grant.rows or grant.portal_rows:
        secure_rows(cursor, name, grant)


def secure_rows(cursor: Any, name: str, grant: Grant) -> None:
    """Row security on one table: the centre sees all, the others what the grant says."""
    cursor.execute(f"ALTER TABLE public.{name} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE public.{name} FORCE ROW LEVEL SECURITY")
    policies = (
        ("whole", f"CURRENT_USER, {role('centre')}", "true"),
        ("shown", role("portal"), grant.portal_rows or "true"),
        ("own", f"{role('tenants')}, {role(READERS)}", grant.rows or "false"),
    )
    for policy, who, rows in policies:
        cursor.execute(f"DROP POLICY IF EXISTS {policy} ON public.{name}")
        if policy == "own" and not grant.rows:
            continue  # nobody of an organisation has a privilege there either
        cursor.execute(
            f"CREATE POLICY {policy} ON public.{name} TO {who} USING ({rows}) WITH CHECK ({rows})"
        )
    cursor.execute(f"DROP POLICY IF EXISTS offered ON public.{name}")
    if grant.read_by_all:
        cursor.execute(
            f"CREATE POLICY offered ON public.{name} FOR SELECT"
            f" TO {role('tenants')}, {role(READERS)} USING ({grant.read_by_all})"
        )
