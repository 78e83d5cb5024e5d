"""How fast an upgrade goes and how long it waits."""

import random
from dataclasses import dataclass

import psycopg2.errors

# somebody else was in the way: the same statements may pass a moment later
PASSING = (
    psycopg2.errors.LockNotAvailable,
    psycopg2.errors.DeadlockDetected,
    psycopg2.errors.SerializationFailure,
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Workers at once, schemas in a wave, limits of each statement, tries for each schema."""

    workers: int = 2
    wave: int = 50
    lock_timeout: str = "2s"
    statement_timeout: str = "10min"
    tries: int = 5

    @property
    def limits(self) -> str:
        """The limits, for the rest of a transaction."""
        return (
            f"SET LOCAL lock_timeout = '{self.lock_timeout}';"
            f" SET LOCAL statement_timeout = '{self.statement_timeout}'"
        )


def is_passing(error: BaseException) -> bool:
    """Whether another try may succeed."""
    return isinstance(error, PASSING) or "concurrently updated" in str(error)


def pause(tried: int) -> float:
    """Seconds to wait before another try: longer each time, and never two workers alike."""
    return 0.05 * float(2**tried) * (0.5 + random.random())  # noqa: S311 (no secret)
