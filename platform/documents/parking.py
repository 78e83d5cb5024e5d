"""Files that wait two hours for the rest of their form to be corrected.

They lie in the file store under `parked/<schema>/`; the browser holds a signed token that names
one, its purpose and its organisation. No row is written.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from documents.inspection import inspect
from documents.rules import Purpose
from foundation.stamps import BadStamp, stamp, unstamp
from foundation.tenancy import current_schema

SALT = "documents.parking"
FOLDER = "parked"
FULL = "Há arquivos demais à espera. Envie este de novo junto com o formulário."
LIFETIME = timedelta(hours=2)
MOST_WAITING = 200  # of one schema at a time: the portal takes files from anybody


class ParkedFile(UploadedFile):  # type: ignore[type-arg]  # not subscriptable at run time
    """A file that came with an earlier attempt; behaves as if it had just been sent."""

    def __init__(self, token: str, key: str, name: str) -> None:
        self.token = token
        self.key = key
        with default_storage.open(key) as opened:
            content = opened.read()
        super().__init__(file=BytesIO(content), name=name, size=len(content))

    def discard(self) -> None:
        """Throw the waiting copy away: the file is kept elsewhere now."""
        self.close()
        default_storage.delete(self.key)


def park(upload: UploadedFile[bytes], purpose: Purpose) -> str:
    """Set a file aside and give its token.

    Raises ValueError for a file that is not acceptable, and when too many wait already: the
    person then chooses the file again, and nobody fills the store with forms left unfinished.
    """
    if isinstance(upload, ParkedFile):
        return upload.token
    if len(_names(_folder(current_schema()), folders=False)) >= MOST_WAITING:
        raise ValueError(FULL)
    found = inspect(upload, purpose)
    key = default_storage.save(_folder(current_schema()) + str(uuid4()), ContentFile(found.content))
    return stamp([key, purpose.name, found.name], salt=SALT)


def parked(token: str, purpose: Purpose) -> ParkedFile | None:
    """The file of a token; None when it is forged, too old, or of another purpose or schema."""
    try:
        content: Any = unstamp(token, salt=SALT, max_age=LIFETIME)
    except BadStamp:
        return None
    key, purpose_name, name = content
    if purpose_name != purpose.name or not key.startswith(_folder(current_schema())):
        return None
    try:
        return ParkedFile(token, key, name)
    except FileNotFoundError:
        return None


def clear(before: datetime) -> int:
    """Delete what was set aside before an instant and never came back. Returns how many."""
    deleted = 0
    for folder in _names(FOLDER, folders=True):
        for name in _names(f"{FOLDER}/{folder}", folders=False):
            key = f"{FOLDER}/{folder}/{name}"
            if default_storage.get_modified_time(key) < before:
                default_storage.delete(key)
                deleted += 1
    return deleted


def _folder(schema: str) -> str:
    return f"{FOLDER}/{schema}/"


def _names(path: str, *, folders: bool) -> list[str]:
    try:
        found_folders, found_files = default_storage.listdir(path)
    except FileNotFoundError:
        return []
    return found_folders if folders else found_files
