"""Fill an empty installation with demonstration data."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from config.demo import mark
from config.demo.accounts import accounts
from config.demo.making import make


class Command(BaseCommand):
    """`sispmpi demo`, `sispmpi demo --if-empty`, `sispmpi demo --accounts`."""

    help = "Makes demonstration people and organisations, or says who of them may sign in."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        wish = parser.add_mutually_exclusive_group()
        wish.add_argument("--if-empty", action="store_true", help="do nothing where data are")
        wish.add_argument("--accounts", action="store_true", help="print who may sign in where")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.introduce()
            return
        if settings.PRODUCTION:
            raise CommandError("demonstration data are never made in production")
        if options["if_empty"] and not mark.is_empty():
            self.stdout.write("there are data already: nothing to do")
            return
        if mark.holds_others():
            raise CommandError(
                "this database holds people or organisations that are not demonstration ones:"
                " nothing was made"
            )
        for line in make():
            self.stdout.write(line)
            self.stdout.flush()

    def introduce(self) -> None:
        """Who may sign in; nothing where there are no demonstration data."""
        if mark.holds_demonstration():
            self.stdout.write("\n".join(accounts()))
