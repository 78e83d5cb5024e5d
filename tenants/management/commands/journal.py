"""Prove the journals from a terminal."""

from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from audit.proof import lines
from foundation.tenancy import PUBLIC, inside, is_tenant_schema
from tenants.journal.services import prove_here
from tenants.models import Tenant
from tenants.rules import TenantState

GONE = (TenantState.ARCHIVED, TenantState.DROPPED)


class Command(BaseCommand):
    """`sispmpi journal verify [SCHEMA | --all]`, `sispmpi journal chain SCHEMA`."""

    help = "Proves the chain of a journal, or prints it for others to prove."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser(
            "verify", help="exit 1 and the first broken link, if there is one"
        )
        verify.add_argument("schema", nargs="?", default=PUBLIC)
        verify.add_argument("--all", action="store_true", help="public and every organisation")
        chain = verbs.add_parser("chain", help="hash and hashed text of each entry, one a line")
        chain.add_argument("schema", nargs="?", default=PUBLIC)

    def handle(self, *args: Any, **options: Any) -> None:
        schemas = everywhere() if options.get("all") else [options["schema"]]
        for schema in schemas:
            if schema != PUBLIC and not is_tenant_schema(schema):
                raise CommandError(f"not the schema of an organisation: {schema}")
        if options["verb"] == "chain":
            with inside(schemas[0]):
                for line in lines():
                    self.stdout.write(line, ending="")
            return
        broken = [schema for schema in schemas if not self.verify(schema)]
        if broken:
            raise CommandError(f"broken: {', '.join(broken)}")

    def verify(self, schema: str) -> bool:
        """One line: how long the chain is and its head, or the first link that does not hold."""
        with inside(schema):
            proof = prove_here()
        if proof.broken is None:
            self.stdout.write(f"{schema}: {proof.entries} entries, head {proof.head}")
            return True
        link = proof.broken
        named = f" ({link.title}, {link.uid})" if link.uid else ""
        self.stdout.write(f"{schema}: broken at entry {link.position}{named}: {link.what}")
        return False


def everywhere() -> list[str]:
    """Public and every schema that there is."""
    tenants = Tenant.objects.exclude(life__in=GONE).order_by("schema_name")
    return [PUBLIC, *tenants.values_list("schema_name", flat=True)]
