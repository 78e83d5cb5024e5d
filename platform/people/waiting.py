"""Where a person's own copy waits to be taken: sealed, beside the files that wait for their forms.

Two hours at most, under a name that only the person's uid and the installation's key give.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.parking import FOLDER, LIFETIME
from foundation.refusals import NotFound
from foundation.sealing import Unreadable, seal, unseal
from foundation.stamps import BadStamp, digest, stamp, unstamp
from foundation.tenancy import current_schema
from identity.models import User

PURPOSE = SALT = "people.own_copy"
LINK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A copy that can be taken."""

    made_at: datetime
    token: str

    @property
    def ends_at(self) -> datetime:
        """When it is thrown away."""
        return self.made_at + LIFETIME


def waiting_copy(user: User, *, at: datetime) -> Waiting | None:
    """The copy that a person may take now, with a link of ten minutes."""
    if not default_storage.exists(key_of(user)):
        return None
    made_at = default_storage.get_modified_time(key_of(user))
    if made_at < at - LIFETIME:
        return None
    return Waiting(made_at, stamp([str(user.uid), made_at.isoformat()], salt=SALT))


def copy_named(token: str) -> tuple[str, str]:
    """Whose copy a link opens, and of when. Raises NotFound for one that is forged or too old."""
    try:
        whose, made_at = unstamp(token, salt=SALT, max_age=LINK)
    except BadStamp:
        raise NotFound from None
    return str(whose), str(made_at)


def keep_copy(user: User, content: bytes) -> None:
    """In the place of an older one."""
    discard_copy(user)
    sealed = seal(b64encode(content).decode(), purpose=PURPOSE)
    default_storage.save(key_of(user), ContentFile(sealed.encode()))


def opened_copy(user: User) -> bytes | None:
    """What waits; None where it went in this instant, or the key of the installation did."""
    try:
        with default_storage.open(key_of(user)) as opened:
            return b64decode(unseal(opened.read().decode(), purpose=PURPOSE))
    except (FileNotFoundError, Unreadable):
        return None


def discard_copy(user: User) -> None:
    """Throw away what was taken, or never will be."""
    default_storage.delete(key_of(user))


def key_of(user: User) -> str:
    """Where the copy of a person lies."""
    name = digest(str(user.uid), salt=SALT).hex()
    return f"{FOLDER}/{current_schema()}/{name}"
