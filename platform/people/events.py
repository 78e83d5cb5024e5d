"""What happens to accounts and profiles."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class ProfileGranted(Event):
    name: ClassVar[str] = "people.profile_granted"
    title: ClassVar[str] = "Perfil concedido"


@dataclass(frozen=True, kw_only=True)
class ProfileEnded(Event):
    name: ClassVar[str] = "people.profile_ended"
    title: ClassVar[str] = "Perfil encerrado"


@dataclass(frozen=True, kw_only=True)
class InvitationRenewed(Event):
    name: ClassVar[str] = "people.invitation_renewed"
    title: ClassVar[str] = "Convite enviado de novo"


@dataclass(frozen=True, kw_only=True)
class PersonEdited(Event):
    name: ClassVar[str] = "people.edited"
    title: ClassVar[str] = "Dados da pessoa alterados"


@dataclass(frozen=True, kw_only=True)
class OwnDataEdited(Event):
    name: ClassVar[str] = "people.own_data_edited"
    title: ClassVar[str] = "Dados próprios alterados"


@dataclass(frozen=True, kw_only=True)
class OwnCopyAsked(Event):
    name: ClassVar[str] = "people.own_copy_asked"
    title: ClassVar[str] = "Cópia dos próprios dados pedida"


@dataclass(frozen=True, kw_only=True)
class OwnCopyTaken(Event):
    name: ClassVar[str] = "people.own_copy_taken"
    title: ClassVar[str] = "Cópia dos próprios dados entregue"


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    name: ClassVar[str] = "people.deactivated"
    title: ClassVar[str] = "Conta desativada"


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(Event):
    name: ClassVar[str] = "people.reactivated"
    title: ClassVar[str] = "Conta reativada"


@dataclass(frozen=True, kw_only=True)
class SecondFactorReset(Event):
    name: ClassVar[str] = "people.second_factor_reset"
    title: ClassVar[str] = "Segunda proteção retirada da conta"


@dataclass(frozen=True, kw_only=True)
class CpfNoted(Event):
    name: ClassVar[str] = "people.cpf_noted"
    title: ClassVar[str] = "CPF informado para a entrada com gov.br"


@dataclass(frozen=True, kw_only=True)
class ProviderSetUp(Event):
    name: ClassVar[str] = "people.provider_set_up"
    title: ClassVar[str] = "Provedor de identidade configurado"


@dataclass(frozen=True, kw_only=True)
class ProviderSwitchedOff(Event):
    name: ClassVar[str] = "people.provider_switched_off"
    title: ClassVar[str] = "Provedor de identidade desligado"


@dataclass(frozen=True, kw_only=True)
class ErasureAsked(Event):
    name: ClassVar[str] = "people.erasure_asked"
    title: ClassVar[str] = "Eliminação de dados pessoais pedida"


@dataclass(frozen=True, kw_only=True)
class ErasureWithdrawn(Event):
    name: ClassVar[str] = "people.erasure_withdrawn"
    title: ClassVar[str] = "Pedido de eliminação retirado"


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    name: ClassVar[str] = "people.erased"
    title: ClassVar[str] = "Dados pessoais eliminados"


@dataclass(frozen=True, kw_only=True)
class ErasureRepeated(Event):
    name: ClassVar[str] = "people.erasure_repeated"
    title: ClassVar[str] = "Dados pessoais eliminados de novo, depois de uma restauração"


@dataclass(frozen=True, kw_only=True)
class AbsenceSet(Event):
    name: ClassVar[str] = "people.absence_set"
    title: ClassVar[str] = "Afastamento registrado"


@dataclass(frozen=True, kw_only=True)
class ProfileDerived(Event):
    name: ClassVar[str] = "people.profile_derived"
    title: ClassVar[str] = "Perfil derivado criado"


@dataclass(frozen=True, kw_only=True)
class DerivedProfileEdited(Event):
    name: ClassVar[str] = "people.derived_profile_edited"
    title: ClassVar[str] = "Perfil derivado alterado"


@dataclass(frozen=True, kw_only=True)
class DerivedProfileRetired(Event):
    name: ClassVar[str] = "people.derived_profile_retired"
    title: ClassVar[str] = "Perfil derivado retirado de uso"


@dataclass(frozen=True, kw_only=True)
class DutySet(Event):
    name: ClassVar[str] = "people.duty_set"
    title: ClassVar[str] = "Segregação de funções alterada"


@dataclass(frozen=True, kw_only=True)
class ConflictAccepted(Event):
    name: ClassVar[str] = "people.conflict_accepted"
    title: ClassVar[str] = "Acúmulo de funções aceito"


@dataclass(frozen=True, kw_only=True)
class ApiKeyMade(Event):
    name: ClassVar[str] = "people.api_key_made"
    title: ClassVar[str] = "Chave da API criada"


@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    name: ClassVar[str] = "people.api_key_revoked"
    title: ClassVar[str] = "Chave da API revogada"
