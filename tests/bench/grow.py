"""Many organisations beside the two of the tests: born as in the product, by two at a time."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from tests.bench.figures import Ledger, middle, say, seconds
from tests.bench.places import TENANTS, schemas

WORKERS = 2
TELL = 100
CATALOGUE = ("pg_class", "pg_attribute", "pg_index", "pg_constraint", "pg_depend", "pg_type")


def register() -> None:
    """The rows of the registry: body, tenant, host."""
    from django.utils import timezone

    from tenants.models import Domain, Organisation, Tenant

    bodies = Organisation.objects.bulk_create(
        Organisation(
            name=schema, nature="municipality_mg", state="MG", ibge_code=schema[1:], cnpj=schema[1:]
        )
        for schema in schemas()
    )
    now = timezone.now()
    tenants = Tenant.objects.bulk_create(
        Tenant(schema_name=f"m{body.ibge_code}", organisation=body, life="active", born_at=now)
        for body in bodies
    )
    Domain.objects.bulk_create(
        Domain(domain=f"{each.schema_name}.localhost", is_primary=True, tenant=each)
        for each in tenants
    )


def bear(schema: str) -> float:
    """One schema, role and all. Returns the seconds it took."""
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction

    def birth() -> None:
        with owner_transaction() as cursor:
            make_schema(cursor, schema)

    taken = seconds(birth)
    if schema.endswith("00") and int(schema[1:]) % TELL == 0:
        say(f"  {schema}: {taken * 1000:.0f} ms")
    return taken


def settle() -> None:
    """What autovacuum would have done by now: it is off while tests run."""
    import psycopg2

    with closing(psycopg2.connect(os.environ["BENCH_ADMIN_URL"])) as link:
        link.autocommit = True
        cursor: Any = link.cursor()
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(CATALOGUE)}")
        cursor.execute("ANALYZE tenants_organisation, tenants_tenant, tenants_domain")
        cursor.execute(
            "UPDATE tenants_tenant SET migration_hash = s.hash"
            " FROM tenant_migration_state(ARRAY(SELECT schema_name::text"
            " FROM tenants_tenant)) s WHERE s.schema_name = tenants_tenant.schema_name"
        )
        cursor.execute("CHECKPOINT")


def main() -> None:
    """Print how long one birth takes while two go on, and all of them."""
    import django

    django.setup()
    ledger = Ledger()
    register()
    with ThreadPoolExecutor(WORKERS) as pool:
        births: list[float] = []
        whole = seconds(lambda: births.extend(pool.map(bear, schemas())))
    ledger.note(
        schemas=TENANTS,
        births_seconds=round(whole, 1),
        births_at_once=WORKERS,
        each_birth_ms=round(middle(births) * 1000, 1),
        schemas_a_second=round(TENANTS / whole, 1),
    )
    ledger.note(settling_seconds=round(seconds(settle), 1))


if __name__ == "__main__":
    main()
