"""A schema emptied to the state of its birth, in one transaction of the owner; people stay.

Accounts with their second factor, open invitations and profiles held over the whole organisation
are carried over; sessions are not, so everybody signs in again.
"""

from typing import Any

from foundation.tenancy import is_tenant_schema
from tenants.provisioning.birth import make_schema
from tenants.provisioning.owner import quoted
from tenants.upgrade.sql import HASH

OWN = "u.email NOT LIKE '%.test'"  # people that the fictitious data invented are made anew
OF_OWN = "EXISTS (SELECT FROM {old}.identity_user u WHERE u.id = t.user_id AND " + OWN + ")"
KEPT = {
    "identity_user": OWN.replace("u.", "t."),
    "identity_invitation": OF_OWN,
    "account_emailaddress": OF_OWN,
    "mfa_authenticator": OF_OWN,
    "access_assignment": "t.organ_id IS NULL AND t.unit_id IS NULL AND " + OF_OWN,
}


def renew(cursor: Any, schema: str) -> None:
    """Only for a place of training: what the caller has made sure of, and this asks again."""
    cursor.execute(
        "SELECT 1 FROM public.tenants_tenant t JOIN public.tenants_organisation o"
        "  ON o.id = t.organisation_id"
        " WHERE t.schema_name = %s AND o.is_training FOR UPDATE OF t",
        [schema],
    )
    if cursor.fetchone() is None or not is_tenant_schema(schema):
        raise ValueError(f"not a place of training: {schema!r}")
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sispmpi:birth'))")
    cursor.execute("SET LOCAL lock_timeout = '20s'")
    new, old = quoted(schema), quoted(f"zz_old_{schema}")
    cursor.execute(f"ALTER SCHEMA {new} RENAME TO {old}")
    make_schema(cursor, schema)
    for table, wanted in KEPT.items():
        carry_over(cursor, new, old, table, wanted.format(old=old))
    cursor.execute(f"DROP SCHEMA {old} CASCADE")
    cursor.execute(
        "UPDATE public.tenants_tenant SET upgrade_error = '',"
        f" migration_hash = ({HASH.format(new)}) WHERE schema_name = %s",
        [schema],
    )


def carry_over(cursor: Any, new: str, old: str, table: str, wanted: str) -> None:
    """The rows of one table, and the number from which it goes on."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        "   AND attgenerated = ''",
        [f"{new}.{table}"],
    )
    columns = cursor.fetchone()[0]
    cursor.execute(
        f"INSERT INTO {new}.{table} ({columns})"
        f" SELECT {columns} FROM {old}.{table} t WHERE {wanted}"
    )
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'),"
        f" greatest((SELECT max(id) FROM {new}.{table}), 1))",
        [f"{new}.{table}"],
    )
