"""What can happen between the organs of a joint plan; told of the plan."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class OrganAsked(Event):
    """An organ was asked to take part in the plan."""

    name: ClassVar[str] = "formulation.organ_asked"
    title: ClassVar[str] = "Órgão convidado ao plano conjunto"

    organ_uid: UUID


@dataclass(frozen=True, kw_only=True)
class OrganLeft(Event):
    """An organ does not take part in the plan any more."""

    name: ClassVar[str] = "formulation.organ_left"
    title: ClassVar[str] = "Órgão retirado do plano conjunto"

    organ_uid: UUID


@dataclass(frozen=True, kw_only=True)
class OrganAgreed(Event):
    """The head of an organ agreed that it takes part."""

    name: ClassVar[str] = "formulation.organ_agreed"
    title: ClassVar[str] = "Órgão de acordo com o plano conjunto"

    organ_uid: UUID


@dataclass(frozen=True, kw_only=True)
class OrganDeclined(Event):
    """The head of an organ said that it does not take part, and why."""

    name: ClassVar[str] = "formulation.organ_declined"
    title: ClassVar[str] = "Órgão recusou o plano conjunto"

    organ_uid: UUID
