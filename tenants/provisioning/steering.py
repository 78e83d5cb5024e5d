"""Two functions of the owner that the centre may call: close a schema to writing, set it aside.

They run with the owner's rights inside the verb's own transaction, so that state, privileges and
journal change together; the processes of web and workers still own nothing.
"""

from typing import Any

from django.conf import settings

READERS = "readers"
JOURNAL = "audit_entry"
OPEN_IN_READ_ONLY = {
    "django_session": "INSERT, UPDATE, DELETE",
    "identity_user": "UPDATE (last_login, password)",  # hashed anew when its cost is another
    "mfa_authenticator": "INSERT, UPDATE, DELETE",
    "usersessions_usersession": "INSERT, UPDATE, DELETE",
    "audit_entry": "INSERT",
    "audit_personkey": "INSERT",
    "events_outbox": "INSERT",
}
LET_WRITE = """
CREATE OR REPLACE FUNCTION public.let_write(place text, allowed boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  own text := '{installation}_' || place;
  verb text := CASE WHEN allowed THEN 'GRANT' ELSE 'REVOKE' END;
  toward text := CASE WHEN allowed THEN 'TO' ELSE 'FROM' END;
BEGIN
  PERFORM 1 FROM public.tenants_tenant WHERE schema_name = place;
  IF NOT FOUND THEN RAISE EXCEPTION 'no organisation works in %', place; END IF;
  EXECUTE format('%s INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I %s %I',
                 verb, place, toward, own);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I %s INSERT, UPDATE, DELETE ON TABLES %s %I',
                 place, verb, toward, own);
  IF NOT allowed THEN
    {exceptions}
  ELSE
    EXECUTE format('REVOKE UPDATE, DELETE ON %I.{journal} FROM %I', place, own);
  END IF;
  -- always in this order: each statement locks the group, whatever it does
  IF allowed THEN
    EXECUTE format('REVOKE {installation}_{readers} FROM %I', own);
    EXECUTE format('GRANT {installation}_tenants TO %I WITH INHERIT TRUE, SET FALSE', own);
  ELSE
    EXECUTE format('GRANT {installation}_{readers} TO %I WITH INHERIT TRUE, SET FALSE', own);
    EXECUTE format('REVOKE {installation}_tenants FROM %I', own);
  END IF;
END $$
"""
# Tables of a later release come with the default privileges; the journal's keeps these two only.
CLOSE_JOURNALS = """
DO $$
DECLARE each record;
BEGIN
  FOR each IN
    SELECT c.oid::regclass AS journal, r.rolname
      FROM public.tenants_tenant t
      JOIN pg_namespace n ON n.nspname = t.schema_name
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = '{journal}'
      JOIN pg_roles r ON r.rolname = '{installation}_' || t.schema_name
     WHERE has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE')
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM %I', each.journal, each.rolname);
  END LOOP;
  -- a journal that is written while its organisation is read-only seals what is personal
  FOR each IN
    SELECT c.oid::regclass AS keys, r.rolname
      FROM public.tenants_tenant t
      JOIN pg_namespace n ON n.nspname = t.schema_name
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'audit_personkey'
      JOIN pg_roles r ON r.rolname = '{installation}_' || t.schema_name
     WHERE NOT has_table_privilege(r.oid, c.oid, 'INSERT')
  LOOP
    EXECUTE format('GRANT INSERT ON %s TO %I', each.keys, each.rolname);
  END LOOP;
  -- a sign-in hashes the password anew when the release asks for another cost
  FOR each IN
    SELECT c.oid::regclass AS people, r.rolname
      FROM public.tenants_tenant t
      JOIN pg_namespace n ON n.nspname = t.schema_name
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'identity_user'
      JOIN pg_roles r ON r.rolname = '{installation}_' || t.schema_name
     WHERE NOT has_column_privilege(r.oid, c.oid, 'password', 'UPDATE')
  LOOP
    EXECUTE format('GRANT UPDATE (password) ON %s TO %I', each.people, each.rolname);
  END LOOP;
END $$
"""
EXCEPTION = "EXECUTE format('GRANT {privileges} ON %I.{table} TO %I', place, own);"
SET_ASIDE = """
CREATE OR REPLACE FUNCTION public.set_aside(place text, trash text, back boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM 1 FROM public.tenants_tenant
    WHERE schema_name = place AND life = CASE WHEN back THEN 'archived' ELSE 'closed' END;
  IF NOT FOUND OR trash !~ ('^zz_trash_[0-9]{8}_' || place || '$') THEN
    RAISE EXCEPTION 'not to be renamed: %, %', place, trash;
  END IF;
  IF back THEN
    EXECUTE format('ALTER SCHEMA %I RENAME TO %I', trash, place);
  ELSE
    EXECUTE format('ALTER SCHEMA %I RENAME TO %I', place, trash);
  END IF;
END $$
"""
SIGNATURES = ("let_write(text, boolean)", "set_aside(text, text, boolean)")


def make_functions(cursor: Any, centre: str) -> None:
    """Both functions, for the (quoted) role of the centre and nobody else."""
    exceptions = "\n    ".join(
        EXCEPTION.format(table=table, privileges=privileges)
        for table, privileges in OPEN_IN_READ_ONLY.items()
    )
    names = {"installation": settings.INSTALLATION_ID, "readers": READERS, "journal": JOURNAL}
    cursor.execute(LET_WRITE.format(exceptions=exceptions, **names))
    cursor.execute(SET_ASIDE)
    for signature in SIGNATURES:
        cursor.execute(f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION public.{signature} TO {centre}")


def close_journals(cursor: Any) -> None:
    """No organisation's role may change or remove an entry, whatever it was born with."""
    cursor.execute(CLOSE_JOURNALS.format(installation=settings.INSTALLATION_ID, journal=JOURNAL))


def let_write(cursor: Any, schema: str, *, allowed: bool) -> None:
    """Give or take the privilege to write in an organisation's schema and its shared rows."""
    cursor.execute("SELECT public.let_write(%s, %s)", [schema, allowed])


def set_aside(cursor: Any, schema: str, trash: str) -> None:
    """Rename the schema of a closed organisation to the name under which it waits."""
    cursor.execute("SELECT public.set_aside(%s, %s, false)", [schema, trash])


def bring_back(cursor: Any, schema: str, trash: str) -> None:
    """Undo `set_aside`, for an archived organisation."""
    cursor.execute("SELECT public.set_aside(%s, %s, true)", [schema, trash])
