"""Where a person's own copy waits to be taken: sealed, beside the files that wait for their forms.

Two hours at most, under a name that only the person's uid and the installation's key give.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.parking import FOLDER, LIFETIME
from foundation.refusals import NotFound
from foundation.sealing import Unreadable, seal, unseal
from foundation.stamps import BadStamp, digest, stamp, unstamp
from foundation.tenancy import current_schema

PURPOSE = SALT = "people.own_copy"
LINK = timedelta(minutes=10)


class Whose(Protocol):
    """An account, or a request of somebody without one."""

    @property
    def uid(self) -> UUID:
        """By which it is told from all others."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A copy that can be taken."""

    made_at: datetime
    token: str

    @property
    def ends_at(self) -> datetime:
        """When it is thrown away."""
        return self.made_at + LIFETIME


def waiting_copy(whose: Whose, *, at: datetime) -> Waiting | None:
    """The copy that a person may take now, with a link of ten minutes."""
    if not default_storage.exists(key_of(whose)):
        return None
    made_at = default_storage.get_modified_time(key_of(whose))
    if made_at < at - LIFETIME:
        return None
    return Waiting(made_at, stamp([str(whose.uid), made_at.isoformat()], salt=SALT))


def copy_named(token: str) -> tuple[str, str]:
    """Whose copy a link opens, and of when. Raises NotFound for one that is forged or too old."""
    try:
        whose, made_at = unstamp(token, salt=SALT, max_age=LINK)
    except BadStamp:
        raise NotFound from None
    return str(whose), str(made_at)


def keep_copy(whose: Whose, content: bytes) -> None:
    """In the place of an older one."""
    discard_copy(whose)
    sealed = seal(b64encode(content).decode(), purpose=PURPOSE)
    default_storage.save(key_of(whose), ContentFile(sealed.encode()))


def opened_copy(whose: Whose) -> bytes | None:
    """What waits; None where it went in this instant, or the key of the installation did."""
    try:
        with default_storage.open(key_of(whose)) as opened:
            return b64decode(unseal(opened.read().decode(), purpose=PURPOSE))
    except (FileNotFoundError, Unreadable):
        return None


def discard_copy(whose: Whose) -> None:
    """Throw away what was taken, or never will be."""
    default_storage.delete(key_of(whose))


def key_of(whose: Whose) -> str:
    """Where the copy of a person lies."""
    name = digest(str(whose.uid), salt=SALT).hex()
    return f"{FOLDER}/{current_schema()}/{name}"
