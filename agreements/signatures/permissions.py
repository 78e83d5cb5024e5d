"""Who has signatures read, and whose word it is that a root is to be trusted."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

READ_SIGNATURES = capability(
    "signatures.read", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR, Profile.SYSTEM
)
SEE_ROOTS = Capability("signatures.see_roots", CENTRE_PROFILES)
KEEP_ROOTS = capability("signatures.keep_roots", Profile.NETWORK_ADMIN)
KEEP_LISTS = capability("signatures.keep_lists", Profile.NETWORK_ADMIN, Profile.SYSTEM)
CHECK_SIGNATORY = capability(
    "signatures.check_signatory", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR
)
EXEMPT_SIGNATORY = capability("signatures.exempt_signatory", Profile.DCI_DIRECTOR)
CHANGE_HEAD = capability("signatures.change_head", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
