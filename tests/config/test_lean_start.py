"""What every process loads at its start: nothing that only few of them ever use."""

import os
import subprocess
import sys

import pytest

from config.local.places import SOURCE
from tests.database import Database, addresses

HEAVY = {
    "boto3", "docx", "docxtpl", "drf_spectacular", "holidays", "jinja2", "jwt", "lxml", "odfdo",
    "pikepdf", "pyhanko", "pypdfium2", "qrcode", "urllib3", "xlsxwriter", "zeep",
}  # fmt: skip
START = f"""
import gc, sys, config.__main__ as door
door.refuse_shared_sessions()
print(*sorted({HEAVY!r} & {{*sys.modules}}))
print(gc.get_freeze_count() > 100_000)
"""


@pytest.mark.slow
def test_a_start_loads_nothing_heavy_and_is_done_with_what_it_loaded(
    fresh_database: Database,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=SOURCE,
        env={**os.environ, **addresses(fresh_database)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["", "True"]
