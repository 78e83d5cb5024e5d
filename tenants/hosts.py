"""Host to tenant, remembered for half a minute in each process, unknown hosts included.

What one process changes the others hear within a second: they compare a mark in the cache.
"""

import logging
import threading
import time
from uuid import uuid4

from django.core.cache import cache
from redis.exceptions import RedisError

from foundation.cache import shared
from foundation.tenancy import PUBLIC, inside
from tenants import queries
from tenants.models import Tenant
from tenants.rules import OPEN_STATES
from tenants.upgrade import release

SECONDS = 30
MOST = 20_000
LONGEST = 253
LISTEN_SECONDS = 1.0
PAUSE_SECONDS = 5.0  # without a cache hosts are known for half a minute, as said above
MARK = "tenants.hosts"

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_listening = threading.Lock()
_known: dict[str, tuple[float, Tenant | None]] = {}
_heard: list[str | None] = [None]
_next_asking = [0.0]
_generation = [0]


def tenant_of(host: str) -> Tenant | None:
    """The tenant at a normal host, or None; asks the database twice a minute at most."""
    if len(host) > LONGEST:
        return None
    now = time.monotonic()
    if now >= _next_asking[0]:
        listen()
    found = _known.get(host)
    if found is not None and found[0] > now:
        return found[1]
    generation = _generation[0]
    with inside(PUBLIC):
        tenant = queries.tenant_at(host)
    if tenant is not None and tenant.life in OPEN_STATES:
        tenant.is_behind = release.is_behind(tenant)
    # a host that leads nowhere, or somewhere not open yet, is asked again sooner
    is_open = tenant is not None and tenant.life in OPEN_STATES and not tenant.is_behind
    keep(host, tenant, now + (SECONDS if is_open else 2), generation)
    return tenant


def keep(host: str, tenant: Tenant | None, until: float, generation: int) -> None:
    """Remember an answer, unless hosts changed while the database was asked."""
    with _lock:
        if generation != _generation[0]:
            return
        if len(_known) >= MOST:
            _known.clear()
        _known[host] = (until, tenant)


def forget() -> None:
    """Forget every host known to this process."""
    with _lock:
        _generation[0] += 1
        _known.clear()


def changed() -> None:
    """Hosts lead elsewhere now: forget them here, and let every other process hear of it."""
    forget()
    try:
        with inside(PUBLIC), shared():
            cache.set(MARK, uuid4().hex, timeout=None)
    except RedisError:
        logger.warning("cache away: other processes hear of changed hosts in %s s", SECONDS)


def listen() -> None:
    """Once a second, by one thread at a time: forget everything when the mark is another one."""
    if not _listening.acquire(blocking=False):
        return
    pause = LISTEN_SECONDS
    try:
        with inside(PUBLIC), shared():
            mark = cache.get(MARK)
        if mark != _heard[0]:
            _heard[0] = mark
            forget()
    except RedisError:
        pause = PAUSE_SECONDS
    finally:
        _next_asking[0] = time.monotonic() + pause
        _listening.release()
