"""How many failures at the door are told one by one: a flood of them must not flood the journal.

In each ten minutes the first of an address are told, and the first of the organisation; after that
only the tenth, the hundredth, the thousandth, each with the number so far.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from redis.exceptions import RedisError

WINDOW = 600
OF_ADDRESS, OF_PLACE = 3, 30
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Count:
    """The failures of an address and of the whole place in the present window."""

    of_address: int
    of_place: int

    @property
    def is_told(self) -> bool:
        """Whether this one enters the journal."""
        if self.of_place > OF_PLACE:
            return is_round(self.of_place)
        return self.of_address <= OF_ADDRESS or is_round(self.of_address)


def is_round(number: int) -> bool:
    """10, 100, 1000…"""
    return number > 1 and str(number).strip("0") == "1"


def counted(what: str, address: str, at: datetime) -> Count | None:
    """Count one more; None while nobody can count, and nothing is told then."""
    window = int(at.timestamp()) // WINDOW
    named = hashlib.sha256(address.encode()).hexdigest()[:16]
    try:
        return Count(
            raised(f"people.flood.{what}.{window}.{named}"),
            raised(f"people.flood.{what}.{window}"),
        )
    except RedisError:
        logger.warning("cache away: failures at the door are not counted")
        return None


def raised(key: str) -> int:
    """The number under a key, one higher than before."""
    cache.add(key, 0, timeout=2 * WINDOW)
    return int(cache.incr(key))
