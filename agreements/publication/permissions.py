"""Who publishes, and who hands the code over."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

SEE_PUBLICATION = Capability("publication.see", CENTRE_PROFILES)
REGISTER_PUBLICATION = capability("publication.register", Profile.PUBLICATION, Profile.DCI_DIRECTOR)
DELIVER_CODE = capability("publication.deliver", Profile.DTIC)
ANSWER_LINK = capability("publication.answer_link", Profile.REQUESTER)
