"""The end of a stay with real schemas: kept, proven, set aside, undone, removed by two people."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from access.rules import SYSTEM, Actor, Profile
from audit.models import Entry
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from identity.models import User
from tenants import lifecycle
from tenants.archive import backups, departure, stored
from tenants.archive.faults import BadArchive
from tenants.archive.restoring import restore_organisation
from tenants.archive.tasks import carry_out_departure
from tenants.models import Departure, Tenant
from tests.database import Database
from tests.people import centre_actor
from tests.tenants.own import files_of, fill, rows_of, traces

pytestmark = pytest.mark.slow
WHY = "Fim do acordo."


def closed(schema: str) -> tuple[Actor, Actor, Departure]:
    """An organisation with data, closed, its departure asked for; both people."""
    fill(schema)
    renata, dirce = centre_actor(Profile.NETWORK_ADMIN), centre_actor(Profile.DCI_DIRECTOR)
    for verb in (lifecycle.freeze, lifecycle.close):
        verb(actor=renata, schema=schema, reason=WHY, at=timezone.now())
    asked = lifecycle.request_departure(actor=renata, schema=schema, reason=WHY, at=timezone.now())
    return renata, dirce, asked


def later() -> object:
    return timezone.now() + timedelta(days=settings.DROP_WAITING_DAYS + 1)


def life(schema: str) -> str:
    return str(Tenant.objects.get(schema_name=schema).life)


def test_the_whole_end_and_the_way_back(own: Database, nascent: str, tmp_path: Path) -> None:
    renata, dirce, asked = closed(nascent)
    before, files = rows_of(own, nascent), files_of(tmp_path, nascent)
    carry_out_departure(departure_id=asked.pk)
    asked.refresh_from_db()
    assert life(nascent) == "archived"
    assert asked.archive is not None
    assert asked.archive.proven_at is not None
    assert traces(own, nascent) == [f"role sispmpi_{nascent}", f"schema {asked.trash_schema}"]
    with pytest.raises(NotAllowed):
        lifecycle.confirm_drop(actor=dirce, schema=nascent, reason=WHY, at=timezone.now())
    lifecycle.confirm_drop(actor=dirce, schema=nascent, reason=WHY, at=later())  # type: ignore[arg-type]
    carry_out_departure(departure_id=asked.pk)
    assert life(nascent) == "dropped"
    assert traces(own, nascent) == []
    assert files_of(tmp_path, nascent) == {}
    verbs = set(Entry.verbs.values_list("verb", flat=True))
    assert {"tenants.tenant.archived", "tenants.tenant.dropped"} <= verbs
    restore_organisation(backups.path_of(asked.archive), actor=SYSTEM, at=timezone.now())
    assert life(nascent) == "read_only"
    after = rows_of(own, nascent)
    assert {name for name in before if before[name] != after[name]} <= {"django_session"}
    assert files_of(tmp_path, nascent) == files
    lifecycle.reopen(actor=renata, schema=nascent, reason=WHY, at=timezone.now())
    with inside(nascent):
        User.objects.create(email="volta@exemplo.test", name="Volta", password="!")


def test_what_was_set_aside_comes_back_whole(own: Database, nascent: str) -> None:
    renata, _, asked = closed(nascent)
    before = rows_of(own, nascent)
    carry_out_departure(departure_id=asked.pk)
    lifecycle.recover(actor=renata, schema=nascent, reason=WHY, at=timezone.now())
    assert life(nascent) == "read_only"
    assert rows_of(own, nascent) == before
    carry_out_departure(departure_id=asked.pk)
    assert life(nascent) == "read_only"
    lifecycle.close(actor=renata, schema=nascent, reason=WHY, at=timezone.now())
    again = lifecycle.request_departure(actor=renata, schema=nascent, reason=WHY, at=timezone.now())
    assert again.pk != asked.pk


def test_nothing_leaves_while_a_file_is_missing(
    own: Database, nascent: str, tmp_path: Path
) -> None:
    _, _, asked = closed(nascent)
    next((tmp_path / "files" / nascent).iterdir()).unlink()
    with pytest.raises(BadArchive):
        carry_out_departure(departure_id=asked.pk)
    asked.refresh_from_db()
    assert "não está mais no armazenamento" in asked.error
    assert life(nascent) == "closed"
    assert f"schema {nascent}" in traces(own, nascent)


@pytest.mark.parametrize("harm", ["unlink", "change"])
def test_nothing_is_removed_once_the_kept_archive_is_not_what_it_was(
    own: Database, nascent: str, harm: str
) -> None:
    _, dirce, asked = closed(nascent)
    carry_out_departure(departure_id=asked.pk)
    asked.refresh_from_db()
    assert asked.archive is not None
    path = backups.path_of(asked.archive)
    path.unlink() if harm == "unlink" else path.write_bytes(b"outra coisa")
    lifecycle.confirm_drop(actor=dirce, schema=nascent, reason=WHY, at=later())  # type: ignore[arg-type]
    with pytest.raises(BadArchive, match="sumiu ou foi alterada"):
        carry_out_departure(departure_id=asked.pk)
    assert f"schema {asked.trash_schema}" in traces(own, nascent)


def test_without_the_second_word_the_last_step_removes_nothing(own: Database, nascent: str) -> None:
    _, _, asked = closed(nascent)
    carry_out_departure(departure_id=asked.pk)
    asked.refresh_from_db()
    with pytest.raises(RuntimeError, match="nobody confirmed"):
        departure.remove(asked, at=timezone.now())
    assert f"schema {asked.trash_schema}" in traces(own, nascent)


def test_a_removal_cut_between_its_steps_goes_on(
    own: Database, nascent: str, tmp_path: Path
) -> None:
    _, dirce, asked = closed(nascent)
    carry_out_departure(departure_id=asked.pk)
    lifecycle.confirm_drop(actor=dirce, schema=nascent, reason=WHY, at=later())  # type: ignore[arg-type]
    assert departure.next_step(asked.pk, at=timezone.now())
    assert life(nascent) == "archived"
    assert files_of(tmp_path, nascent) != {}
    carry_out_departure(departure_id=asked.pk)
    assert life(nascent) == "dropped"
    assert files_of(tmp_path, nascent) == {}


def test_the_sweep_removes_only_what_no_organisation_owns(
    own: Database, nascent: str, tmp_path: Path
) -> None:
    fill(nascent)
    kept = files_of(tmp_path, nascent)
    orphan = tmp_path / "files" / "m3000001"
    orphan.mkdir()
    (orphan / "resto").write_bytes(b"x")
    (tmp_path / "files" / "parked").mkdir(exist_ok=True)
    assert stored.sweep() == 1
    assert not orphan.exists()
    assert files_of(tmp_path, nascent) == kept
    assert (tmp_path / "files" / "parked").is_dir()
