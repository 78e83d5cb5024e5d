"""Make the archive of this release that every later one must restore: `make archive`.

One organisation of the demonstration, in a database of its own, with a password that the tests
know; exported by the command that people use to `tests/data/archives/<version>-<day>.zip`. Its PDFs
are blank pages: drawn, they would be nine tenths of it.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from config.local import accounts, valkey
from config.local.places import SOURCE
from tests.database import STATE, Database, Session, open_session
from tests.services import PASSWORD, variables

ARCHIVES = SOURCE / "tests" / "data" / "archives"
PRODUCT = "sispmpi-rede"
TOWN = "abaete"
KNOWN_PASSWORD = "senha-das-copias-guardadas"
FILL = f"""
import django
django.setup()
from config.demo import keys, making
from config.demo.journeys import JOURNEYS
from documents import pdf
from hashlib import sha256
def blank(*given):
    mark = sha256(repr(given).encode()).hexdigest().encode()
    return b"%PDF-1.7\\n1 0 obj\\n<< /Type /Catalog >>\\nendobj\\n% " + mark + b"\\n%%EOF\\n"
keys.password = lambda: {KNOWN_PASSWORD!r}
pdf._compiled = blank
making.JOURNEYS = tuple(each for each in JOURNEYS if each.body.key == {TOWN!r})
list(making.make())
from tenants.models import Tenant
print(Tenant.objects.get().schema_name)
"""


def python(*words: str) -> str:
    """What a process of the programme says; the tool ends where it fails."""
    done = subprocess.run(
        [sys.executable, *words], cwd=SOURCE, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout.strip()


def empty_database(session: Session) -> Database:
    """A database as the machine room hands it over."""
    database = session.database(f"{session.prefix}_archive")
    session.made.append(database.name)
    accounts.prepare(
        session.server.url(),
        database=database.name,
        owner=session.owner,
        application=session.application,
    )
    return database


def main() -> None:
    """Migrate, fill, export."""
    name = sys.argv[1] if len(sys.argv) > 1 else f"{version(PRODUCT)}-{datetime.now(UTC):%Y%m%d}"
    ARCHIVES.mkdir(parents=True, exist_ok=True)
    session = open_session()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        log = STATE / "log" / "valkey.log"
        broker = valkey.start(place / "valkey", log, PASSWORD, keeps=False)
        try:
            os.environ.update(variables(empty_database(session), broker, place))
            python("-m", "config", "migrate")
            schema = python("-c", FILL).split()[-1]
            path = ARCHIVES / f"{name}.zip"
            said = python("-m", "config", "tenant", "export", schema, str(path))
        finally:
            broker.stop()
            session.close()
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
