"""Who changes accounts and profiles, and who may grant which profile (parity P8–P15, N1, N2)."""

from access.rules import (
    CENTRE_PROFILES,
    ORGANISATION_PROFILES,
    Profile,
    capability,
)

MANAGE_PEOPLE = capability(
    "people.manage",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.NETWORK_ADMIN,
    Profile.SYSTEM,
)

MANAGE_PROVIDER = capability(
    "people.manage_provider", Profile.ORGANISATION_ADMIN, Profile.NETWORK_ADMIN
)
ERASE_PERSON = capability(
    "people.erase",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.NETWORK_ADMIN,
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
    Profile.NETWORK_ADMIN: CENTRE_PROFILES,
    Profile.SYSTEM: CENTRE_PROFILES,
}
HIGHEST = (Profile.ORGANISATION_ADMIN, Profile.NETWORK_ADMIN)


def grantable_by(profile: Profile) -> list[Profile]:
    """The profiles that a holder of `profile` may grant and end, in the order of the list."""
    allowed = GRANTABLE.get(profile, frozenset())
    return [each for each in Profile if each in allowed]
