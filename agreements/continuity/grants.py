"""An organisation reads what happened to its own agreement; the portal reads the extract."""

from agreements.registry.grants import OF_OWN_AGREEMENT
from foundation.grants import Grant

GRANTS = {
    "continuity_amendment": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_apostille": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_ending": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
}
