"""What waits to be delivered, from a terminal."""

from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from access.rules import SYSTEM
from foundation.refusals import Refusal
from foundation.tenancy import PUBLIC, inside
from tenants.deliveries import queries, services


class Command(BaseCommand):
    """`sispmpi events stuck`, `sispmpi events replay SCHEMA NUMBER`."""

    help = "Lists facts that did not reach who waits for them, or sends one again."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("stuck", help="schema, number, name, attempts, next try and last error")
        replay = verbs.add_parser("replay", help="deliver one as if it had never been tried")
        replay.add_argument("schema")
        replay.add_argument("number", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        with inside(PUBLIC):
            services.note(at=timezone.now())
            if options["verb"] == "stuck":
                self.tell()
                return
            try:
                found = queries.stuck_at(options["schema"], options["number"])
                services.replay(actor=SYSTEM, uid=found.uid, at=timezone.now())
            except Refusal as refusal:
                raise CommandError(str(refusal) or "no such delivery is stuck") from None
            self.stdout.write(f"{found}: será entregue de novo")

    def tell(self) -> None:
        """One line each, what was given up first."""
        for each in queries.stuck(SYSTEM):
            due = "given up" if each.is_given_up else f"{each.due_at or 'soon'}"
            self.stdout.write(
                f"{each.schema_name} {each.outbox_id} {each.name}"
                f" attempts={each.attempts} next={due} {each.error}"
            )
