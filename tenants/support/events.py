"""What can happen in a support session; each is told in both journals."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class SupportOpened(Event):
    name: ClassVar[str] = "tenants.support.opened"
    title: ClassVar[str] = "Atendimento da CGE-MG aberto"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SupportPassIssued(Event):
    name: ClassVar[str] = "tenants.support.pass_issued"
    title: ClassVar[str] = "Passe de entrada para o atendimento emitido"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SupportEntered(Event):
    name: ClassVar[str] = "tenants.support.entered"
    title: ClassVar[str] = "Pessoa da CGE-MG entrou na organização"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SupportRaised(Event):
    name: ClassVar[str] = "tenants.support.raised"
    title: ClassVar[str] = "Alterações permitidas no atendimento"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SupportRequestMade(Event):
    name: ClassVar[str] = "tenants.support.request_made"
    title: ClassVar[str] = "Página pedida no atendimento"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SupportEnded(Event):
    name: ClassVar[str] = "tenants.support.ended"
    title: ClassVar[str] = "Atendimento da CGE-MG encerrado"
    is_told_in_both: ClassVar[bool] = True
