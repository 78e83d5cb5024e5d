"""What can happen to the place of an organisation."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


class BirthRequested(Event):
    name: ClassVar[str] = "tenants.birth.requested"
    title: ClassVar[str] = "Nascimento da organização solicitado"


class AdministratorInvited(Event):
    name: ClassVar[str] = "tenants.birth.administrator_invited"
    title: ClassVar[str] = "Primeira administração convidada"


class OrganisationOpened(Event):
    name: ClassVar[str] = "tenants.birth.done"
    title: ClassVar[str] = "Organização no ar"


class OrganisationSuspended(Event):
    name: ClassVar[str] = "tenants.tenant.suspended"
    title: ClassVar[str] = "Organização suspensa"


class OrganisationResumed(Event):
    name: ClassVar[str] = "tenants.tenant.resumed"
    title: ClassVar[str] = "Organização reativada"


class OrganisationFrozen(Event):
    name: ClassVar[str] = "tenants.tenant.frozen"
    title: ClassVar[str] = "Organização tornada somente leitura"


class OrganisationReopened(Event):
    name: ClassVar[str] = "tenants.tenant.reopened"
    title: ClassVar[str] = "Escrita devolvida à organização"


class OrganisationClosed(Event):
    name: ClassVar[str] = "tenants.tenant.closed"
    title: ClassVar[str] = "Organização encerrada"


class OrganisationRecovered(Event):
    name: ClassVar[str] = "tenants.tenant.recovered"
    title: ClassVar[str] = "Organização recuperada"


class DepartureRequested(Event):
    name: ClassVar[str] = "tenants.departure.requested"
    title: ClassVar[str] = "Arquivamento da organização pedido"


class OrganisationArchived(Event):
    name: ClassVar[str] = "tenants.tenant.archived"
    title: ClassVar[str] = "Organização arquivada"


class DropConfirmed(Event):
    name: ClassVar[str] = "tenants.departure.confirmed"
    title: ClassVar[str] = "Eliminação confirmada pela segunda pessoa"


class OrganisationDropped(Event):
    name: ClassVar[str] = "tenants.tenant.dropped"
    title: ClassVar[str] = "Dados da organização eliminados"


class RestoreLanded(Event):
    """Left by the owner beside a restored organisation; becomes the next one in the journal."""

    name: ClassVar[str] = "tenants.restore.landed"
    title: ClassVar[str] = "Restauração concluída"


class OrganisationRestored(Event):
    name: ClassVar[str] = "tenants.tenant.restored"
    title: ClassVar[str] = "Organização restaurada de um arquivo"


class OrganisationMoved(Event):
    name: ClassVar[str] = "tenants.tenant.moved"
    title: ClassVar[str] = "Organização transferida para outra célula"


class RecountStarted(Event):
    name: ClassVar[str] = "tenants.recount.started"
    title: ClassVar[str] = "Recontagem da situação iniciada"


class HostRenamed(Event):
    name: ClassVar[str] = "tenants.tenant.host_renamed"
    title: ClassVar[str] = "Endereço da organização alterado"


class HostRequested(Event):
    name: ClassVar[str] = "tenants.host.requested"
    title: ClassVar[str] = "Endereço próprio pedido"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class HostVerified(Event):
    name: ClassVar[str] = "tenants.host.verified"
    title: ClassVar[str] = "Endereço próprio comprovado"
    is_told_in_both: ClassVar[bool] = True

    host: str


class PrimaryHostChosen(Event):
    name: ClassVar[str] = "tenants.host.made_primary"
    title: ClassVar[str] = "Endereço principal escolhido"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class HostWithdrawn(Event):
    name: ClassVar[str] = "tenants.host.withdrawn"
    title: ClassVar[str] = "Endereço próprio retirado"
    is_told_in_both: ClassVar[bool] = True

    host: str


class UpgradeTriedAgain(Event):
    name: ClassVar[str] = "tenants.upgrade.tried_again"
    title: ClassVar[str] = "Nova tentativa de atualização pedida"


class TrainingResetRequested(Event):
    name: ClassVar[str] = "tenants.training.reset_requested"
    title: ClassVar[str] = "Reinício do ambiente de treinamento pedido"


class TrainingSeeded(Event):
    name: ClassVar[str] = "tenants.training.seeded"
    title: ClassVar[str] = "Dados de treinamento preparados"
    is_told_in_both: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class DeliveryReplayed(Event):
    name: ClassVar[str] = "tenants.delivery.replayed"
    title: ClassVar[str] = "Reenvio de uma entrega pedido"

    place: str
    outbox_id: int
