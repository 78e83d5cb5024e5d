"""What can happen to the adhesion of the head of an organ; told of the organ."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class AdhesionDeclared(Event):
    """The head of the organ adhered, in person."""

    name: ClassVar[str] = "formulation.adhesion_declared"
    title: ClassVar[str] = "Adesão do dirigente declarada"

    adhesion_uid: UUID


@dataclass(frozen=True, kw_only=True)
class AdhesionRegistered(Event):
    """The adhesion was written down from an act that the head signed."""

    name: ClassVar[str] = "formulation.adhesion_registered"
    title: ClassVar[str] = "Adesão do dirigente registrada"

    adhesion_uid: UUID


@dataclass(frozen=True, kw_only=True)
class AdhesionConfirmed(Event):
    """The head said that what was registered is right."""

    name: ClassVar[str] = "formulation.adhesion_confirmed"
    title: ClassVar[str] = "Adesão do dirigente confirmada"

    adhesion_uid: UUID


@dataclass(frozen=True, kw_only=True)
class AdhesionContested(Event):
    """The head said that what was registered is not right: it holds no more."""

    name: ClassVar[str] = "formulation.adhesion_contested"
    title: ClassVar[str] = "Adesão do dirigente contestada"

    adhesion_uid: UUID


@dataclass(frozen=True, kw_only=True)
class AdhesionWithdrawn(Event):
    """The adhesion was taken back; the next approval waits for another."""

    name: ClassVar[str] = "formulation.adhesion_withdrawn"
    title: ClassVar[str] = "Adesão do dirigente retirada"

    adhesion_uid: UUID
