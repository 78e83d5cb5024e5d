"""A place of its own for an organisation, in one transaction of the owner: all or nothing."""

from typing import Any

from django.conf import settings

from foundation.tenancy import TEMPLATE
from tenants.provisioning.cluster import make_role, role
from tenants.provisioning.owner import quoted
from tenants.provisioning.render import render
from tenants.provisioning.steering import JOURNAL
from tenants.upgrade.sql import HASH

_rendered: dict[tuple[str, str], str] = {}
SHARDING = "citus.enable_schema_based_sharding"
STATE_OF_TEMPLATE = (
    "SELECT md5(string_agg(app || '.' || name || id, ',' ORDER BY id)) FROM {}.django_migrations"
)


def script_of_template(cursor: Any) -> str:
    """The rendered template, rendered again only after it was migrated."""
    cursor.execute(STATE_OF_TEMPLATE.format(quoted(TEMPLATE)))
    key = (cursor.connection.dsn, str(cursor.fetchone()[0]))
    if key not in _rendered:
        _rendered.clear()
        _rendered[key] = render(cursor, TEMPLATE)
    return _rendered[key]


def lay_out(cursor: Any, schema: str) -> None:
    """A schema equal to the template that belongs to nobody: what a restore is tried in."""
    script = script_of_template(cursor)
    cursor.execute(
        f"CREATE SCHEMA {quoted(schema)};"
        f" SET LOCAL search_path = {quoted(schema)}, public, ext;"
        " SET LOCAL check_function_bodies = off;\n" + script
    )


def spread(cursor: Any) -> None:
    """Where the server is Citus: the schema made in this transaction may live on any machine."""
    cursor.execute(f"SELECT current_setting('{SHARDING}', true)")
    if cursor.fetchone()[0] is not None:
        cursor.execute(f"SET LOCAL {SHARDING} = on")


def make_schema(cursor: Any, schema: str, inside: str = "tenants") -> None:
    """Role, schema, default privileges, tables, catalogues. Fails when the schema exists."""
    script = script_of_template(cursor)
    make_room(cursor, schema, inside=inside)
    cursor.execute(
        f"SET LOCAL search_path = {quoted(schema)}, public, ext;"
        " SET LOCAL check_function_bodies = off;\n" + script
    )
    close_journal(cursor, schema)


def close_journal(cursor: Any, schema: str) -> None:
    """What was written to the journal stays as it is."""
    name, own = quoted(schema), role(schema)
    cursor.execute(f"REVOKE UPDATE, DELETE ON {name}.{JOURNAL} FROM {own}")


def make_room(cursor: Any, schema: str, inside: str = "tenants") -> None:
    """Role, schema and default privileges, without any table. Fails when the schema exists."""
    make_role(cursor, schema, inside=inside)
    spread(cursor)
    name, own = quoted(schema), role(schema)
    cursor.execute(
        f"CREATE SCHEMA {name};"
        f" GRANT USAGE ON SCHEMA {name} TO {own};"
        f" ALTER DEFAULT PRIVILEGES IN SCHEMA {name}"
        f"  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {own};"
        f" ALTER DEFAULT PRIVILEGES IN SCHEMA {name} GRANT USAGE, SELECT ON SEQUENCES TO {own}"
    )


def bring_in(cursor: Any, *, birth_id: int, schema: str, host: str, at: Any) -> bool:
    """Everything of the first step of a birth. False when it was done before."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sispmpi:birth'))")
    cursor.execute(
        "SELECT step, organisation_id, agreement_uid FROM public.tenants_birth"
        " WHERE id = %s FOR UPDATE",
        [birth_id],
    )
    step, organisation_id, agreement_uid = cursor.fetchone()
    if step != "requested":
        return False
    make_schema(cursor, schema)
    cursor.execute(
        "INSERT INTO public.tenants_tenant"
        " (schema_name, organisation_id, life, agreement_uid, born_at, migration_hash)"
        f" VALUES (%s, %s, 'preparing', %s, %s, ({HASH.format(quoted(schema))})) RETURNING id",
        [schema, organisation_id, agreement_uid, at],
    )
    tenant_id = cursor.fetchone()[0]
    cursor.execute(
        "INSERT INTO public.tenants_domain (domain, is_primary, tenant_id) VALUES (%s, true, %s)",
        [host, tenant_id],
    )
    cursor.execute(
        "UPDATE public.tenants_birth SET step = 'schema_ready', stepped_at = %s, error = ''"
        " WHERE id = %s",
        [at, birth_id],
    )
    return True


def host_of(slug: str) -> str:
    """The host name of an organisation."""
    return f"{slug}.{settings.BASE_DOMAIN}"
