"""Bring the database to this release: roles, public schema, template, grants, organisations."""

from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.db import connection
from django_tenants.migration_executors.base import run_migrations

from foundation.tenancy import PUBLIC, TEMPLATE, inside
from tenants.models import Tenant
from tenants.provisioning import cluster
from tenants.provisioning.owner import owner_transaction, quoted

OPTIONS = {
    "app_label": None,
    "migration_name": None,
    "interactive": False,
    "fake": False,
    "fake_initial": False,
    "plan": False,
    "prune": False,
    "run_syncdb": False,
    "check_unapplied": False,
    "database": "default",
    "skip_checks": True,
    "force_color": False,
    "no_color": True,
    "stdout": None,
    "stderr": None,
    "traceback": False,
    "settings": None,
    "pythonpath": None,
}


class Command(BaseCommand):
    """`sispmpi migrate`; works as the owner of the database, and may be run again."""

    help = "Migrates the public schema, the template and every organisation."
    requires_system_checks = []
    autodetector: Any = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-public-and-template", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        with owner_transaction() as cursor:
            cluster.prepare(cursor)
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(TEMPLATE)}")
        verbosity = int(options["verbosity"])
        for schema in (PUBLIC, TEMPLATE):
            self.migrate(schema, verbosity)
        with owner_transaction() as cursor:
            cluster.apply_grants(cursor)
        if not options["only_public_and_template"]:
            for schema in self.behind():
                self.migrate(schema, verbosity)

    def migrate(self, schema: str, verbosity: int) -> None:
        """Django's own migrations in one schema."""
        self.stdout.write(f"migrations: {schema}")
        run_migrations([], {**OPTIONS, "verbosity": max(verbosity - 1, 0)}, "sispmpi", schema)

    def behind(self) -> list[str]:
        """The schemas whose recorded migrations differ from the template's."""
        state = "SELECT array_agg(app || '.' || name ORDER BY app, name) FROM {}.django_migrations"
        with inside(PUBLIC), connection.cursor() as cursor:
            cursor.execute(state.format(quoted(TEMPLATE)))
            wanted = cursor.fetchone()
            late = []
            for schema in Tenant.objects.values_list("schema_name", flat=True):
                cursor.execute(state.format(quoted(schema)))
                if cursor.fetchone() != wanted:
                    late.append(schema)
        return late
