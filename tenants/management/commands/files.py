"""Compare stored files with the store from a terminal."""

from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from documents.checking import compare
from foundation.tenancy import PUBLIC, inside, is_tenant_schema
from tenants.management.commands.journal import everywhere


class Command(BaseCommand):
    """`sispmpi files check [SCHEMA | --all] [--hashes]`."""

    help = "Names files without a row, rows without a file, and files that are not as received."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="exit 1 when something does not agree")
        check.add_argument("schema", nargs="?", default=PUBLIC)
        check.add_argument("--all", action="store_true", help="public and every organisation")
        check.add_argument("--hashes", action="store_true", help="read every file, too")

    def handle(self, *args: Any, **options: Any) -> None:
        schemas = everywhere() if options["all"] else [options["schema"]]
        faults = 0
        for schema in schemas:
            if schema != PUBLIC and not is_tenant_schema(schema):
                raise CommandError(f"not the schema of an organisation: {schema}")
            with inside(schema):
                found = compare(at=timezone.now(), with_hashes=options["hashes"])
            lines = list(found.lines())
            faults += len(lines)
            self.stdout.write(f"{schema}: {found.files} files agree")
            for line in lines:
                self.stdout.write(f"{schema}: {line}")
        if faults:
            raise CommandError(f"{faults} do not agree")
