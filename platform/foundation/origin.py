"""Where a verb came from: known at the edge, written into the journal by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One request, task or command."""

    channel: str = "sistema"
    address: str = ""
    host: str = ""
    request_id: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def origin() -> Origin:
    """The origin of what the thread is doing now."""
    return _current.get()


@contextmanager
def coming_from(value: Origin) -> Iterator[None]:
    """Everything inside is journalled as coming from `value`."""
    token = _current.set(value)
    try:
        yield
    finally:
        _current.reset(token)
