"""What can happen to the place of an organisation."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class BirthRequested(Event):
    name: ClassVar[str] = "tenants.birth.requested"
    title: ClassVar[str] = "Nascimento da organização solicitado"


@dataclass(frozen=True, kw_only=True)
class AdministratorInvited(Event):
    name: ClassVar[str] = "tenants.birth.administrator_invited"
    title: ClassVar[str] = "Primeira administração convidada"


@dataclass(frozen=True, kw_only=True)
class OrganisationOpened(Event):
    name: ClassVar[str] = "tenants.birth.done"
    title: ClassVar[str] = "Organização no ar"


@dataclass(frozen=True, kw_only=True)
class OrganisationSuspended(Event):
    name: ClassVar[str] = "tenants.tenant.suspended"
    title: ClassVar[str] = "Organização suspensa"


@dataclass(frozen=True, kw_only=True)
class OrganisationResumed(Event):
    name: ClassVar[str] = "tenants.tenant.resumed"
    title: ClassVar[str] = "Organização reativada"


@dataclass(frozen=True, kw_only=True)
class CentreProfileGranted(Event):
    name: ClassVar[str] = "tenants.centre.profile_granted"
    title: ClassVar[str] = "Perfil da administração central concedido"
