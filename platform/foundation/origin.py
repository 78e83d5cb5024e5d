"""Where a verb came from: known at the edge, written into the journal by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Origin:
    """One request, task or command."""

    channel: str = "sistema"
    address: str = ""
    host: str = ""
    request_id: str = ""
    key: str = ""
    is_confirmed: bool = False  # a code of the person's own came with the key

    @property
    def place(self) -> str:
        """The address, and the key of the API that was shown; with the person's code, that too."""
        shown = " e código da pessoa" if self.is_confirmed else ""
        named = f"chave “{self.key}”{shown}" if self.key else ""
        return ", ".join(filter(None, (self.address, named)))


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


def come_by_key(name: str) -> None:
    """From here to the end of the request, what happens is done by a programme with that key."""
    _current.set(replace(origin(), channel="pela API", key=name))


def come_confirmed() -> None:
    """From here to the end of the request, the person behind the key has shown who is here."""
    _current.set(replace(origin(), is_confirmed=True))
