"""Export and proof of a large table take no more memory than those of a small one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import Database, addresses
from tests.seed import FIRST

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
MOST_GROWTH_KB = 24 * 1024
MEASURED = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from pathlib import Path
from django.utils import timezone
from tenants.archive.proof import prove
from tenants.archive.writing import export
path = Path({path!r})
export({schema!r}, path, at=timezone.now())
prove(path)
status = Path("/proc/self/status").read_text()  # of this process alone: exec starts it anew
print(status.split("VmHWM:")[1].split()[0])
"""


def peak(database: Database, path: Path) -> int:
    """The most memory, in KB, that a process of its own held."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(path=str(path), schema=FIRST.schema)],
        cwd=ROOT,
        env={**os.environ, **addresses(database)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def test_memory_does_not_grow_with_the_rows(fresh_database: Database, tmp_path: Path) -> None:
    small = peak(fresh_database, tmp_path / "pequena.zip")
    fresh_database.rows(
        "SET LOCAL session_replication_role = replica;"  # a journal of so many rows takes minutes
        f"INSERT INTO {FIRST.schema}.access_organ (uid, name, acronym, is_active)"
        " SELECT gen_random_uuid(), n || repeat(md5(n::text), 7), '', true"
        " FROM generate_series(1, 250000) n"
    )
    size = fresh_database.rows(f"SELECT pg_total_relation_size('{FIRST.schema}.access_organ')")
    assert int(str(size[0][0])) > 8 * MOST_GROWTH_KB * 1024
    large = peak(fresh_database, tmp_path / "grande.zip")
    assert large - small < MOST_GROWTH_KB, (small, large)
