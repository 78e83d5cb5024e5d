"""Who prepares the texts, and who has them."""

from access.rules import CENTRE_PROFILES, Capability, Profile, capability

PREPARE_TEXTS = capability("work_plans.prepare_texts", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
READ_DRAFTS = capability(
    "work_plans.read_drafts",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
    Profile.LEGAL,
    Profile.COMPTROLLER,
    Profile.PUBLICATION,
    Profile.AUDITOR,
)
RECORD_OPINION = capability("work_plans.record_opinion", Profile.LEGAL)
DECLARE_OPINION = capability("work_plans.declare_opinion", Profile.LEGAL, Profile.DCI_DIRECTOR)
SEE_CLAUSES = Capability("work_plans.see_clauses", CENTRE_PROFILES)
PUBLISH_CLAUSE = capability("work_plans.publish_clause", Profile.DCI_DIRECTOR)
COMPLETE_STAGE = capability("work_plans.complete_stage", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
REPORT_STAGE = capability(
    "work_plans.report_stage",
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    title="Informar etapa concluída do plano de trabalho do acordo",
)
