"""Host to tenant, remembered for half a minute in each process, unknown hosts included."""

import threading
import time

from foundation.tenancy import PUBLIC, inside
from tenants import queries
from tenants.models import Tenant
from tenants.rules import OPEN_STATES
from tenants.upgrade import release

SECONDS = 30
MOST = 20_000

_lock = threading.Lock()
_known: dict[str, tuple[float, Tenant | None]] = {}


def tenant_of(host: str) -> Tenant | None:
    """The tenant at a normal host, or None; asks the database twice a minute at most."""
    now = time.monotonic()
    found = _known.get(host)
    if found is not None and found[0] > now:
        return found[1]
    with inside(PUBLIC):
        tenant = queries.tenant_at(host)
    if tenant is not None and tenant.life in OPEN_STATES:
        tenant.is_behind = release.is_behind(tenant)
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        # a host that leads nowhere, or somewhere not open yet, is asked again sooner
        is_open = tenant is not None and tenant.life in OPEN_STATES and not tenant.is_behind
        lasting = SECONDS if is_open else 2
        _known[host] = (now + lasting, tenant)
    return tenant


def forget() -> None:
    """Forget every host known to this process."""
    with _lock:
        _known.clear()
