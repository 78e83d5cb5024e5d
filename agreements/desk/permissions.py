"""Who sees how the agreements stand, who reminds partners, who reports to gov.br."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

SEE_DESK = Capability("desk.see", CENTRE_PROFILES)
REPORT_ADHESIONS = capability("desk.report_adhesions", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR)
REMIND = capability("desk.remind", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
