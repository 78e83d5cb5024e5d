"""Which schemas lack migrations of this release: one query, whatever their number."""

import time
from collections.abc import Iterable

from django.db import connection

from foundation.tenancy import PUBLIC, TEMPLATE, current_schema, inside
from tenants.models import Tenant
from tenants.provisioning.owner import quoted
from tenants.upgrade import sql
from tenants.upgrade.names import Name, on_disk

SECONDS = 5
_remembered: tuple[float, bool] = (0.0, False)


def states(schemas: Iterable[str]) -> dict[str, str]:
    """The hash of each schema's recorded migrations; one that has none is missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schema_name, hash FROM public.tenant_migration_state(%s::text[])",
            [list(schemas)],
        )
        return dict(cursor.fetchall())


def recorded() -> frozenset[Name]:
    """The migrations recorded in the schema where the connection stands."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {quoted(current_schema())}.django_migrations")
        return frozenset(cursor.fetchall())


def is_installed() -> bool:
    """Whether the database has ever been migrated by a release that knows of upgrades."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure(%s)", [sql.STATE_SIGNATURE])
        return cursor.fetchone()[0] is not None


def late() -> list[str]:
    """The schemas that are behind; public alone where it is itself."""
    with inside(PUBLIC):
        if not is_installed() or not on_disk() <= recorded():
            return [PUBLIC]
        tenants = list(Tenant.objects.order_by("schema_name").values_list("schema_name", flat=True))
        found = states([PUBLIC, TEMPLATE, *tenants])
    wanted = found[PUBLIC]
    if found.get(TEMPLATE) != wanted:
        return [TEMPLATE]
    return [each for each in tenants if found.get(each, wanted) != wanted]


def is_current() -> bool:
    """Whether no schema is behind; asked of the database every five seconds at most."""
    global _remembered
    now = time.monotonic()
    if _remembered[0] <= now:
        _remembered = (now + SECONDS, not late())
    return _remembered[1]


def forget() -> None:
    """Ask the database again at the next question."""
    global _remembered
    _remembered = (0.0, False)
