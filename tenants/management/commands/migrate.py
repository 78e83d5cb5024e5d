"""Bring the database to this release: roles, public schema, template, grants, organisations."""

import time
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.db import connection

from foundation.tenancy import PUBLIC, TEMPLATE, inside
from tenants.provisioning import cluster
from tenants.provisioning.owner import owner_transaction, quoted
from tenants.upgrade import locks, state, template
from tenants.upgrade.executor import SchemaExecutor
from tenants.upgrade.ledger import Ledger
from tenants.upgrade.pace import Pace
from tenants.upgrade.run import upgrade

MOST_NAMED = 20


class Command(BaseCommand):
    """`sispmpi migrate`; works as the owner of the database, and may be run again."""

    help = "Migrates the public schema, the template and every organisation."
    requires_system_checks = []
    autodetector: Any = None

    def add_arguments(self, parser: CommandParser) -> None:
        usual = Pace()
        parser.add_argument("--only-public-and-template", action="store_true")
        parser.add_argument("--check", action="store_true", help="only say who is behind (exit 1)")
        parser.add_argument("--workers", type=int, default=usual.workers, help="at once")
        parser.add_argument("--wave", type=int, default=usual.wave, help="schemas in a wave")
        parser.add_argument(
            "--here",
            action="store_true",
            help="run migrations in Python now, and leave none of them to the workers",
        )
        parser.add_argument("--lock-timeout", default=usual.lock_timeout)
        parser.add_argument("--statement-timeout", default=usual.statement_timeout)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_only()
            return
        with locks.holding(locks.UPGRADE):
            self.migrate_shared(int(options["verbosity"]))
            if not options["only_public_and_template"]:
                self.migrate_organisations(
                    Pace(
                        workers=max(options["workers"], 1),
                        wave=max(options["wave"], 1),
                        lock_timeout=options["lock_timeout"],
                        statement_timeout=options["statement_timeout"],
                    ),
                    here=options["here"],
                )

    def check_only(self) -> None:
        """Say who is behind; nobody is a success."""
        late = state.late()
        if late:
            more = f" and {len(late) - MOST_NAMED} more" if len(late) > MOST_NAMED else ""
            raise CommandError(f"behind: {', '.join(late[:MOST_NAMED])}{more}")
        self.stdout.write("every schema is current")

    def migrate_shared(self, verbosity: int) -> None:
        """What all share: roles, public, the template, and who may touch what."""
        with owner_transaction() as cursor:
            cluster.prepare(cursor)
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(TEMPLATE)}")
        self.say(f"migrations: {PUBLIC}")
        with inside(PUBLIC):
            SchemaExecutor(connection).forward()
        start = time.monotonic()
        applied = template.bring_forward(self.say)
        self.say(f"template: {applied} migrations, {time.monotonic() - start:.1f} s")
        with owner_transaction() as cursor:
            cluster.apply_grants(cursor)

    def migrate_organisations(self, pace: Pace, *, here: bool) -> None:
        """Every organisation that is behind; raises CommandError when one is left there."""
        report = upgrade(pace, self.say, Ledger(), here=here)
        if report.waiting:
            self.say(
                f"{len(report.waiting)} organisations wait for migrations in Python: workers of"
                " this release carry them out"
            )
        if report.stopped_by:
            raise CommandError(
                f"stopped: the canary {', '.join(report.stopped_by)} could not be upgraded;"
                f" {report.untried} organisations were not tried"
            )
        if report.failed:
            raise CommandError(
                f"{len(report.failed)} organisations were left behind as they were;"
                " run the command again to resume"
            )

    def say(self, line: str) -> None:
        """One line, at once."""
        self.stdout.write(line)
        self.stdout.flush()
