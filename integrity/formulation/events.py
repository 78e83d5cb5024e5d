"""What can happen in formulation; what belongs to a plan is told of the plan."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


class PlanStarted(Event):
    """A plan was begun."""

    name: ClassVar[str] = "formulation.plan_started"
    title: ClassVar[str] = "Plano iniciado"


class CommissionSaved(Event):
    """The commission was written or corrected."""

    name: ClassVar[str] = "formulation.commission_saved"
    title: ClassVar[str] = "Comissão registrada"


class TermExtended(Event):
    """The term of the commission was prolonged by an act."""

    name: ClassVar[str] = "formulation.term_extended"
    title: ClassVar[str] = "Prazo da comissão prorrogado"


class MembersChanged(Event):
    """Who is in the commission changed by an act."""

    name: ClassVar[str] = "formulation.members_changed"
    title: ClassVar[str] = "Composição da comissão alterada"


class CommissionActEdited(Event):
    """An act of the commission was corrected."""

    name: ClassVar[str] = "formulation.commission_act_edited"
    title: ClassVar[str] = "Ato da comissão corrigido"


class AxisAdded(Event):
    """An axis was added."""

    name: ClassVar[str] = "formulation.axis_added"
    title: ClassVar[str] = "Eixo incluído"


class AxisEdited(Event):
    """An axis was corrected."""

    name: ClassVar[str] = "formulation.axis_edited"
    title: ClassVar[str] = "Eixo alterado"


class AxisRemoved(Event):
    """An axis was removed from the draft, with what it held."""

    name: ClassVar[str] = "formulation.axis_removed"
    title: ClassVar[str] = "Eixo excluído"


class SubAxisAdded(Event):
    """A sub-axis was added."""

    name: ClassVar[str] = "formulation.sub_axis_added"
    title: ClassVar[str] = "Subeixo incluído"


class SubAxisEdited(Event):
    """A sub-axis was corrected."""

    name: ClassVar[str] = "formulation.sub_axis_edited"
    title: ClassVar[str] = "Subeixo alterado"


class SubAxisRemoved(Event):
    """A sub-axis was removed from the draft."""

    name: ClassVar[str] = "formulation.sub_axis_removed"
    title: ClassVar[str] = "Subeixo excluído"


class ActionAdded(Event):
    """An action was added."""

    name: ClassVar[str] = "formulation.action_added"
    title: ClassVar[str] = "Ação incluída"


class ActionEdited(Event):
    """An action was corrected."""

    name: ClassVar[str] = "formulation.action_edited"
    title: ClassVar[str] = "Ação alterada"


class ActionRemoved(Event):
    """An action was removed from the draft."""

    name: ClassVar[str] = "formulation.action_removed"
    title: ClassVar[str] = "Ação excluída"


class ImportPreviewed(Event):
    """A workbook was checked; nothing of it was written."""

    name: ClassVar[str] = "formulation.import_previewed"
    title: ClassVar[str] = "Planilha conferida"


class PlanImported(Event):
    """What the preview of a workbook showed was written."""

    name: ClassVar[str] = "formulation.plan_imported"
    title: ClassVar[str] = "Planilha importada"


class OrganSaved(Event):
    """An organ was written or corrected."""

    name: ClassVar[str] = "formulation.organ_saved"
    title: ClassVar[str] = "Órgão registrado"


class UnitSaved(Event):
    """A unit was written or corrected."""

    name: ClassVar[str] = "formulation.unit_saved"
    title: ClassVar[str] = "Unidade registrada"


@dataclass(frozen=True, kw_only=True)
class PlanPublished(Event):
    """A plan is in force: others react (execution opens, people are told)."""

    name: ClassVar[str] = "formulation.plan_published"
    title: ClassVar[str] = "Plano publicado"

    organ_uid: UUID
    actions: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RevisionRequested(Event):
    """A new version or edition of a plan in force was asked for; told of that plan."""

    name: ClassVar[str] = "formulation.revision_requested"
    title: ClassVar[str] = "Atualização do plano pedida"

    request_uid: UUID


@dataclass(frozen=True, kw_only=True)
class RevisionWithdrawn(Event):
    """The commission took its request back before it was decided."""

    name: ClassVar[str] = "formulation.revision_withdrawn"
    title: ClassVar[str] = "Pedido de atualização retirado"

    request_uid: UUID


@dataclass(frozen=True, kw_only=True)
class RevisionApproved(Event):
    """Internal control let the plan be revised: a draft was made, the plan stays in force."""

    name: ClassVar[str] = "formulation.revision_approved"
    title: ClassVar[str] = "Atualização do plano autorizada"

    request_uid: UUID


@dataclass(frozen=True, kw_only=True)
class RevisionRejected(Event):
    """Internal control refused the request, with a reason."""

    name: ClassVar[str] = "formulation.revision_rejected"
    title: ClassVar[str] = "Atualização do plano recusada"

    request_uid: UUID


@dataclass(frozen=True, kw_only=True)
class PlanSuperseded(Event):
    """A plan was replaced by a newer one in the transaction that published it."""

    name: ClassVar[str] = "formulation.plan_superseded"
    title: ClassVar[str] = "Plano substituído"

    successor_uid: UUID


class OrganArchived(Event):
    """An organ is out of use; what it wrote stays."""

    name: ClassVar[str] = "formulation.organ_archived"
    title: ClassVar[str] = "Órgão arquivado"


class OrganRestored(Event):
    """An archived organ is in use again."""

    name: ClassVar[str] = "formulation.organ_restored"
    title: ClassVar[str] = "Órgão reaberto"


class FiguresSaved(Event):
    """Budget and staff of a year of the government as a whole were written, or taken out."""

    name: ClassVar[str] = "formulation.figures_saved"
    title: ClassVar[str] = "Números do governo registrados"


class CatalogueEntrySaved(Event):
    """An entry of a catalogue was written, corrected, archived or taken back into use."""

    name: ClassVar[str] = "formulation.catalogue_entry_saved"
    title: ClassVar[str] = "Item de catálogo registrado"


@dataclass(frozen=True, kw_only=True)
class PlanReopened(Event):
    """The administration opened a new version of the plan in force; what was published stays."""

    name: ClassVar[str] = "formulation.plan_reopened"
    title: ClassVar[str] = "Plano reaberto"

    request_uid: UUID
