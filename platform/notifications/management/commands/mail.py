"""Mail that came back, as the mail server of the installation hands it in."""

import os
import sys
from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from foundation.origin import Origin, coming_from
from foundation.tasks import works_in
from foundation.tenancy import PUBLIC, inside
from notifications.reports import MOST_BYTES, Report, read
from notifications.services import record_bounce

LATER = os.EX_TEMPFAIL  # what a mail server understands as: keep it, and try again
NOTHING = "Nothing to do: no report of a message of ours that finally failed."


class Command(BaseCommand):
    """`sispmpi mail bounce < message`."""

    help = "Reads a delivery report (RFC 3464) and marks the e-mail that came back."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["bounce"])

    def handle(self, *args: Any, **options: Any) -> None:
        report = read(sys.stdin.buffer.read(MOST_BYTES))
        try:
            is_known = report is not None and marked(report)
        except DatabaseError as error:
            self.stderr.write(f"The database is away: {type(error).__name__}")
            raise SystemExit(LATER) from None
        self.stdout.write(f"Marked: {report.status}" if report and is_known else NOTHING)


def marked(report: Report) -> bool:
    """Mark the message in its own place, if it is served and knows the message."""
    if report.schema != PUBLIC and not works_in(report.schema):
        return False
    with inside(report.schema), coming_from(Origin(channel="correio")):
        return record_bounce(
            uid=report.uid,
            status=report.status,
            diagnosis=report.diagnosis,
            at=timezone.now(),
        )
