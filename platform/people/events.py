"""What happens to accounts and profiles."""

from typing import ClassVar

from events.registry import Event


class ProfileGranted(Event):
    name: ClassVar[str] = "people.profile_granted"
    title: ClassVar[str] = "Perfil concedido"


class ProfileEnded(Event):
    name: ClassVar[str] = "people.profile_ended"
    title: ClassVar[str] = "Perfil encerrado"


class InvitationRenewed(Event):
    name: ClassVar[str] = "people.invitation_renewed"
    title: ClassVar[str] = "Convite enviado de novo"


class PersonEdited(Event):
    name: ClassVar[str] = "people.edited"
    title: ClassVar[str] = "Dados da pessoa alterados"


class OwnDataEdited(Event):
    name: ClassVar[str] = "people.own_data_edited"
    title: ClassVar[str] = "Dados próprios alterados"


class OwnCopyAsked(Event):
    name: ClassVar[str] = "people.own_copy_asked"
    title: ClassVar[str] = "Cópia dos próprios dados pedida"


class OwnCopyTaken(Event):
    name: ClassVar[str] = "people.own_copy_taken"
    title: ClassVar[str] = "Cópia dos próprios dados entregue"


class PersonDeactivated(Event):
    name: ClassVar[str] = "people.deactivated"
    title: ClassVar[str] = "Conta desativada"


class PersonReactivated(Event):
    name: ClassVar[str] = "people.reactivated"
    title: ClassVar[str] = "Conta reativada"


class SecondFactorReset(Event):
    name: ClassVar[str] = "people.second_factor_reset"
    title: ClassVar[str] = "Segunda proteção retirada da conta"


class CpfNoted(Event):
    name: ClassVar[str] = "people.cpf_noted"
    title: ClassVar[str] = "CPF informado para a entrada com gov.br"


class ProviderSetUp(Event):
    name: ClassVar[str] = "people.provider_set_up"
    title: ClassVar[str] = "Provedor de identidade configurado"


class ProviderSwitchedOff(Event):
    name: ClassVar[str] = "people.provider_switched_off"
    title: ClassVar[str] = "Provedor de identidade desligado"


class ErasureAsked(Event):
    name: ClassVar[str] = "people.erasure_asked"
    title: ClassVar[str] = "Eliminação de dados pessoais pedida"


class ErasureWithdrawn(Event):
    name: ClassVar[str] = "people.erasure_withdrawn"
    title: ClassVar[str] = "Pedido de eliminação retirado"


class PersonErased(Event):
    name: ClassVar[str] = "people.erased"
    title: ClassVar[str] = "Dados pessoais eliminados"


class ErasureRepeated(Event):
    name: ClassVar[str] = "people.erasure_repeated"
    title: ClassVar[str] = "Dados pessoais eliminados de novo, depois de uma restauração"


class AbsenceSet(Event):
    name: ClassVar[str] = "people.absence_set"
    title: ClassVar[str] = "Afastamento registrado"


class ProfileDerived(Event):
    name: ClassVar[str] = "people.profile_derived"
    title: ClassVar[str] = "Perfil derivado criado"


class DerivedProfileEdited(Event):
    name: ClassVar[str] = "people.derived_profile_edited"
    title: ClassVar[str] = "Perfil derivado alterado"


class DerivedProfileRetired(Event):
    name: ClassVar[str] = "people.derived_profile_retired"
    title: ClassVar[str] = "Perfil derivado retirado de uso"


class DutySet(Event):
    name: ClassVar[str] = "people.duty_set"
    title: ClassVar[str] = "Segregação de funções alterada"


class ConflictAccepted(Event):
    name: ClassVar[str] = "people.conflict_accepted"
    title: ClassVar[str] = "Acúmulo de funções aceito"


class ApiKeyMade(Event):
    name: ClassVar[str] = "people.api_key_made"
    title: ClassVar[str] = "Chave da API criada"


class ApiKeyRevoked(Event):
    name: ClassVar[str] = "people.api_key_revoked"
    title: ClassVar[str] = "Chave da API revogada"
