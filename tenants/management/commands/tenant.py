"""Look at and steer the organisations from a terminal."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from access.rules import SYSTEM
from foundation.refusals import Refusal
from tenants import services
from tenants.models import Tenant
from tenants.provisioning import cluster
from tenants.provisioning.owner import owner_transaction


class Command(BaseCommand):
    """`sispmpi tenant list`, `sispmpi tenant grants`."""

    help = "Lists the organisations, or checks who may touch the shared tables."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="schema, situation and host of each")
        verbs.add_parser("grants", help="fails on a shared table that nobody classified")
        birth = verbs.add_parser("birth", help="carry out what is left of a birth, here and now")
        birth.add_argument("birth_id", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(options)

    def list(self, options: dict[str, Any]) -> None:
        """One line a tenant."""
        for tenant in Tenant.objects.select_related("organisation").order_by("schema_name"):
            host = tenant.domains.filter(is_primary=True).first()
            self.stdout.write(
                f"{tenant.schema_name}\t{tenant.get_life_display()}\t"
                f"{host.domain if host else '-'}\t{tenant.organisation.name}"
            )

    def grants(self, options: dict[str, Any]) -> None:
        """Name every table without a classification."""
        with owner_transaction() as cursor:
            missing = cluster.unclassified(cursor)
        if missing:
            raise CommandError(f"no grants.py classifies: {', '.join(missing)}")
        self.stdout.write(f"{len(cluster.declared_grants())} tables classified for {SYSTEM.name}")

    def birth(self, options: dict[str, Any]) -> None:
        """Step by step, saying each."""
        try:
            while services.next_step(options["birth_id"], at=timezone.now()):
                self.stdout.write("step done")
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
