"""The doors to stored files and issued documents."""

from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from access.rules import Actor
from documents.models import IssuedDocument, StoredFile
from documents.registry import may_download
from documents.rules import INFECTED_KEPT, Purpose, Scan
from foundation.refusals import NotFound

STANDING = Q(removed_at=None, destroyed_at=None)


def file_for(actor: Actor, uid: UUID) -> StoredFile:
    """A file that the person may download. Raises NotFound for every other."""
    file = StoredFile.objects.filter(STANDING, uid=uid).first()
    if file is None or not may_download(actor, file):
        raise NotFound
    return file


def standing_file(uid: UUID) -> StoredFile:
    """A file that was not removed; whether the person may have it was asked before."""
    file = StoredFile.objects.filter(STANDING, uid=uid).first()
    if file is None:
        raise NotFound
    return file


def file_for_update(uid: UUID) -> StoredFile:
    """A file about to be withdrawn, locked. Raises NotFound when it is gone."""
    file = StoredFile.objects.select_for_update().filter(uid=uid, removed_at=None).first()
    if file is None:
        raise NotFound
    return file


UNJUDGED = Q(scan__in=(Scan.WAITING, Scan.UNSCANNED), destroyed_at=None)


def unjudged(file_id: int) -> StoredFile | None:
    """A file about which the scanner has not spoken."""
    return StoredFile.objects.filter(UNJUDGED, pk=file_id).first()


def unjudged_for_update(file_id: int) -> StoredFile | None:
    """The same, locked."""
    return StoredFile.objects.select_for_update().filter(UNJUDGED, pk=file_id).first()


def to_be_judged(at: datetime, *, with_unscanned: bool) -> QuerySet[StoredFile]:
    """What waits for the scanner and is due, oldest first."""
    states = [Scan.WAITING, Scan.UNSCANNED] if with_unscanned else [Scan.WAITING]
    due = Q(scan_due_at=None) | Q(scan_due_at__lte=at)
    return StoredFile.objects.filter(due, scan__in=states, destroyed_at=None).order_by("pk")


def every_file() -> QuerySet[StoredFile]:
    """All rows of this schema, the destroyed ones too."""
    return StoredFile.objects.only("storage_key", "sha256", "destroyed_at")


def kept_no_longer(purpose: Purpose, at: datetime) -> QuerySet[StoredFile, int]:
    """The files of a purpose whose time is over: removed, or found infected, long ago."""
    removed = Q(removed_at__lte=at - purpose.kept)
    infected = Q(scan=Scan.INFECTED, scanned_at__lte=at - INFECTED_KEPT)
    found = StoredFile.objects.filter(removed | infected, purpose=purpose.name, destroyed_at=None)
    return found.order_by("pk").values_list("pk", flat=True)


def standing_for_update(file_id: int) -> StoredFile | None:
    """A file whose bytes are still there, locked."""
    return StoredFile.objects.select_for_update().filter(pk=file_id, destroyed_at=None).first()


def documents_about(subject: Model) -> QuerySet[IssuedDocument]:
    """What was issued about an object that the person may see, newest first."""
    uid: UUID = getattr(subject, "uid")  # noqa: B009
    return IssuedDocument.objects.filter(
        subject_type=subject._meta.label_lower, subject_uid=uid
    ).select_related("file")
