"""Which hosts are answered by which other cell."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from tenants.cells import routes

FORMATS = {"json": routes.as_json, "caddy": routes.as_caddy}


class Command(BaseCommand):
    """`sispmpi cells list`, `routes --format caddy|json`."""

    help = "Lists the other cells; exports the hosts that they answer, for a proxy."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="this cell and the others")
        exported = verbs.add_parser("routes", help="hosts that another cell answers")
        exported.add_argument("--format", choices=sorted(FORMATS), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            self.stdout.write(f"{settings.CELL}\tthis one")
            for cell in settings.OTHER_CELLS.values():
                kind = "behind the same proxy" if cell.is_behind else "under its own domain"
                self.stdout.write(f"{cell.name}\t{cell.address}\t{kind}")
            return
        try:
            self.stdout.write(FORMATS[options["format"]](list(routes.routes())))
        except LookupError as error:
            raise CommandError(str(error)) from error
