"""Links, doors, codes and sessions: made of the installation's key, compared in constant time."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import constant_time_compare

from agreements.room.models import Guest
from agreements.room.rules import DIGITS
from foundation.stamps import digest
from foundation.tenancy import PUBLIC

SALT = "agreements.room"


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def link_token(uid: UUID, number: int) -> str:
    """The unguessable part of a guest's link: made again when the e-mail is written."""
    found = digest(f"{uid.hex}:{number}", salt=f"{SALT}.link", schema=PUBLIC)
    return urlsafe_b64encode(found).decode().rstrip("=")


def door_hash(email: str, protocol: str) -> str:
    """By what a guest is known who comes back without a link."""
    words = f"{email.strip().lower()}\n{protocol.strip()}"
    return digest(words, salt=f"{SALT}.door", schema=PUBLIC).hex()


def code_of(guest: Guest) -> str:
    """The newest code that was sent to a guest: six digits."""
    words = f"{guest.uid.hex}:{guest.code_number}"
    found = digest(words, salt=f"{SALT}.code", schema=PUBLIC)
    return str(int.from_bytes(found[:8]) % 10**DIGITS).zfill(DIGITS)


def is_code_of(guest: Guest, typed: str) -> bool:
    """Whether somebody typed it."""
    return constant_time_compare(code_of(guest), typed)


def new_session_key() -> str:
    """What the browser of a guest keeps."""
    return secrets.token_urlsafe(32)
