"""How often something may be done: counted in the cache, by address and by everybody together."""

import logging
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from redis.exceptions import RedisError

from foundation.cache import shared
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

    def forget(self, who: str = "") -> None:
        """Begin to count anew."""
        with inside(PUBLIC), shared():
            cache.delete(self.key(who))

    def key(self, who: str) -> str:
        """Where it is counted; an address is not kept as such."""
        return f"limit:{self.name}:{sha256(who.encode()).hexdigest()[:32]}"


def all_allow(*limits: tuple[Limit, str]) -> bool:
    """Count in each, up to the first that refuses: one address does not use up what all may."""
    return all(limit.allows(who) for limit, who in limits)
