"""What happens at the door: who came in and went, who did not come in, what opens an account."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    name: ClassVar[str] = "people.signed_in"
    title: ClassVar[str] = "Entrada no sistema"


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    name: ClassVar[str] = "people.signed_out"
    title: ClassVar[str] = "Saída do sistema"


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    name: ClassVar[str] = "people.sign_in_failed"
    title: ClassVar[str] = "Entrada recusada"


@dataclass(frozen=True, kw_only=True)
class SignInsStopped(Event):
    name: ClassVar[str] = "people.sign_ins_stopped"
    title: ClassVar[str] = "Entradas bloqueadas por excesso de tentativas"


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "people.invitation_accepted"
    title: ClassVar[str] = "Convite aceito e senha criada"


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    name: ClassVar[str] = "people.password_changed"
    title: ClassVar[str] = "Senha trocada"


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Event):
    name: ClassVar[str] = "people.factor_added"
    title: ClassVar[str] = "Segunda proteção cadastrada"


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(Event):
    name: ClassVar[str] = "people.factor_removed"
    title: ClassVar[str] = "Segunda proteção retirada pela própria pessoa"


@dataclass(frozen=True, kw_only=True)
class GovbrLinked(Event):
    name: ClassVar[str] = "people.govbr_linked"
    title: ClassVar[str] = "Conta ligada ao gov.br"


@dataclass(frozen=True, kw_only=True)
class GovbrUnlinked(Event):
    name: ClassVar[str] = "people.govbr_unlinked"
    title: ClassVar[str] = "Conta desligada do gov.br"


@dataclass(frozen=True, kw_only=True)
class ProviderLinked(Event):
    name: ClassVar[str] = "people.provider_linked"
    title: ClassVar[str] = "Conta ligada ao provedor da organização"


@dataclass(frozen=True, kw_only=True)
class ProviderUnlinked(Event):
    name: ClassVar[str] = "people.provider_unlinked"
    title: ClassVar[str] = "Conta desligada do provedor da organização"
