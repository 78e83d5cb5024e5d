"""What can happen in a support session; each is told in both journals."""

from typing import ClassVar

from events.registry import Event


class SupportOpened(Event):
    name: ClassVar[str] = "tenants.support.opened"
    title: ClassVar[str] = "Atendimento da CGE-MG aberto"
    is_told_in_both: ClassVar[bool] = True


class SupportPassIssued(Event):
    name: ClassVar[str] = "tenants.support.pass_issued"
    title: ClassVar[str] = "Passe de entrada para o atendimento emitido"
    is_told_in_both: ClassVar[bool] = True


class SupportEntered(Event):
    name: ClassVar[str] = "tenants.support.entered"
    title: ClassVar[str] = "Pessoa da CGE-MG entrou na organização"
    is_told_in_both: ClassVar[bool] = True


class SupportRaised(Event):
    name: ClassVar[str] = "tenants.support.raised"
    title: ClassVar[str] = "Alterações permitidas no atendimento"
    is_told_in_both: ClassVar[bool] = True


class SupportRequestMade(Event):
    name: ClassVar[str] = "tenants.support.request_made"
    title: ClassVar[str] = "Página pedida no atendimento"
    is_told_in_both: ClassVar[bool] = True


class SupportEnded(Event):
    name: ClassVar[str] = "tenants.support.ended"
    title: ClassVar[str] = "Atendimento da CGE-MG encerrado"
    is_told_in_both: ClassVar[bool] = True
