"""Who may read the whole journal: of an organisation, or of the centre."""

from access.rules import Profile, capability

SEE_JOURNAL = capability(
    "audit.see",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.AUDITOR,
    Profile.NETWORK_ADMIN,
    title="Ler o diário",
)
