"""One hash for the one password of the demonstration: two dozen would take half its time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import reset_hashers

from identity.hashing import PasswordHasher

_hashes: dict[str, str] = {}


class OnceHasher(PasswordHasher):
    """Argon2 as everywhere, but a password met again gets the hash it already has."""

    def encode(self, password: str, salt: str) -> str:
        if password not in _hashes:
            _hashes[password] = super().encode(password, salt)
        return _hashes[password]


@contextmanager
def hashed_once() -> Iterator[None]:
    """For this process and for a while."""
    before = settings.PASSWORD_HASHERS
    try:
        _choose([f"{__name__}.{OnceHasher.__name__}"])
        yield
    finally:
        _choose(before)
        _hashes.clear()


def _choose(hashers: list[str]) -> None:
    settings.PASSWORD_HASHERS = hashers
    reset_hashers(setting="PASSWORD_HASHERS")
