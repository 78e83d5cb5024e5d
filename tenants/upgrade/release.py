"""Whether the running release may serve a schema: it may not where migrations are missing.

A schema that is ahead is served: while an upgrade goes on, the old release keeps working.
"""

from foundation.tenancy import inside
from tenants.models import Tenant
from tenants.upgrade.names import hash_of, on_disk
from tenants.upgrade.state import recorded

_behind: dict[str, bool] = {}


def is_behind(tenant: Tenant) -> bool:
    """Whether the tenant's schema lacks a migration of this release.

    The schema itself is asked once for each state that this process meets.
    """
    known = _behind.get(tenant.migration_hash)
    if known is None:
        with inside(tenant.schema_name):
            names = recorded()
        known = _behind[hash_of(names)] = not on_disk() <= names
    return known
