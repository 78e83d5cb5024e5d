"""Who sees how the agreements stand, and who reminds partners."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

SEE_DESK = Capability("desk.see", CENTRE_PROFILES)
REMIND = capability("desk.remind", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
