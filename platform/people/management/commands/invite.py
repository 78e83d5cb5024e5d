"""Let a person of CGE-MG in: how the first administrator of an installation is made."""

from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from access.rules import CENTRE_PROFILES, SYSTEM, Profile
from foundation.refusals import Refusal
from foundation.tenancy import PUBLIC, inside
from people.services import invite_person


class Command(BaseCommand):
    """`sispmpi invite EMAIL PROFILE NAME…`."""

    help = "Invites a person of CGE-MG and prints the one-time link, which is e-mailed too."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("profile", choices=sorted(each.value for each in CENTRE_PROFILES))
        parser.add_argument("name", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            with inside(PUBLIC):
                granted = invite_person(
                    actor=SYSTEM,
                    name=" ".join(options["name"]),
                    email=options["email"],
                    profile=Profile(options["profile"]),
                    at=at,
                    today=timezone.localdate(at),
                )
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(granted.link)
