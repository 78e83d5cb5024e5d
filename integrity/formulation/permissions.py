"""Who may do what in formulation, and who may grant which profile."""

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
MANAGE_PEOPLE = capability(
    "formulation.manage_people", Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL
)

LOWER_PROFILES = frozenset(
    {
        Profile.HEAD,
        Profile.FORMULATION,
        Profile.EXECUTOR,
        Profile.MONITORING,
        Profile.OBSERVER,
    }
)
GRANTABLE: dict[Profile, frozenset[Profile]] = {
    Profile.ORGANISATION_ADMIN: ORGANISATION_PROFILES,
    Profile.INTERNAL_CONTROL: LOWER_PROFILES,
}


def grantable_by(profile: Profile) -> list[Profile]:
    """The profiles that a holder of `profile` may grant and end, in the order of the list."""
    allowed = GRANTABLE.get(profile, frozenset())
    return [each for each in Profile if each in allowed]
