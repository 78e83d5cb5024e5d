"""Cache keys carry the schema, so that no organisation reads what another stored.

In `public` only who says so has a cache: a host of the portal or the centre, or `shared()`. A
thread that nobody placed anywhere has none, instead of one that everybody shares.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from foundation.tenancy import PUBLIC, cast_any, current_schema

_shared: ContextVar[bool] = ContextVar("shared", default=False)


class NoPlace(RuntimeError):
    """Somebody who works nowhere in particular asked for the cache."""


@contextmanager
def shared() -> Iterator[None]:
    """Inside, the cache of `public` is meant: for what belongs to no organisation."""
    token = _shared.set(True)
    try:
        yield
    finally:
        _shared.reset(token)


def key(name: str, prefix: str, version: int) -> str:
    """The full key of Django's cache, with the schema of the thread in it. Raises NoPlace."""
    schema = current_schema()
    if (
        schema == PUBLIC
        and not _shared.get()
        and not hasattr(cast_any(connection).tenant, "audience")
    ):
        raise NoPlace(f"the cache was asked for {name!r} in no place: use foundation.cache.shared")
    return f"{prefix}:{schema}:{version}:{name}"
