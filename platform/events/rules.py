"""When a fact that could not be delivered is tried again, and for how long. Pure."""

from datetime import timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 20  # some three days; then it waits for somebody to send it again


def wait_after(attempts: int) -> timedelta:
    """How long after that many attempts the next one is due: twice as long each time."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts, 20)
    return min(doubled, LONGEST_WAIT)
