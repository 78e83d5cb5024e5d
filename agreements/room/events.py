"""What can happen in the room of an agreement."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class OfGuest(Event):
    """What concerns one guest."""

    guest: UUID


@dataclass(frozen=True, kw_only=True)
class GuestInvited(OfGuest):
    name: ClassVar[str] = "room.guest.invited"
    title: ClassVar[str] = "Pessoa convidada para a sala"


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(OfGuest):
    name: ClassVar[str] = "room.guest.revoked"
    title: ClassVar[str] = "Convite para a sala cancelado"


@dataclass(frozen=True, kw_only=True)
class CodeAsked(OfGuest):
    name: ClassVar[str] = "room.code.asked"
    title: ClassVar[str] = "Código de entrada na sala pedido"


@dataclass(frozen=True, kw_only=True)
class CodeRefused(OfGuest):
    name: ClassVar[str] = "room.code.refused"
    title: ClassVar[str] = "Código de entrada na sala recusado"


@dataclass(frozen=True, kw_only=True)
class RoomEntered(OfGuest):
    name: ClassVar[str] = "room.entered"
    title: ClassVar[str] = "Entrada na sala"


@dataclass(frozen=True, kw_only=True)
class RoomLeft(OfGuest):
    name: ClassVar[str] = "room.left"
    title: ClassVar[str] = "Saída da sala"


class RequirementAsked(Event):
    name: ClassVar[str] = "room.requirement.asked"
    title: ClassVar[str] = "Documento pedido ao partícipe"


class RequirementSent(Event):
    name: ClassVar[str] = "room.requirement.sent"
    title: ClassVar[str] = "Documento enviado pelo partícipe"


class RequirementAccepted(Event):
    name: ClassVar[str] = "room.requirement.accepted"
    title: ClassVar[str] = "Documento do partícipe conferido"


class RequirementReturned(Event):
    name: ClassVar[str] = "room.requirement.returned"
    title: ClassVar[str] = "Documento devolvido ao partícipe"


class RequirementReopened(Event):
    name: ClassVar[str] = "room.requirement.reopened"
    title: ClassVar[str] = "Documento pedido de novo ao partícipe"


class RemarkMade(Event):
    name: ClassVar[str] = "room.remark.made"
    title: ClassVar[str] = "Comentário na sala"


class RoomHandedOver(Event):
    name: ClassVar[str] = "room.handed_over"
    title: ClassVar[str] = "Pessoas da sala convidadas para a organização"
