"""Keep a file, withdraw it, issue a document, open what was kept.

Whether the person may is asked by the verb of the domain that calls; here the file is judged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import uuid4
from weakref import finalize

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from access.rules import Actor
from documents import quarantine, queries
from documents.codes import new_code, spelled
from documents.events import DocumentIssued, FileRemoved, FileStored
from documents.inspection import Inspected, check_content, inspect
from documents.models import IssuedDocument, StoredFile
from documents.parking import ParkedFile
from documents.registry import window
from documents.rules import MEDIA_TYPES, Purpose, Scan, extension_of, safe_name
from documents.seals import Seal
from events.services import emit
from foundation.refusals import Invalid
from foundation.tenancy import current_schema


@transaction.atomic
def store(
    *, actor: Actor, upload: File[bytes], purpose: Purpose, at: datetime, field: str = "file"
) -> StoredFile:
    """Keep a file that somebody sent.

    Raises Invalid, beside `field`, when it is too large, empty, protected or not what it says.
    """
    try:
        found = inspect(upload, purpose)
    except ValueError as error:
        raise Invalid({field: [str(error)]}) from None
    file = _keep(actor, found, purpose, at, quarantine.first_state())
    quarantine.queue(file)
    if isinstance(upload, ParkedFile):
        transaction.on_commit(upload.discard)
    return file


@transaction.atomic
def keep_made(
    *, actor: Actor, content: bytes, name: str, purpose: Purpose, at: datetime
) -> StoredFile:
    """Keep a file that the product made of another one; it carries no code of its own."""
    media_type = MEDIA_TYPES[extension_of(name)]
    check_content(content, media_type)
    return _keep(actor, Inspected(safe_name(name), media_type, content), purpose, at, Scan.MADE)


@transaction.atomic
def remove(*, actor: Actor, file: StoredFile, at: datetime, reason: str = "") -> StoredFile:
    """Withdraw a file: it is no longer handed out; row and bytes stay. Raises NotFound if gone."""
    found = queries.file_for_update(file.uid)
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    emit(FileRemoved.of(actor, found, at=at, reason=reason))
    return found


@transaction.atomic
def issue(
    *,
    actor: Actor,
    subject: Model,
    kind: str,
    title: str,
    name: str,
    make: Callable[[Seal], bytes],
    purpose: Purpose,
    at: datetime,
    replaces: IssuedDocument | None = None,
) -> IssuedDocument:
    """Make and keep a document about `subject` (which has a `uid`); anybody can verify it.

    `make` gets the seal that the document is to carry. What is no longer valid since is replaced.
    """
    code = new_code()
    content = make(window().seal(code))
    media_type = MEDIA_TYPES[extension_of(name)]
    check_content(content, media_type)
    file = _keep(actor, Inspected(safe_name(name), media_type, content), purpose, at, Scan.MADE)
    document = IssuedDocument.objects.create(
        kind=kind,
        title=title,
        code=code,
        file=file,
        subject_type=subject._meta.label_lower,
        subject_uid=getattr(subject, "uid"),  # noqa: B009
        sha256=file.sha256,
        issued_at=at,
        issued_by_uid=actor.user_uid,
        issued_by_name=actor.name,
    )
    changes = {"SHA-256": ["", file.sha256], "Código de verificação": ["", spelled(code)]}
    emit(DocumentIssued.of(actor, document, at=at, changes=changes))
    window().enter(document, kind=purpose.label)
    if replaces is not None:
        window().replace(replaces, actor=actor, by=document, at=at)
    return document


def open_file(file: StoredFile) -> File[bytes]:
    """The bytes of a kept file, open for reading; the caller closes it."""
    return default_storage.open(file.storage_key)


def _keep(actor: Actor, found: Inspected, purpose: Purpose, at: datetime, scan: Scan) -> StoredFile:
    key = default_storage.save(f"{current_schema()}/{uuid4()}", ContentFile(found.content))
    _delete_unless_committed(key)
    file = StoredFile.objects.create(
        name=found.name,
        size=len(found.content),
        media_type=found.media_type,
        sha256=sha256(found.content).hexdigest(),
        purpose=purpose.name,
        storage_key=key,
        uploaded_by_uid=actor.user_uid,
        uploaded_by_name=actor.name,
        at=at,
        scan=scan,
        scan_found="",
        scan_tries=0,
    )
    emit(FileStored.of(actor, file, at=at, changes={"SHA-256": ["", file.sha256]}))
    return file


class _UntilCommit:
    """Held by the transaction alone: called at its commit, dropped at its rollback."""

    def __init__(self, undo: Callable[[], object]) -> None:
        self._undo = finalize(self, undo)

    def __call__(self) -> None:
        self._undo.detach()


def _delete_unless_committed(key: str) -> None:
    # Django tells of a commit but not of a rollback: it only forgets what it would have called.
    transaction.on_commit(_UntilCommit(lambda: default_storage.delete(key)))
