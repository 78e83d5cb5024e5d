"""Who negotiates the texts, on either side."""

from access.rules import Profile, capability

NEGOTIATE = capability("negotiation.negotiate", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ACCEPT_FOR_CENTRE = capability("negotiation.accept_for_centre", Profile.DCI_DIRECTOR)
WORK_AS_PARTNER = capability("negotiation.work_as_partner", Profile.PARTNER)
COMMENT = capability(
    "negotiation.comment",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
    Profile.LEGAL,
    Profile.PARTNER,
)
