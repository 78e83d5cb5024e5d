"""Export, proof and restore of much take no more memory than those of little."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from config.local.places import SOURCE
from tests.database import Database, addresses
from tests.seed import FIRST, SECOND
from tests.tenants.own import files_of, fill, own_code

pytestmark = pytest.mark.slow
MOST_GROWTH = 8 * 1024 * 1024
ROWS = 30_000
LONG = 1_800  # just short of what the server would press together
# one process: the little first, and what it took is the measure of the rest
MEASURED = """
import django, json, sys
django.setup()
from pathlib import Path
from django.utils import timezone
from access.rules import SYSTEM
from tenants.archive.proof import prove
from tenants.archive.restoring import restore_organisation
from tenants.archive.writing import export
folder, code, schemas = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
peaks = {}
def note(name):
    status = Path("/proc/self/status").read_text()
    peaks[name] = int(status.split("VmHWM:")[1].split()[0]) * 1024
for size, schema in zip(("little", "much"), schemas):
    path = folder / f"{size}.zip"
    export(schema, path, at=timezone.now())
    note(f"export {size}")
    prove(path)
    note(f"proof {size}")
    restore_organisation(path, actor=SYSTEM, schema=code, slug="vila-grande",
                         dry_run=size == "little", at=timezone.now())
    note(f"restore {size}")
print(json.dumps(peaks))
"""


def grow(database: Database, folder: Path) -> None:
    """A table and a file of the first organisation, each many times what may be held."""
    database.rows(
        "SET LOCAL session_replication_role = replica;"  # a journal of so many rows takes minutes
        f'INSERT INTO {FIRST.schema}.notifications_email (uid, key, "to", subject, body, state,'
        " attempts, error, created_at)"
        " SELECT gen_random_uuid(), 'prova-' || n, 'ana@exemplo.test', 'Aviso',"
        f" left(repeat(md5(n::text), 60), {LONG}), 'sent', 1, '', now()"
        f" FROM generate_series(1, {ROWS}) n"
    )
    size = database.rows(f"SELECT pg_relation_size('{FIRST.schema}.notifications_email')")
    assert int(str(size[0][0])) > 6 * MOST_GROWTH
    file = next((folder / "files" / FIRST.schema).iterdir())
    file.chmod(0o600)
    content = os.urandom(1024) * (4 * MOST_GROWTH // 1024)
    file.write_bytes(content)
    database.rows(
        "SET LOCAL session_replication_role = replica;"
        f"UPDATE {FIRST.schema}.documents_storedfile SET size = %s, sha256 = %s"
        " WHERE storage_key = %s",
        len(content),
        sha256(content).hexdigest(),
        f"{FIRST.schema}/{file.name}",
    )


def peaks(database: Database, folder: Path) -> dict[str, int]:
    """The most memory that a process of its own has held after each step."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, folder, f"m{own_code()}", SECOND.schema, FIRST.schema],
        cwd=SOURCE,
        env={
            **os.environ,
            **addresses(database),
            "STORAGE_URL": (folder / "files").as_uri(),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_memory_does_not_grow_with_the_rows_nor_with_a_file(own: Database, tmp_path: Path) -> None:
    for place in (FIRST, SECOND):
        fill(place.schema, files=1)
    grow(own, tmp_path)
    found = peaks(own, tmp_path)
    assert max(found.values()) - found["restore little"] < MOST_GROWTH, found
    came = own.rows(f"SELECT count(*) FROM m{own_code()}.notifications_email")
    assert int(str(came[0][0])) >= ROWS
    assert files_of(tmp_path, f"m{own_code()}") == files_of(tmp_path, FIRST.schema)
