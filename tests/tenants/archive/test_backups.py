"""Every night a backup of each organisation, restored for proof, seven of them kept."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from access.rules import Profile
from audit.models import Entry
from tenants import lifecycle, queries
from tenants.archive import backups
from tenants.archive.tasks import backup_all, backup_one
from tenants.models import Backup, Departure, Organisation, Tenant
from tenants.rules import BackupPurpose
from tests.database import Database
from tests.people import Visitor, centre_actor, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.slow


def test_a_backup_is_proven_and_the_centre_is_told(own: Database) -> None:
    backup_one(place=FIRST.schema)
    backup = Backup.objects.get()
    path = backups.path_of(backup)
    assert path.stat().st_size == backup.size
    assert path.stat().st_mode & 0o777 == 0o600
    assert backup.proven_at is not None
    organisation = Organisation.objects.get(ibge_code=FIRST.ibge_code)
    visitor = Visitor("cge.localhost", person("public", Profile.AUDITOR))
    answer = visitor.get(f"/organizacoes/{organisation.uid}/").content.decode()
    assert "Última restauração comprovada" in answer
    assert "Ainda nenhuma" not in answer


def test_seven_are_kept_and_the_last_proven_one_always(own: Database) -> None:
    start = timezone.now() - timedelta(days=20)
    first = backups.nightly(FIRST.schema, at=start)
    tenant = Tenant.objects.get(schema_name=FIRST.schema)
    for day in range(1, 9):
        Backup.objects.create(
            tenant=tenant,
            purpose=BackupPurpose.NIGHTLY,
            name=f"{day}.zip",
            size=1,
            sha256="0" * 64,
            rows=1,
            taken_at=start + timedelta(days=day),
        )
        (backups.path_of(first).parent / f"{day}.zip").write_bytes(b"x")
    assert backups.forget_old(FIRST.schema, at=timezone.now()) == 1
    kept = sorted(each.name for each in backups.path_of(first).parent.iterdir())
    assert kept == sorted([first.name, *(f"{day}.zip" for day in range(2, 9))])
    assert backups.nightly(FIRST.schema, at=timezone.now())
    names = {each.name for each in backups.path_of(first).parent.iterdir()}
    assert first.name not in names
    assert len(names) == 7


def test_every_organisation_under_its_own_name_is_backed_up(own: Database) -> None:
    dirce = centre_actor(Profile.DCI_DIRECTOR)
    lifecycle.suspend(actor=dirce, schema=SECOND.schema, reason="x", at=timezone.now())
    assert queries.schemas_to_back_up() == [FIRST.schema, SECOND.schema]
    assert backup_all() == 2
    backup_one(place=SECOND.schema)
    assert Backup.objects.get().tenant.schema_name == SECOND.schema
    backup_one(place="m3000001")
    assert Backup.objects.count() == 1


def test_what_a_killed_worker_left_is_cleared_after_a_day(own: Database) -> None:
    backup = backups.nightly(FIRST.schema, at=timezone.now())
    stray = backups.path_of(backup).parent / "sobra.zip"
    stray.write_bytes(b"x")
    assert backups.clear_strays(at=timezone.now()) == 0
    assert backups.clear_strays(at=timezone.now() + timedelta(days=2)) == 1
    assert not stray.exists()
    assert backups.path_of(backup).is_file()


def test_a_backup_is_no_event_in_the_journal_of_the_organisation(
    own: Database, tmp_path: Path
) -> None:
    before = Entry.verbs.count()
    backups.nightly(FIRST.schema, at=timezone.now())
    assert Entry.verbs.count() == before


def test_an_archive_that_serves_nobody_is_cleared_a_day_later(own: Database) -> None:
    tenant, at = Tenant.objects.get(schema_name=FIRST.schema), timezone.now()
    names = {
        (purpose, word): f"{purpose}-{word}.zip"
        for purpose in BackupPurpose.values
        for word in ("used", "cut")
    }
    rows = {}
    for (purpose, word), name in names.items():
        row = Backup.objects.create(
            tenant=tenant, purpose=purpose, name=name, size=1, sha256="0", rows=1, taken_at=at
        )
        backups.path_of(row).parent.mkdir(parents=True, exist_ok=True)
        backups.path_of(row).write_bytes(b"x")
        rows[purpose, word] = row
    used = rows[BackupPurpose.DEPARTURE, "used"]
    Departure.objects.create(
        tenant=tenant,
        requested_at=at,
        requested_by_uid=uuid4(),
        requested_by_name="Renata Rede",
        archive=used,
    )
    folder = backups.path_of(used).parent
    draft = folder / ".m.zip.0123.draft"
    draft.write_bytes(b"x")
    assert backups.clear_unused(at=at) == backups.clear_strays(at=at) == 0
    later = at + timedelta(days=2)
    assert (backups.clear_unused(at=later), backups.clear_strays(at=later)) == (1, 1)
    gone = names[BackupPurpose.DEPARTURE, "cut"]
    kept = sorted(set(names.values()) - {gone})
    assert sorted(path.name for path in folder.iterdir()) == kept
    assert Backup.objects.get(name=gone).removed_at == later
    for life in ("read_only", "closed", "archived", "dropped"):
        Tenant.objects.filter(pk=tenant.pk).update(life=life)
    assert backups.clear_unused(at=later) == 2
    assert [path.name for path in folder.iterdir()] == [used.name]
