"""Who publishes, and who hands the code over."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

SEE_PUBLICATION = Capability("publication.see", CENTRE_PROFILES)
REGISTER_PUBLICATION = capability("publication.register", Profile.PUBLICATION, Profile.DCI_DIRECTOR)
CHECK_PUBLICATION = capability(
    "publication.check", Profile.PUBLICATION, Profile.DCI_ANALYST, Profile.DCI_DIRECTOR
)
PUBLISH_DOCUMENT = capability(
    "publication.publish_document", Profile.PUBLICATION, Profile.DCI_DIRECTOR
)
DELIVER_CODE = capability("publication.deliver", Profile.DTIC)
PUBLISH_TERMS = capability("publication.publish_terms", Profile.DCI_DIRECTOR)
MANAGE_RELEASES = capability("publication.manage_releases", Profile.DTIC)
ANSWER_LINK = capability("publication.answer_link", Profile.REQUESTER)
DECLARE_PRODUCTION = capability(
    "publication.declare_production",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Declarar a entrada em produção",
)
CONFIRM_PRODUCTION = capability(
    "publication.confirm_production", Profile.DTIC, Profile.DCI_ANALYST, Profile.DCI_DIRECTOR
)
GIVE_TIME_BACK = capability("publication.give_time_back", Profile.SYSTEM)
NOTE_PRODUCTION = capability("publication.note_production", Profile.SYSTEM)
