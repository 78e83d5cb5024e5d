"""Secrets that are kept at rest: sealed under a key of the installation, one subkey a purpose."""

import base64
from datetime import timedelta
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """What was sealed here cannot be opened: another key, another purpose, too old, or damage."""


def seal(text: str, *, purpose: str) -> str:
    """`text` so that only an installation with the same key reads it, for the same purpose."""
    return _box(purpose, _keys()).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str, max_age: timedelta | None = None) -> str:
    """What was sealed, if it is no older than that. Raises Unreadable."""
    seconds = None if max_age is None else int(max_age.total_seconds())
    try:
        return _box(purpose, _keys()).decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken:
        raise Unreadable from None


def _keys() -> tuple[str, ...]:
    """The newest first: it seals, and all of them open."""
    return tuple(settings.ENCRYPTION_KEYS) or (settings.SECRET_KEY,)


@cache
def _box(purpose: str, keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_subkey(key, purpose)) for key in keys])


def _subkey(key: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=b"sispmpi", info=purpose.encode())
    return base64.urlsafe_b64encode(derived.derive(key.encode()))
