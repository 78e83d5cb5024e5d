"""The profiles of the centre and of an organisation, and what it means to act under one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import TextChoices

from foundation.refusals import Denied
from identity.rules import Assurance


class Profile(TextChoices):
    """One name a profile; the first block is of CGE-MG, the second of every organisation."""

    CABINET = "cabinet", "Gabinete"
    DCI_ANALYST = "dci_analyst", "Analista da DCI"
    DCI_DIRECTOR = "dci_director", "Direção da DCI"
    LEGAL = "legal", "Jurídico"
    COMPTROLLER = "comptroller", "Controladoria-Geral"
    DTIC = "dtic", "DTIC"
    PUBLICATION = "publication", "Publicação"
    NETWORK_ADMIN = "network_admin", "Administração da rede"
    AUDITOR = "auditor", "Auditoria da rede"

    ORGANISATION_ADMIN = "organisation_admin", "Administração da organização"
    HEAD = "head", "Alta administração"
    FORMULATION = "formulation", "Comissão de formulação"
    EXECUTOR = "executor", "Execução"
    MONITORING = "monitoring", "Comissão de monitoramento"
    INTERNAL_CONTROL = "internal_control", "Controle interno"
    OBSERVER = "observer", "Observação"

    SYSTEM = "system", "Sistema"
    REQUESTER = "requester", "Solicitante"
    SUPPORT = "support", "Pessoa da CGE-MG"
    PARTNER = "partner", "Partícipe"


# who supports an organisation, or comes into the room of an agreement, holds nothing there
HELD = [each for each in Profile.choices if each[0] not in (Profile.SUPPORT, Profile.PARTNER)]


CENTRE_PROFILES = frozenset(
    {
        Profile.CABINET,
        Profile.DCI_ANALYST,
        Profile.DCI_DIRECTOR,
        Profile.LEGAL,
        Profile.COMPTROLLER,
        Profile.DTIC,
        Profile.PUBLICATION,
        Profile.NETWORK_ADMIN,
        Profile.AUDITOR,
    }
)
ORGANISATION_PROFILES = frozenset(
    {
        Profile.ORGANISATION_ADMIN,
        Profile.HEAD,
        Profile.FORMULATION,
        Profile.EXECUTOR,
        Profile.MONITORING,
        Profile.INTERNAL_CONTROL,
        Profile.OBSERVER,
    }
)
# who administers, signs, publishes or evaluates: a password alone is not enough
STRONG_PROFILES = frozenset(
    {
        Profile.DCI_DIRECTOR,
        Profile.LEGAL,
        Profile.COMPTROLLER,
        Profile.DTIC,
        Profile.PUBLICATION,
        Profile.NETWORK_ADMIN,
        Profile.ORGANISATION_ADMIN,
        Profile.HEAD,
        Profile.MONITORING,
        Profile.INTERNAL_CONTROL,
    }
)


# How surely the session must know its person (Lei 14.063/2020, arts. 4 and 5): an act that binds
# the body asks for an advanced signature. ACT_LEVELS may ask for more.
DEMANDED: Mapping[str, Assurance] = {
    "registry.sign_for_cge": Assurance.SILVER,
    "registry.record_partner_signature": Assurance.SILVER,
    "registry.publish_agreement": Assurance.SILVER,
    "continuity.sign": Assurance.SILVER,
    "continuity.publish_amendment": Assurance.SILVER,
    "continuity.end": Assurance.SILVER,
    "formulation.answer_joint_plan": Assurance.SILVER,
    "formulation.approve_plan": Assurance.SILVER,
    "formulation.publish_plan": Assurance.SILVER,
    "evaluation.issue_report": Assurance.SILVER,
    "tenants.end": Assurance.SILVER,
}


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing that may be done, and the profiles that may do it.

    `title` says it to who narrows a profile; a capability without one cannot be taken away.
    """

    name: str
    profiles: frozenset[Profile]
    title: str = ""

    def __post_init__(self) -> None:
        _known[self.name] = self

    @property
    def demands(self) -> Assurance:
        """How surely the session must know its person."""
        asked: Mapping[str, Assurance] = settings.ACT_LEVELS
        least = DEMANDED.get(self.name, Assurance.PASSWORD)
        return max(least, asked.get(self.name, least))


_known: dict[str, Capability] = {}


def capability(name: str, *profiles: Profile, title: str = "") -> Capability:
    """Write a capability on one line of `permissions.py`."""
    return Capability(name, frozenset(profiles), title)


def capabilities_of(profile: Profile) -> list[Capability]:
    """What a profile may do, as far as it can be taken away from one derived of it."""
    found = (each for each in _known.values() if profile in each.profiles and each.title)
    return sorted(found, key=lambda each: each.name)


def taken_away(profile: Profile, kept: Collection[str]) -> frozenset[str]:
    """What a profile derived of `profile` lacks, when it keeps `kept`."""
    return frozenset(each.name for each in capabilities_of(profile)) - frozenset(kept)


@dataclass(frozen=True, slots=True)
class Visit:
    """A support session: under it somebody of CGE-MG is in an organisation until an instant."""

    uid: UUID
    number: int
    until: datetime
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, under which profile, and over which organ and units it reaches.

    `unit_ids` holds the unit in which the profile is held and every unit under it; empty means
    the whole organ. `organ_id` None means the whole organisation. Under a derived profile `kept`
    names what of the profile's capabilities it still grants; None is the whole profile.
    """

    name: str
    profile: Profile
    user_id: int | None = None
    user_uid: UUID | None = None
    organ_id: int | None = None
    unit_ids: frozenset[int] = frozenset()
    is_identified: bool = True  # False: has not said a registration number yet (P4)
    assurance: Assurance | None = None  # of the session; None: no session asks (task, shell)
    visit: Visit | None = None  # of somebody who is no person of the organisation
    kept: frozenset[str] | None = None
    held_as: str = ""

    @property
    def rights(self) -> Profile:
        """The profile that says what may be done: in a support session, the administration's."""
        return Profile.ORGANISATION_ADMIN if self.visit else self.profile

    @property
    def profile_label(self) -> str:
        """The Portuguese name under which the profile is held."""
        return self.held_as or str(self.profile.label)

    @property
    def needs_second_factor(self) -> bool:
        """Whether the profile is worked under only after a second factor."""
        return self.profile in STRONG_PROFILES

    def may(self, wanted: Capability) -> bool:
        """Whether the profile, as it is held, grants the capability."""
        if self.rights not in wanted.profiles:
            return False
        return self.kept is None or not wanted.title or wanted.name in self.kept


MORE = {
    Assurance.BRONZE: "Saia e entre de novo com o gov.br, ou com uma segunda proteção da conta.",
    Assurance.SILVER: (
        "Saia e entre de novo com uma conta gov.br prata ou ouro, ou cadastre uma segunda proteção"
        " em “Segurança da conta”."
    ),
    Assurance.GOLD: "Saia e entre de novo com uma conta gov.br ouro.",
}
SYSTEM = Actor(name="Sistema", profile=Profile.SYSTEM)


def requester(name: str) -> Actor:
    """A citizen or servant on the portal, who has no account."""
    return Actor(name=name, profile=Profile.REQUESTER)


class Unsure(Denied):
    """The profile would do, but the session does not know its person surely enough."""

    title = "Este ato pede uma identificação mais forte"


def require(actor: Actor, wanted: Capability) -> None:
    """Raise Denied unless the profile grants it and the session knows its person well enough."""
    if not actor.may(wanted):
        raise Denied
    if actor.assurance is not None and actor.assurance < wanted.demands:
        raise Unsure(MORE[wanted.demands])
