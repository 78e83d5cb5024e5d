"""The doors to stored files and issued documents."""

from uuid import UUID

from django.db.models import Model, QuerySet

from access.rules import Actor
from documents.models import IssuedDocument, StoredFile
from documents.registry import may_download
from foundation.refusals import NotFound


def file_for(actor: Actor, uid: UUID) -> StoredFile:
    """A file that the person may download. Raises NotFound for every other."""
    file = StoredFile.objects.filter(uid=uid, removed_at=None).first()
    if file is None or not may_download(actor, file):
        raise NotFound
    return file


def file_for_update(uid: UUID) -> StoredFile:
    """A file about to be withdrawn, locked. Raises NotFound when it is gone."""
    file = StoredFile.objects.select_for_update().filter(uid=uid, removed_at=None).first()
    if file is None:
        raise NotFound
    return file


def documents_about(subject: Model) -> QuerySet[IssuedDocument]:
    """What was issued about an object that the person may see, newest first."""
    uid: UUID = getattr(subject, "uid")  # noqa: B009
    return IssuedDocument.objects.filter(
        subject_type=subject._meta.label_lower, subject_uid=uid
    ).select_related("file")
