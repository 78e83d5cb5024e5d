"""Databases whose organisations stand at the trial app's first release, and what befalls them."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from config.local.places import SOURCE
from tests.database import Database, addresses
from tests.seed import FIRST, SECOND

MORE = ("m3197001", "m3197002", "m3197003")
SCHEMAS = (*MORE, FIRST.schema, SECOND.schema)
TEMPLATE = "zz_template"
GROW = """
import django
django.setup()
from django.utils import timezone
from tenants.models import Organisation
from tenants.provisioning.birth import make_schema
from tenants.provisioning.owner import owner_transaction
for number, schema in enumerate({schemas!r}):
    body = Organisation.objects.create(name=schema, nature="municipality_mg", state="MG",
        ibge_code=schema[1:], cnpj=str(number))
    with owner_transaction() as cursor:
        make_schema(cursor, schema)
        cursor.execute("INSERT INTO public.tenants_tenant (schema_name, organisation_id, life,"
                       " born_at) VALUES (%s, %s, 'active', %s)", [schema, body.pk, timezone.now()])
"""
NOISE = re.compile(r"^(--.*|SET .*|\\(un)?restrict .*|SELECT pg_catalog.set_config.*)?\n", re.M)


@dataclass(frozen=True)
class Installation:
    """A database and the programme that upgrades it."""

    database: Database
    binaries: Path

    def environment(self, release: str) -> dict[str, str]:
        """What a process of one release is told."""
        return {
            **os.environ,
            **addresses(self.database),
            "DJANGO_SETTINGS_MODULE": "tests.tenants.upgrade.settings",
            "TRIAL_RELEASE": release,
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, release: str, *words: str) -> subprocess.Popen[str]:
        """`sispmpi migrate` of one release, under way."""
        return subprocess.Popen(
            [sys.executable, "-m", "config", "migrate", *words],
            cwd=SOURCE,
            env=self.environment(release),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def migrate(self, release: str, *words: str) -> tuple[int, str]:
        """`sispmpi migrate` of one release: its code and what it said."""
        process = self.start(release, *words)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def tenant(self, release: str, *words: str) -> tuple[int, str]:
        """`sispmpi tenant` of one release: its code and what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "config", "tenant", *words],
            cwd=SOURCE,
            env=self.environment(release),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        return done.returncode, done.stdout

    def python(self, release: str, code: str) -> str:
        """What a piece of one release prints."""
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=SOURCE,
            env=self.environment(release),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def migrations(self, schema: str) -> list[str]:
        """The trial app's migrations that a schema holds."""
        query = f"SELECT name FROM {schema}.django_migrations WHERE app = 'trial' ORDER BY name"
        return [str(name) for (name,) in self.database.rows(query)]

    def at(self, last: str) -> list[str]:
        """The schemas that have reached a migration."""
        return [each for each in SCHEMAS if self.migrations(each)[-1] == last]

    def error(self, schema: str) -> str:
        """Why the last upgrade of a schema failed."""
        query = "SELECT upgrade_error FROM tenants_tenant WHERE schema_name = %s"
        return str(self.database.rows(query, schema)[0][0])

    def tenant_hash(self, schema: str) -> str:
        """Where the row of an organisation says that it stands."""
        query = "SELECT migration_hash FROM tenants_tenant WHERE schema_name = %s"
        return str(self.database.rows(query, schema)[0][0])

    def structure(self, schema: str) -> list[str]:
        """What pg_dump says of a schema, its name and the order of its parts left out."""
        done = subprocess.run(
            [self.binaries / "pg_dump", "-n", schema, "--schema-only", "-O", "-x",
             self.database.admin_url],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        text = NOISE.sub("", done.stdout).replace(schema, "schema")
        return sorted(part.strip() for part in text.split(";\n"))

    def is_equal_everywhere(self) -> bool:
        """Whether what the trial app made is the template's in every schema, and all are equal.

        The rest of the template is left out: the server writes some conditions of a born schema
        in other words than those of a migrated one.
        """
        wanted = trial(self.structure(TEMPLATE))
        found = [self.structure(schema) for schema in SCHEMAS]
        assert len(wanted) > 8
        return all(each == found[0] and trial(each) == wanted for each in found)


def trial(structure: list[str]) -> list[str]:
    """The parts of a structure that concern the trial app."""
    return [part for part in structure if "trial_" in part or "_stays" in part]
