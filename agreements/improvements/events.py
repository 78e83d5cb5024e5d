"""What can happen to a yearly report."""

from typing import ClassVar

from events.registry import Event


class ReportOpened(Event):
    name: ClassVar[str] = "improvements.report.opened"
    title: ClassVar[str] = "Ciclo do relatório anual aberto"


class ReportSaved(Event):
    name: ClassVar[str] = "improvements.report.saved"
    title: ClassVar[str] = "Relatório anual preenchido"
    is_draft: ClassVar[bool] = True


class ImprovementAdded(Event):
    name: ClassVar[str] = "improvements.improvement.added"
    title: ClassVar[str] = "Melhoria registrada"
    is_draft: ClassVar[bool] = True


class ImprovementWithdrawn(Event):
    name: ClassVar[str] = "improvements.improvement.withdrawn"
    title: ClassVar[str] = "Melhoria retirada do relatório"
    is_draft: ClassVar[bool] = True


class ReportSent(Event):
    name: ClassVar[str] = "improvements.report.sent"
    title: ClassVar[str] = "Relatório anual enviado"


class ReportArrived(Event):
    """The centre sent its report: in the journal of the organisation."""

    name: ClassVar[str] = "improvements.report.arrived"
    title: ClassVar[str] = "Relatório anual recebido"


class ReportReturned(Event):
    name: ClassVar[str] = "improvements.report.returned"
    title: ClassVar[str] = "Relatório anual devolvido para ajustes"


class ReportAccepted(Event):
    name: ClassVar[str] = "improvements.report.accepted"
    title: ClassVar[str] = "Relatório anual aceito"


class JudgementArrived(Event):
    """The judgement of the centre, in the journal of the organisation."""

    name: ClassVar[str] = "improvements.report.judged"
    title: ClassVar[str] = "Relatório anual apreciado pela CGE-MG"


class TimeGivenBack(Event):
    name: ClassVar[str] = "improvements.report.time_given_back"
    title: ClassVar[str] = "Prazo do relatório prorrogado pelo tempo de suspensão"


class ImprovementSubmitted(Event):
    name: ClassVar[str] = "improvements.improvement.submitted"
    title: ClassVar[str] = "Melhoria enviada para análise da DTIC"


class WorkAsked(Event):
    name: ClassVar[str] = "improvements.improvement.work_asked"
    title: ClassVar[str] = "Ajustes pedidos na melhoria"


class ReviewAnswered(Event):
    name: ClassVar[str] = "improvements.improvement.answered"
    title: ClassVar[str] = "Melhoria ajustada e enviada de novo"


class ImprovementAccepted(Event):
    name: ClassVar[str] = "improvements.improvement.accepted"
    title: ClassVar[str] = "Melhoria aceita"


class ImprovementRefused(Event):
    name: ClassVar[str] = "improvements.improvement.refused"
    title: ClassVar[str] = "Melhoria não aceita"


class ImprovementPlanned(Event):
    name: ClassVar[str] = "improvements.improvement.planned"
    title: ClassVar[str] = "Melhoria prevista para uma versão"


class ImprovementReleased(Event):
    name: ClassVar[str] = "improvements.improvement.released"
    title: ClassVar[str] = "Melhoria lançada em uma versão"


class ImprovementJudged(Event):
    """What DTIC decided, in the journal of the organisation that made it."""

    name: ClassVar[str] = "improvements.improvement.judged"
    title: ClassVar[str] = "Melhoria apreciada pela DTIC"


class PatchTaken(Event):
    name: ClassVar[str] = "improvements.improvement.patch_taken"
    title: ClassVar[str] = "Arquivo de alterações recebido pela CGE-MG"


class ImprovementAdopted(Event):
    name: ClassVar[str] = "improvements.adoption.marked"
    title: ClassVar[str] = "Melhoria marcada como adotada"


class AdoptionUndone(Event):
    name: ClassVar[str] = "improvements.adoption.undone"
    title: ClassVar[str] = "Adoção de melhoria desfeita"
