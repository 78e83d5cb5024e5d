"""Look at and steer the organisations from a terminal."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from access.rules import SYSTEM
from foundation.refusals import Refusal
from tenants import queries, services
from tenants.archive import backups
from tenants.archive.manifest import Manifest
from tenants.archive.proof import prove
from tenants.archive.restoring import restore_organisation
from tenants.archive.versions import product_version
from tenants.archive.writing import export
from tenants.facts import queries as facts
from tenants.facts.models import Drift
from tenants.facts.services import note_recount, recount_or_say_why
from tenants.management import moving
from tenants.models import Tenant
from tenants.provisioning import cluster
from tenants.provisioning.birth import host_of
from tenants.provisioning.owner import owner_transaction


def repaired(drifts: Sequence[Drift]) -> str:
    """What a recount put right, in one line."""
    if not drifts:
        return "as it stood"
    told = ", ".join(f"{each.figure} {each.stood} → {each.found}" for each in drifts)
    return f"{len(drifts)} figure{'s' if len(drifts) > 1 else ''} repaired: {told}"


class Command(BaseCommand):
    """`sispmpi tenant list`, `grants`, `birth`, `export`, `import`, `prove`, … `recount`."""

    help = "Lists the organisations; exports, restores, proves, backs up, moves, recounts them."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="schema, situation and host of each")
        verbs.add_parser("grants", help="fails on a shared table that nobody classified")
        birth = verbs.add_parser("birth", help="carry out what is left of a birth, here and now")
        birth.add_argument("birth_id", type=int)
        export = verbs.add_parser("export", help="write one organisation to one file")
        export.add_argument("schema")
        export.add_argument("file", type=Path)
        restore = verbs.add_parser("import", help="bring an organisation in from its file")
        restore.add_argument("file", type=Path)
        restore.add_argument("--as", dest="place", default="", metavar="SCHEMA[/SLUG]")
        restore.add_argument("--dry-run", action="store_true")
        prove = verbs.add_parser("prove", help="restore a file for proof, and leave no trace")
        prove.add_argument("file", type=Path)
        recount = verbs.add_parser("recount", help="count the facts over, repair what drifted")
        recount.add_argument("schema", nargs="?", default="")
        backup = verbs.add_parser("backup", help="what every night brings, here and now")
        backup.add_argument("schema", nargs="?", default="")
        moving.add_arguments(verbs.add_parser("move", help="one step of a move to another cell"))

    def handle(self, *args: Any, **options: Any) -> None:
        verb = "restore" if options["verb"] == "import" else options["verb"]
        try:
            getattr(self, verb)(options)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        except (LookupError, FileExistsError, FileNotFoundError) as error:
            raise CommandError(str(error)) from error

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
        while services.next_step(options["birth_id"], at=timezone.now()):
            self.stdout.write("step done")

    def export(self, options: dict[str, Any]) -> None:
        """One file, whole or not at all."""
        manifest = export(options["schema"], options["file"], at=timezone.now())
        self.say(manifest, f"written to {options['file']}")
        if manifest.faults:
            raise CommandError("exported, but incomplete: " + "; ".join(manifest.faults))

    def restore(self, options: dict[str, Any]) -> None:
        """Verified whole before anything is written; comes up read-only."""
        schema, _, slug = options["place"].partition("/")
        dry = options["dry_run"]
        manifest, place = restore_organisation(
            options["file"],
            actor=SYSTEM,
            schema=schema,
            slug=slug,
            dry_run=dry,
            at=timezone.now(),
        )
        done = "would be restored (nothing was written)" if dry else "restored, read-only"
        self.say(manifest, f"{done} as {place.schema} at {host_of(place.slug)}")
        if place.migrations:
            verb = "would run" if dry else "ran"
            self.stdout.write(
                f"made by release {manifest.version}; on the way to {product_version()}"
                f" {verb}: {', '.join(place.migrations)}"
            )

    def prove(self, options: dict[str, Any]) -> None:
        """Every row compared."""
        self.say(prove(options["file"]), "restored for proof and equal, row by row")

    def backup(self, options: dict[str, Any]) -> None:
        """One organisation or all of them, one after the other."""
        for schema in [options["schema"]] if options["schema"] else queries.schemas_to_back_up():
            backup = backups.nightly(schema, at=timezone.now())
            self.stdout.write(f"{schema}\t{backups.path_of(backup)}\t{backup.rows} rows, proven")

    def recount(self, options: dict[str, Any]) -> None:
        """One organisation or all of them, one after the other; one that fails stops no other."""
        wanted, failed = options["schema"], []
        found = facts.to_recount()
        tenants = list(found.filter(schema_name=wanted) if wanted else found)
        if wanted and not tenants:
            raise CommandError(f"no organisation stands in {wanted}")
        one = tenants[0].organisation if wanted else None
        note_recount(actor=SYSTEM, at=timezone.now(), organisation=one)
        for tenant in tenants:
            try:
                drifts = recount_or_say_why(tenant=tenant, at=timezone.now())
            except DatabaseError as error:
                failed.append(f"{tenant.schema_name}: {error}")
                continue
            self.stdout.write(f"{tenant.schema_name}\t{repaired(drifts)}")
        if failed:
            raise CommandError("; ".join(failed))

    def move(self, options: dict[str, Any]) -> None:
        """One step; the cell says what comes next on the other."""
        try:
            self.stdout.write(moving.carry_out(options))
        except ValueError as error:
            raise CommandError(str(error)) from error

    def say(self, manifest: Manifest, done: str) -> None:
        """One line on an archive."""
        self.stdout.write(
            f"{manifest.schema}: {len(manifest.tables)} tables, {manifest.rows} rows,"
            f" {len(manifest.files)} files {done}"
        )
        for each in manifest.held:
            told = "left out" if each.is_left_out else "not judged yet"
            self.stdout.write(f"{told}: {each.name} ({each.reason}), SHA-256 {each.sha256}")
