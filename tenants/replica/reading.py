"""What the request that this thread answers may read from the replica, and whether it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tenants.replica.fitness import the_replica


@dataclass(slots=True)
class Reading:
    """One answer of the portal: decided once, so that a page never mixes two moments."""

    is_allowed: bool | None = None
    has_read: bool = False
    has_failed: bool = False

    @property
    def rests_on_replica(self) -> bool:
        """Whether the primary might give another answer: nothing was written on the way."""
        return self.has_read and bool(self.is_allowed)

    def goes_to_replica(self) -> bool:
        """Whether the next read goes there; whoever asks is about to read."""
        if self.is_allowed is None:
            self.is_allowed = the_replica.is_fit()
        self.has_read = self.has_read or self.is_allowed
        return self.is_allowed

    def wrote(self) -> None:
        """From here on the rest of the answer must see what was written."""
        self.is_allowed = False


_current: ContextVar[Reading | None] = ContextVar("reading", default=None)


def current() -> Reading | None:
    """The answer being given that may read from the replica; None for everything else."""
    return _current.get()


@contextmanager
def reading() -> Iterator[Reading]:
    """For as long as one answer of the portal takes."""
    begun = Reading()
    token = _current.set(begun)
    try:
        yield begun
    finally:
        _current.reset(token)
