"""Who changes accounts and profiles, and who may grant which profile (parity P8–P15, N1, N2)."""

from access.rules import (
    CENTRE_PROFILES,
    ORGANISATION_PROFILES,
    Actor,
    Profile,
    capability,
)

MANAGE_PEOPLE = capability(
    "people.manage",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.NETWORK_ADMIN,
    Profile.SYSTEM,
    title="Conceder e encerrar perfis, alterar contas",
)
DERIVE_PROFILES = capability(
    "people.derive_profiles", Profile.ORGANISATION_ADMIN, title="Criar perfis derivados"
)
SET_DUTIES = capability(
    "people.set_duties",
    Profile.ORGANISATION_ADMIN,
    Profile.NETWORK_ADMIN,
    title="Decidir sobre a segregação de funções",
)

MANAGE_PROVIDER = capability(
    "people.manage_provider",
    Profile.ORGANISATION_ADMIN,
    Profile.NETWORK_ADMIN,
    title="Configurar o provedor de identidade",
)
ERASE_PERSON = capability(
    "people.erase",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.NETWORK_ADMIN,
    title="Pedir e confirmar a eliminação de dados pessoais",
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
    Profile.SYSTEM: CENTRE_PROFILES | ORGANISATION_PROFILES,
}
HIGHEST = (Profile.ORGANISATION_ADMIN, Profile.NETWORK_ADMIN)


def grantable_by(actor: Actor) -> list[Profile]:
    """The profiles that the actor may grant and end, in the order of the list.

    Whoever holds a derived profile grants no whole one of the same origin: nobody grants more
    than the own profile allows.
    """
    allowed = GRANTABLE.get(actor.rights, frozenset())
    if actor.kept is not None:
        allowed -= {actor.rights}
    return [each for each in Profile if each in allowed]
