"""Who may do what with requests, agreements and signatures."""

from access.rules import (
    CENTRE_PROFILES,
    ORGANISATION_PROFILES,
    Capability,
    Profile,
    capability,
)

SUBMIT_REQUEST = capability("registry.submit_request", Profile.REQUESTER, Profile.CABINET)
REGISTER_REQUEST = capability("registry.register_request", Profile.CABINET)
SEE_REQUESTS = Capability("registry.see_requests", CENTRE_PROFILES)
FORWARD_REQUEST = capability("registry.forward_request", Profile.CABINET)
RECORD_MEETING = capability("registry.record_meeting", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ASK_DILIGENCE = capability("registry.ask_diligence", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ANSWER_AS_APPLICANT = capability("registry.answer_as_applicant", Profile.REQUESTER)
ARCHIVE_SILENT = capability("registry.archive_silent", Profile.SYSTEM)
CHANGE_DEADLINE = capability("registry.change_deadline", Profile.DCI_DIRECTOR)
DECIDE_REQUEST = capability("registry.decide_request", Profile.DCI_DIRECTOR)
SEE_AGREEMENTS = Capability(
    "registry.see_agreements", CENTRE_PROFILES | ORGANISATION_PROFILES, "Ver o acordo com a CGE-MG"
)
CHANGE_TERMS = capability("registry.change_terms", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
SEND_FOR_SIGNATURE = capability("registry.send_for_signature", Profile.DCI_DIRECTOR)
SIGN_FOR_CGE = capability("registry.sign_for_cge", Profile.COMPTROLLER)
RECORD_PARTNER_SIGNATURE = capability(
    "registry.record_partner_signature", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR
)
PUBLISH_AGREEMENT = capability(
    "registry.publish_agreement", Profile.PUBLICATION, Profile.DCI_DIRECTOR
)
HOLD_STEP = capability("registry.hold_step", Profile.DCI_DIRECTOR)
OPEN_BY_ACT = capability("registry.open_by_act", Profile.DCI_DIRECTOR)
IMPORT_LEGACY = capability("registry.import_legacy", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
PROPOSE_CHANGE = capability(
    "registry.propose_change",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Propor à CGE-MG alteração dos dados da organização",
)
JUDGE_CHANGE = capability("registry.judge_change", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
