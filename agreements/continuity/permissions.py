"""Who amends an agreement, and who ends it."""

from access.rules import Profile, capability

AMEND = capability("continuity.amend", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
SIGN_AMENDMENT = capability("continuity.sign", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
PUBLISH_AMENDMENT = capability(
    "continuity.publish_amendment", Profile.PUBLICATION, Profile.DCI_DIRECTOR
)
END_AGREEMENT = capability("continuity.end", Profile.DCI_DIRECTOR, Profile.SYSTEM)
ASK_EXTENSION = capability(
    "continuity.ask_extension",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Pedir à CGE-MG mudança no acordo: prazo, plano de trabalho, dados",
)
ASK_WITHDRAWAL = capability(
    "continuity.ask_withdrawal", Profile.HEAD, title="Denunciar o acordo com a CGE-MG"
)
