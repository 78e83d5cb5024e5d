"""An organisation reads what happened to its own agreement; the portal reads the extract.

It asks for more time, and may only take back what it asked for.
"""

from agreements.registry.grants import OF_OWN_AGREEMENT, OWN
from foundation.grants import Grant

WITHDRAWN = "state, closed_at"

GRANTS = {
    "continuity_amendment": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_apostille": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_asking": Grant(tenant=f"SELECT, INSERT, UPDATE ({WITHDRAWN})", rows=OWN),
    "continuity_ending": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
}
