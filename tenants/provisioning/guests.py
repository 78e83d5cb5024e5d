"""The role under which somebody of CGE-MG is in an organisation: it may nothing until let in.

The function runs with the owner's rights in the transaction that opens, raises or ends a support
session, and asks the table of sessions itself: no privilege is there without an open session.
"""

from typing import Any

from django.conf import settings

from tenants.backend.base import GUEST
from tenants.provisioning.owner import quoted
from tenants.provisioning.steering import READERS

# what opens an account, names a session, or carries a link that does
HIDDEN = (
    "django_session",
    "usersessions_usersession",
    "identity_invitation",
    "identity_provider",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "access_apikey",
    "notifications_email",
    "notifications_notice",
)
# accounts and profiles stay the organisation's own, whatever else a guest may write
KEPT = (
    "identity_user",
    "access_assignment",
    "audit_entry",
    "django_migrations",
    "django_content_type",
    "auth_group",
    "auth_permission",
    "auth_group_permissions",
)
FACTORS = "SELECT (id, user_id, type) ON %I.mfa_authenticator"  # that there is one, not which
LET_VISIT = """
CREATE OR REPLACE FUNCTION public.let_visit(place text, rights text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  guest text := '{installation}_' || place || '{guest}';
  tab text;
BEGIN
  PERFORM 1 FROM public.tenants_tenant WHERE schema_name = place;
  IF NOT FOUND OR rights NOT IN ('nothing', 'read', 'write') THEN
    RAISE EXCEPTION 'nobody visits %: %', place, rights;
  END IF;
  IF rights <> 'nothing' THEN
    PERFORM 1 FROM public.tenants_supportsession s
      JOIN public.tenants_tenant t ON t.id = s.tenant_id
     WHERE t.schema_name = place AND s.ended_at IS NULL
       AND (rights = 'read' OR s.raised_at IS NOT NULL);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no support session lets anybody % in %', rights, place;
    END IF;
  END IF;
  PERFORM 1 FROM pg_roles WHERE rolname = guest;
  IF NOT FOUND THEN
    IF rights = 'nothing' THEN RETURN; END IF;
    EXECUTE format('CREATE ROLE %I NOLOGIN', guest);
    EXECUTE format('GRANT {installation}_{readers} TO %I WITH INHERIT TRUE, SET FALSE', guest);
    EXECUTE format('GRANT %I TO {login} WITH INHERIT FALSE, SET TRUE', guest);
  END IF;
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', place, guest);
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', place, guest);
  IF rights = 'nothing' THEN RETURN; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', place, guest);
  EXECUTE format('GRANT %s ON ALL TABLES IN SCHEMA %I TO %I',
    CASE rights WHEN 'write' THEN 'SELECT, INSERT, UPDATE, DELETE' ELSE 'SELECT' END, place, guest);
  FOREACH tab IN ARRAY ARRAY[{kept}] LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I.%I FROM %I', place, tab, guest);
  END LOOP;
  FOREACH tab IN ARRAY ARRAY[{hidden}] LOOP
    EXECUTE format('REVOKE ALL ON %I.%I FROM %I', place, tab, guest);
  END LOOP;
  EXECUTE format('GRANT {factors} TO %I', place, guest);
  IF rights = 'write' THEN
    EXECUTE format('GRANT INSERT ON %I.audit_entry TO %I', place, guest);
  END IF;
END $$
"""
SIGNATURE = "public.let_visit(text, text)"


def make_function(cursor: Any, centre: str, login: str) -> None:
    """For the (quoted) role of the centre and nobody else; `login` becomes the guests' roles."""
    cursor.execute(
        LET_VISIT.format(
            installation=settings.INSTALLATION_ID,
            readers=READERS,
            guest=GUEST,
            login=login,
            factors=FACTORS,
            kept=", ".join(f"'{each}'" for each in KEPT),
            hidden=", ".join(f"'{each}'" for each in HIDDEN),
        )
    )
    cursor.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {centre}")


def let_visit(cursor: Any, schema: str, rights: str) -> None:
    """Give the guests of a schema `read` or `write`, or take everything from them (`nothing`)."""
    cursor.execute("SELECT public.let_visit(%s, %s)", [schema, rights])


def role_of_guests(schema: str) -> str:
    """The quoted name of their role."""
    return quoted(f"{settings.INSTALLATION_ID}_{schema}{GUEST}")
