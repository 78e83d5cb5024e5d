"""Who writes, sends and judges the yearly reports."""

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Capability, Profile, capability

SEE_OWN_REPORTS = Capability(
    "improvements.see_own", ORGANISATION_PROFILES, "Ver os relatórios anuais"
)
SEND_OWN_REPORT = capability(
    "improvements.send_own",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Escrever e enviar o relatório anual",
)
SEE_REPORTS = Capability("improvements.see", CENTRE_PROFILES)
JUDGE_REPORT = capability("improvements.judge", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
SEND_CENTRE_REPORT = capability(
    "improvements.send_centre", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR
)
OPEN_CYCLE = capability("improvements.open_cycle", Profile.SYSTEM)
REVIEW_IMPROVEMENT = capability("improvements.review", Profile.DTIC)
RELEASE_IMPROVEMENT = capability("improvements.release", Profile.DTIC, Profile.SYSTEM)
TAKE_PATCH = capability("improvements.take_patch", Profile.SYSTEM)
ADOPT_IMPROVEMENT = capability(
    "improvements.adopt",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Marcar melhorias de outras organizações como adotadas",
)
