"""What can happen to a yearly report."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class ReportOpened(Event):
    name: ClassVar[str] = "improvements.report.opened"
    title: ClassVar[str] = "Ciclo do relatório anual aberto"


@dataclass(frozen=True, kw_only=True)
class ReportSaved(Event):
    name: ClassVar[str] = "improvements.report.saved"
    title: ClassVar[str] = "Relatório anual preenchido"
    is_draft: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class ImprovementAdded(Event):
    name: ClassVar[str] = "improvements.improvement.added"
    title: ClassVar[str] = "Melhoria registrada"
    is_draft: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class ImprovementWithdrawn(Event):
    name: ClassVar[str] = "improvements.improvement.withdrawn"
    title: ClassVar[str] = "Melhoria retirada do relatório"
    is_draft: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class ReportSent(Event):
    name: ClassVar[str] = "improvements.report.sent"
    title: ClassVar[str] = "Relatório anual enviado"


@dataclass(frozen=True, kw_only=True)
class ReportArrived(Event):
    """The centre sent its report: in the journal of the organisation."""

    name: ClassVar[str] = "improvements.report.arrived"
    title: ClassVar[str] = "Relatório anual recebido"


@dataclass(frozen=True, kw_only=True)
class ReportReturned(Event):
    name: ClassVar[str] = "improvements.report.returned"
    title: ClassVar[str] = "Relatório anual devolvido para ajustes"


@dataclass(frozen=True, kw_only=True)
class ReportAccepted(Event):
    name: ClassVar[str] = "improvements.report.accepted"
    title: ClassVar[str] = "Relatório anual aceito"


@dataclass(frozen=True, kw_only=True)
class JudgementArrived(Event):
    """The judgement of the centre, in the journal of the organisation."""

    name: ClassVar[str] = "improvements.report.judged"
    title: ClassVar[str] = "Relatório anual apreciado pela CGE-MG"


@dataclass(frozen=True, kw_only=True)
class TimeGivenBack(Event):
    name: ClassVar[str] = "improvements.report.time_given_back"
    title: ClassVar[str] = "Prazo do relatório prorrogado pelo tempo de suspensão"


@dataclass(frozen=True, kw_only=True)
class ImprovementSubmitted(Event):
    name: ClassVar[str] = "improvements.improvement.submitted"
    title: ClassVar[str] = "Melhoria enviada para análise da DTIC"


@dataclass(frozen=True, kw_only=True)
class WorkAsked(Event):
    name: ClassVar[str] = "improvements.improvement.work_asked"
    title: ClassVar[str] = "Ajustes pedidos na melhoria"


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Event):
    name: ClassVar[str] = "improvements.improvement.answered"
    title: ClassVar[str] = "Melhoria ajustada e enviada de novo"


@dataclass(frozen=True, kw_only=True)
class ImprovementAccepted(Event):
    name: ClassVar[str] = "improvements.improvement.accepted"
    title: ClassVar[str] = "Melhoria aceita"


@dataclass(frozen=True, kw_only=True)
class ImprovementRefused(Event):
    name: ClassVar[str] = "improvements.improvement.refused"
    title: ClassVar[str] = "Melhoria não aceita"


@dataclass(frozen=True, kw_only=True)
class ImprovementPlanned(Event):
    name: ClassVar[str] = "improvements.improvement.planned"
    title: ClassVar[str] = "Melhoria prevista para uma versão"


@dataclass(frozen=True, kw_only=True)
class ImprovementReleased(Event):
    name: ClassVar[str] = "improvements.improvement.released"
    title: ClassVar[str] = "Melhoria lançada em uma versão"


@dataclass(frozen=True, kw_only=True)
class ImprovementJudged(Event):
    """What DTIC decided, in the journal of the organisation that made it."""

    name: ClassVar[str] = "improvements.improvement.judged"
    title: ClassVar[str] = "Melhoria apreciada pela DTIC"


@dataclass(frozen=True, kw_only=True)
class PatchTaken(Event):
    name: ClassVar[str] = "improvements.improvement.patch_taken"
    title: ClassVar[str] = "Arquivo de alterações recebido pela CGE-MG"


@dataclass(frozen=True, kw_only=True)
class ImprovementAdopted(Event):
    name: ClassVar[str] = "improvements.adoption.marked"
    title: ClassVar[str] = "Melhoria marcada como adotada"


@dataclass(frozen=True, kw_only=True)
class AdoptionUndone(Event):
    name: ClassVar[str] = "improvements.adoption.undone"
    title: ClassVar[str] = "Adoção de melhoria desfeita"
