"""A restored organisation among the others: its rows in the registry, its host."""

from datetime import datetime
from typing import Any

from tenants.archive.faults import Occupied
from tenants.archive.manifest import Body
from tenants.provisioning.birth import host_of
from tenants.provisioning.owner import quoted
from tenants.upgrade.sql import HASH

SAME_BODY = """
SELECT id FROM public.tenants_organisation
 WHERE uid = %(uid)s OR (cnpj = %(cnpj)s AND name = %(name)s)
    OR (%(ibge_code)s <> '' AND ibge_code = %(ibge_code)s AND nature IN %(towns)s)
 ORDER BY uid = %(uid)s DESC LIMIT 1
"""
NEW_BODY = """
INSERT INTO public.tenants_organisation
 (uid, name, acronym, nature, state, ibge_code, cnpj, email, created_at)
VALUES (%(uid)s, %(name)s, %(acronym)s, %(nature)s, %(state)s, %(ibge_code)s, %(cnpj)s,
        %(email)s, %(at)s) RETURNING id
"""
NEW_BIRTH = """
INSERT INTO public.tenants_birth
 (uid, organisation_id, slug, administrator_name, administrator_email, step, attempts, error,
  requested_at, stepped_at)
SELECT gen_random_uuid(), %(organisation)s, %(slug)s, '', '', 'done', 0, '', %(at)s, %(at)s
 WHERE NOT EXISTS (SELECT 1 FROM public.tenants_birth WHERE organisation_id = %(organisation)s)
"""
TOWNS = ("municipality_mg", "municipality")


def check_free(cursor: Any, schema: str, slug: str) -> None:
    """Raise Occupied when the schema, its organisation or the host is in use."""
    cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
    if cursor.fetchone():
        raise Occupied(f"{schema}: o espaço de dados já existe e não é sobrescrito.")
    cursor.execute(
        "SELECT life FROM public.tenants_tenant WHERE schema_name = %s FOR UPDATE", [schema]
    )
    found = cursor.fetchone()
    if found and found[0] != "dropped":
        raise Occupied(f"{schema}: a organização ainda não foi eliminada ({found[0]}).")
    cursor.execute(
        "SELECT t.schema_name FROM public.tenants_domain d"
        " JOIN public.tenants_tenant t ON t.id = d.tenant_id"
        " WHERE d.domain = %s AND d.state <> 'withdrawn'",
        [host_of(slug)],
    )
    found = cursor.fetchone()
    if found and found[0] != schema:
        raise Occupied(f"{host_of(slug)}: o endereço já pertence a {found[0]}.")
    cursor.execute("SELECT 1 FROM public.tenants_birth WHERE slug = %s AND step <> 'done'", [slug])
    if cursor.fetchone():
        raise Occupied(f"{host_of(slug)}: o endereço está prometido a outra organização.")


def enter(cursor: Any, schema: str, slug: str, body: Body, at: datetime) -> None:
    """Tenant (read-only), organisation and host, new or as they were before the end."""
    cursor.execute(
        "UPDATE public.tenants_tenant SET life = 'read_only', upgrade_error = ''"
        f" , migration_hash = ({HASH.format(quoted(schema))}) WHERE schema_name = %s RETURNING id",
        [schema],
    )
    found = cursor.fetchone()
    tenant_id = found[0] if found else new_tenant(cursor, schema, slug, body, at)
    cursor.execute(
        "UPDATE public.tenants_domain SET is_primary = (domain = %s) WHERE tenant_id = %s",
        [host_of(slug), tenant_id],
    )
    cursor.execute(
        "INSERT INTO public.tenants_domain (domain, is_primary, tenant_id) VALUES (%s, true, %s)"
        " ON CONFLICT DO NOTHING",
        [host_of(slug), tenant_id],
    )


def new_tenant(cursor: Any, schema: str, slug: str, body: Body, at: datetime) -> int:
    """The first time that this installation sees the organisation."""
    values = {
        **{name: getattr(body, name) for name in Body.__dataclass_fields__},
        "towns": TOWNS,
        "at": at,
        "slug": slug,
    }
    cursor.execute(SAME_BODY, values)
    found = cursor.fetchone()
    if found is None:
        cursor.execute(NEW_BODY, values)
        found = cursor.fetchone()
    organisation = int(found[0])
    cursor.execute(
        "SELECT schema_name FROM public.tenants_tenant WHERE organisation_id = %s", [organisation]
    )
    other = cursor.fetchone()
    if other:
        raise Occupied(f"{body.name}: a organização já trabalha em {other[0]}.")
    cursor.execute(NEW_BIRTH, {**values, "organisation": organisation})
    cursor.execute(
        "INSERT INTO public.tenants_tenant"
        " (schema_name, organisation_id, life, born_at, migration_hash)"
        f" VALUES (%s, %s, 'read_only', %s, ({HASH.format(quoted(schema))})) RETURNING id",
        [schema, organisation, at],
    )
    return int(cursor.fetchone()[0])
