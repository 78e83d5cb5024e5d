"""What was removed stays for its time, then its bytes go; the store and the rows are compared."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from access.rules import Profile
from audit.queries import entries_of
from documents import checking, quarantine, retention, services
from documents.models import StoredFile
from documents.rules import INFECTED_KEPT, LETTER, Scan, ends
from documents.tasks import destroy_due
from foundation.tenancy import PUBLIC
from tenants.files.tasks import destroy_all
from tests.documents import samples
from tests.documents.made import AT
from tests.documents.samples import upload
from tests.people import centre_actor

pytestmark = pytest.mark.django_db
OVER = AT + LETTER.kept
MOMENT = timedelta(seconds=1)


def kept(**more: Any) -> StoredFile:
    actor = centre_actor(Profile.DCI_ANALYST)
    file = services.store(actor=actor, upload=upload(samples.PDF), purpose=LETTER, at=AT, **more)
    return StoredFile.objects.get(pk=file.pk)


def removed() -> StoredFile:
    return services.remove(actor=centre_actor(Profile.DCI_ANALYST), file=kept(), at=AT)


def destroyed(at: Any) -> int:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return retention.destroy_due(at=at)


def test_a_removed_file_is_destroyed_when_its_time_is_over_and_that_is_journalled() -> None:
    file = removed()
    assert destroyed(OVER - MOMENT) == 0
    assert default_storage.exists(file.storage_key)
    assert destroyed(OVER) == 1
    assert not default_storage.exists(file.storage_key)
    file.refresh_from_db()
    assert file.destroyed_at == OVER
    entry = entries_of(file).first()
    assert entry is not None and entry.verb == "documents.file_destroyed"
    assert entry.changes == {"SHA-256": [file.sha256, ""]}
    assert destroyed(OVER) == 0


def test_what_was_not_removed_is_never_destroyed() -> None:
    file = kept()
    assert destroyed(OVER + 100 * LETTER.kept) == 0
    assert default_storage.exists(file.storage_key)
    with pytest.raises(ValueError, match="neither"):
        ends(LETTER.kept, removed_at=None, infected_at=None)


def test_an_infected_file_is_destroyed_after_a_month() -> None:
    file = kept()
    StoredFile.objects.filter(pk=file.pk).update(scan_tries=1)
    assert quarantine.settle(file.pk, "condemn", at=AT, virus="Eicar") == Scan.INFECTED
    assert destroyed(AT + INFECTED_KEPT - MOMENT) == 0
    assert destroyed(AT + INFECTED_KEPT) == 1
    assert not default_storage.exists(file.storage_key)


def test_a_failed_transaction_destroys_nothing() -> None:
    file = removed()
    with TestCase.captureOnCommitCallbacks():  # noted, never carried out: as in a rollback
        assert retention.destroy(file.pk, at=OVER)
    assert default_storage.exists(file.storage_key)
    found = checking.compare(at=OVER)
    assert file.storage_key in found.left


def test_the_clock_asks_every_schema() -> None:
    assert destroy_all() >= 3
    assert destroy_due(schema=PUBLIC) == 0


def aged(content: bytes) -> str:
    """A file of the store without a row, from two hours ago."""
    key = default_storage.save(f"{PUBLIC}/perdido", ContentFile(content))
    before = timezone.now().timestamp() - 7200
    os.utime(default_storage.path(key), (before, before))
    return key


def test_the_check_names_orphans_lost_and_changed_files() -> None:
    whole, lost, changed = kept(), kept(), kept()
    default_storage.delete(lost.storage_key)
    with Path(default_storage.path(changed.storage_key)).open("ab") as opened:
        opened.write(b"!")
    orphan, fresh = aged(b"x"), default_storage.save(f"{PUBLIC}/novo", ContentFile(b"x"))
    printed = StringIO()
    try:
        with pytest.raises(CommandError, match="do not agree"):
            call_command("files", "check", "--hashes", stdout=printed)
    finally:
        default_storage.delete(orphan)
        default_storage.delete(fresh)
    text = printed.getvalue()
    assert f"orphans: {orphan}" in text and fresh not in text
    assert f"missing: {lost.storage_key}" in text
    assert f"changed: {changed.storage_key}" in text
    assert whole.storage_key not in text


def test_the_check_refuses_what_is_no_schema() -> None:
    with pytest.raises(CommandError, match="not the schema"):
        call_command("files", "check", "tudo")
