"""Who may do what in formulation."""

from access.rules import ORGANISATION_PROFILES, Profile, capability

DRAFTERS = (
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
    Profile.HEAD,
)

VIEW_PLAN = capability("formulation.view_plan", *ORGANISATION_PROFILES)
EXPORT_PLAN = capability("formulation.export_plan", *(ORGANISATION_PROFILES - {Profile.OBSERVER}))
DRAFT_PLAN = capability("formulation.draft_plan", *DRAFTERS)
PUBLISH_PLAN = capability("formulation.publish_plan", *DRAFTERS)
VIEW_STRUCTURE = capability("formulation.view_structure", *ORGANISATION_PROFILES)
MANAGE_STRUCTURE = capability(
    "formulation.manage_structure", Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL
)
