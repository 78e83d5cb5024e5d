"""What was removed stays for as long as its purpose says; then its bytes go, and its row stays."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from access.rules import SYSTEM
from documents import queries
from documents.events import FileDestroyed
from documents.models import StoredFile
from documents.registry import purposes
from documents.rules import Scan, ends
from events.services import emit

MOST_AT_ONCE = 500


def destroy_due(*, at: datetime) -> int:
    """The bytes of every file of this schema whose time is over. Returns how many."""
    due = [each for purpose in purposes() for each in queries.kept_no_longer(purpose, at)]
    return sum(destroy(each, at=at) for each in due[:MOST_AT_ONCE])


@transaction.atomic
def destroy(file_id: int, *, at: datetime) -> bool:
    """Destroy the bytes of one file, unless somebody was faster or its time is not over."""
    file = queries.standing_for_update(file_id)
    if file is None or not is_over(file, at):
        return False
    file.destroyed_at = at
    file.save(update_fields=["destroyed_at"])
    emit(FileDestroyed.of(SYSTEM, file, at=at, changes={"SHA-256": [file.sha256, ""]}))
    transaction.on_commit(lambda: default_storage.delete(file.storage_key))
    return True


def is_over(file: StoredFile, at: datetime) -> bool:
    """Whether the time for which a removed or infected file is kept has passed."""
    kept = next((each.kept for each in purposes() if each.name == file.purpose), None)
    infected_at = file.scanned_at if file.scan == Scan.INFECTED else None
    if kept is None or (file.removed_at is None and infected_at is None):
        return False
    return ends(kept, removed_at=file.removed_at, infected_at=infected_at) <= at
