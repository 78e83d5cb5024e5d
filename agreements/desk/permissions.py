"""Who sees how the agreements stand."""

from access.rules import CENTRE_PROFILES, Capability

SEE_DESK = Capability("desk.see", CENTRE_PROFILES)
