"""kill -9 inside export, restore, proof and removal: no orphan, and the next try works."""

import os
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from events.models import Outbox
from events.tasks import deliver
from tenants import lifecycle
from tenants.archive import backups, departure, stored
from tenants.archive.restoring import restore_organisation
from tenants.archive.writing import export
from tenants.models import Tenant
from tests.database import Database, addresses
from tests.people import centre_actor
from tests.seed import FIRST
from tests.tenants.own import files_of, fill, own_code, rows_of, traces

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from pathlib import Path
from django.utils import timezone
from access.rules import SYSTEM
import {module} as place
whole, calls = place.{function}, 0
def cut(*args, **more):
    global calls
    found = whole(*args, **more)
    calls += 1
    if calls == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
place.{function} = cut
{code}
"""
EXPORT = (
    "from tenants.archive.writing import export\n"
    "export({schema!r}, Path({path!r}), at=timezone.now())"
)
RESTORE = (
    "from tenants.archive.restoring import restore_organisation\n"
    "restore_organisation(Path({path!r}), actor=SYSTEM, schema={schema!r}, slug='copia',"
    " at=timezone.now())"
)
PROVE = "from tenants.archive.proof import prove\nprove(Path({path!r}))"
DEPART = (
    "from tenants.archive import departure\n"
    "while departure.next_step({pk}, at=timezone.now()): pass"
)


def killed(database: Database, folder: Path, code: str, spot: str, number: int) -> None:
    """Run a piece of the programme in its own process, which dies at the given call."""
    module, _, function = spot.rpartition(".")
    script = KILLED.format(module=module, function=function, number=number, code=code)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={
            **os.environ,
            **addresses(database),
            "STORAGE_URL": (folder / "files").as_uri(),
            "BACKUP_DIR": str(folder / "backup"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == -9, done.stderr


def test_a_killed_export_leaves_no_file_under_any_name(own: Database, tmp_path: Path) -> None:
    fill()
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "primeira.zip"
    code = EXPORT.format(schema=FIRST.schema, path=str(path))
    for spot, most in (("write_query", 60), ("write_file", 2), ("write_small", 3)):
        killed(own, tmp_path, code, f"tenants.archive.writing.{spot}", random.randint(1, most))
        assert list((tmp_path / "out").iterdir()) == []
    export(FIRST.schema, path, at=timezone.now())
    assert [each.name for each in (tmp_path / "out").iterdir()] == [path.name]


def test_a_killed_restore_leaves_no_schema_role_or_row_and_the_next_one_is_whole(
    own: Database, tmp_path: Path
) -> None:
    fill()
    schema = f"m{own_code()}"
    path = tmp_path / "primeira.zip"
    export(FIRST.schema, path, at=timezone.now())
    code = RESTORE.format(schema=schema, path=str(path))
    for spot, most in (
        ("loading.load_table", 30),
        ("registry.enter", 1),
        ("restoring.write_files", 1),
    ):
        killed(own, tmp_path, code, f"tenants.archive.{spot}", random.randint(1, most))
        assert traces(own, schema) == [], spot
        assert not Tenant.objects.filter(schema_name=schema).exists()
    assert files_of(tmp_path, schema) != {}
    assert stored.sweep() == len(files_of(tmp_path, FIRST.schema))
    assert files_of(tmp_path, schema) == {}
    killed(own, tmp_path, code, "tenants.archive.restoring.write_files", 1)
    restore_organisation(path, actor=SYSTEM, schema=schema, slug="copia", at=timezone.now())
    assert files_of(tmp_path, schema) == files_of(tmp_path, FIRST.schema)
    before, after = rows_of(own, FIRST.schema), rows_of(own, schema)
    assert {name for name in before if before[name] != after[name]} <= {
        "documents_storedfile",
        "django_session",
    }


def test_a_killed_proof_leaves_no_scratch_schema(own: Database, tmp_path: Path) -> None:
    path = tmp_path / "primeira.zip"
    export(FIRST.schema, path, at=timezone.now())
    code = PROVE.format(path=str(path))
    killed(own, tmp_path, code, "tenants.archive.loading.load_table", random.randint(1, 30))
    killed(own, tmp_path, code, "tenants.archive.loading.compare", 1)
    assert traces(own, "zz_scratch") == []


def test_a_killed_removal_ends_at_the_next_try(own: Database, nascent: str, tmp_path: Path) -> None:
    fill(nascent)
    renata, dirce = centre_actor(Profile.NETWORK_ADMIN), centre_actor(Profile.DCI_DIRECTOR)
    now, later = timezone.now(), timezone.now() + timedelta(days=settings.DROP_WAITING_DAYS + 1)
    for verb in (lifecycle.freeze, lifecycle.close, lifecycle.request_departure):
        asked = verb(actor=renata, schema=nascent, reason="Fim", at=now)
    code = DEPART.format(pk=asked.pk)
    killed(own, tmp_path, code, "tenants.archive.backups.prove", 1)
    killed(own, tmp_path, code, "tenants.archive.departure.move", 1)
    assert f"schema {nascent}" in traces(own, nascent)
    while departure.next_step(asked.pk, at=now):
        pass
    lifecycle.confirm_drop(actor=dirce, schema=nascent, reason="Fim", at=later)
    killed(own, tmp_path, code, "tenants.archive.departure.drop_role", 1)
    assert len(traces(own, nascent)) == 2
    killed(own, tmp_path, code, "tenants.archive.stored.clear", 1)
    while departure.next_step(asked.pk, at=now):
        pass
    assert traces(own, nascent) == []
    assert files_of(tmp_path, nascent) == {}
    assert Tenant.objects.get(schema_name=nascent).life == "dropped"
    kept = list((tmp_path / "backup" / nascent).iterdir())
    assert len(kept) == 2  # the one whose proof was cut is a row too, and one that was proven
    assert backups.clear_strays(at=later) == 0


def test_a_restore_killed_before_it_was_told_is_told_by_the_sweep_of_the_outbox_once(
    own: Database, tmp_path: Path
) -> None:
    schema, path = f"m{own_code()}", tmp_path / "primeira.zip"
    export(FIRST.schema, path, at=timezone.now())
    cut = "import tenants.archive.landing as place\n"
    cut += "place.tell = lambda landed: os.kill(os.getpid(), 9)\n"
    killed(
        own,
        tmp_path,
        cut + RESTORE.format(schema=schema, path=str(path)),
        "tenants.archive.landing.note",
        0,
    )
    organisation = Tenant.objects.get(schema_name=schema).organisation
    told = Entry.objects.filter(subject_uid=organisation.uid, verb="tenants.tenant.restored")
    assert not told.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public.outbox_waiting(now() + interval '1 minute', 20)")
        waiting = cursor.fetchall()
    for place, pk in waiting * 2:
        deliver(schema=place, outbox_id=pk)
    assert told.count() == 1
    assert told.get().changes["arquivo"] == ["", path.name]


def test_a_restore_that_was_told_is_not_told_again(own: Database, tmp_path: Path) -> None:
    schema, path = f"m{own_code()}", tmp_path / "primeira.zip"
    export(FIRST.schema, path, at=timezone.now())
    restore_organisation(path, actor=SYSTEM, schema=schema, slug="copia", at=timezone.now())
    deliver(schema="public", outbox_id=Outbox.objects.get(name="tenants.restore.landed").pk)
    assert Entry.objects.filter(verb="tenants.tenant.restored").count() == 1
