"""How often something may be done: counted in the cache, by caller and by everybody together."""

import logging
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from redis.exceptions import RedisError

from foundation.cache import shared
from foundation.networks import network_of
from foundation.origin import origin
from foundation.tenancy import PUBLIC, inside

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds, from the first of them on."""

    name: str
    most: int
    seconds: int

    def allows(self, who: str = "") -> bool:
        """Count one more; False once there are too many. Without the cache nothing is refused."""
        key = self.key(who)
        try:
            with inside(PUBLIC), shared():
                cache.add(key, 0, timeout=self.seconds)
                return int(cache.incr(key)) <= self.most
        except ValueError:  # its time ended between the two
            return True
        except RedisError:
            logger.warning("cache away: %s is not limited", self.name)
            return True

    def give_back(self, who: str = "") -> None:
        """Take the last count away: what was counted did not come to be."""
        try:
            with inside(PUBLIC), shared():
                cache.decr(self.key(who))
        except ValueError:  # its time ended, and the count with it
            return
        except RedisError:
            logger.warning("cache away: %s is not given back", self.name)

    def forget(self, who: str = "") -> None:
        """Begin to count anew."""
        with inside(PUBLIC), shared():
            cache.delete(self.key(who))

    def key(self, who: str) -> str:
        """Where it is counted; an address is not kept as such."""
        return f"limit:{self.name}:{sha256(who.encode()).hexdigest()[:32]}"


def caller() -> str:
    """Who is counted as one: see `foundation.networks`."""
    return network_of(origin().address)


def all_allow(*limits: tuple[Limit, str]) -> bool:
    """Count in each, or in none: what one of them refuses uses up nothing of the others."""
    for number, (limit, who) in enumerate(limits):
        if not limit.allows(who):
            give_back(*limits[:number])
            return False
    return True


def give_back(*limits: tuple[Limit, str]) -> None:
    """Take back what `all_allow` counted."""
    for limit, who in limits:
        limit.give_back(who)
