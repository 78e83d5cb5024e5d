"""Refuse migrations that would break the release before, while it still runs."""

import re
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from tenants.upgrade.lint import migrations
from tenants.upgrade.names import on_disk

HEAD = """\
# The migrations that release {release} holds; `sispmpi lint_migrations` checks what is newer.
# Written by `sispmpi lint_migrations --released {release}` when a release is made.
"""


class Command(BaseCommand):
    """`sispmpi lint_migrations`; needs no database."""

    help = "Checks migrations newer than the last release: they must let it run on."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--released", metavar="RELEASE", help="all present ones are released")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["released"]:
            self.note(options["released"])
            return
        known = migrations.released()
        found = list(migrations.faults(known))
        for each in found:
            self.stderr.write(str(each))
        if found:
            raise CommandError(
                f"{len(found)} faults. Expand now and contract in a later release, or say why it"
                f" is safe: {migrations.MARKER}"
            )
        newer = len(on_disk() - {tuple(each.split(".", 1)) for each in known})
        self.stdout.write(f"{newer} migrations newer than the last release: it keeps running")

    def note(self, release: str) -> None:
        """Write the list of what is released."""
        if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", release):
            raise CommandError("a release is three numbers: 1.4.0")
        names = sorted(f"{app}.{name}" for app, name in on_disk())
        text = HEAD.format(release=release) + "\n".join(names) + "\n"
        migrations.RELEASED.write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(names)} migrations noted as released with {release}")
