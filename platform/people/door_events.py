"""What happens at the door: who came in and went, who did not come in, what opens an account."""

from typing import ClassVar

from events.registry import Event


class SignedIn(Event):
    name: ClassVar[str] = "people.signed_in"
    title: ClassVar[str] = "Entrada no sistema"


class SignedOut(Event):
    name: ClassVar[str] = "people.signed_out"
    title: ClassVar[str] = "Saída do sistema"


class SignInFailed(Event):
    name: ClassVar[str] = "people.sign_in_failed"
    title: ClassVar[str] = "Entrada recusada"


class SignInsStopped(Event):
    name: ClassVar[str] = "people.sign_ins_stopped"
    title: ClassVar[str] = "Entradas bloqueadas por excesso de tentativas"


class InvitationAccepted(Event):
    name: ClassVar[str] = "people.invitation_accepted"
    title: ClassVar[str] = "Convite aceito e senha criada"


class PasswordChanged(Event):
    name: ClassVar[str] = "people.password_changed"
    title: ClassVar[str] = "Senha trocada"


class FactorAdded(Event):
    name: ClassVar[str] = "people.factor_added"
    title: ClassVar[str] = "Segunda proteção cadastrada"


class FactorRemoved(Event):
    name: ClassVar[str] = "people.factor_removed"
    title: ClassVar[str] = "Segunda proteção retirada pela própria pessoa"


class GovbrLinked(Event):
    name: ClassVar[str] = "people.govbr_linked"
    title: ClassVar[str] = "Conta ligada ao gov.br"


class GovbrUnlinked(Event):
    name: ClassVar[str] = "people.govbr_unlinked"
    title: ClassVar[str] = "Conta desligada do gov.br"


class ProviderLinked(Event):
    name: ClassVar[str] = "people.provider_linked"
    title: ClassVar[str] = "Conta ligada ao provedor da organização"


class ProviderUnlinked(Event):
    name: ClassVar[str] = "people.provider_unlinked"
    title: ClassVar[str] = "Conta desligada do provedor da organização"
