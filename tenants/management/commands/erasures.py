"""The register of erased people, to be kept beside the copies and applied after a recovery."""

import json
import sys
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from foundation.tenancy import PUBLIC, inside, is_tenant_schema
from tenants import erasures
from tenants.models import Erasure


class Command(BaseCommand):
    """`sispmpi erasures list > FILE`, `sispmpi erasures apply < FILE`."""

    help = "Lists who was erased, or erases them again in what was recovered from an older copy."
    requires_system_checks = [Tags.security]  # all of them load every page: a third of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["list", "apply"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "apply":
            self.apply(sys.stdin.read())
            return
        with inside(PUBLIC):
            for each in Erasure.objects.order_by("pk"):
                line = [each.schema_name, str(each.person_uid), each.erased_at.isoformat()]
                self.stdout.write(json.dumps(line))

    def apply(self, text: str) -> None:
        """Each line in its schema; what is erased already stays as it is."""
        done, waiting = 0, []
        for line in text.splitlines():
            schema, uid, at = json.loads(line)
            if schema != PUBLIC and not is_tenant_schema(schema):
                raise CommandError(f"not the schema of an organisation: {schema}")
            erased_at = datetime.fromisoformat(at)
            try:
                done += erasures.apply(schema, UUID(uid), erased_at=erased_at, at=timezone.now())
            except erasures.NotHere:
                waiting.append(schema)
        self.stdout.write(f"{done} erased again")
        for schema in dict.fromkeys(waiting):
            self.stdout.write(f"{schema}: registered only; apply again once it was brought back")
