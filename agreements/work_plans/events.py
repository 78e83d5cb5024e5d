"""What can happen to the texts of an agreement."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


class WorkPlanStarted(Event):
    name: ClassVar[str] = "work_plans.plan.started"
    title: ClassVar[str] = "Plano de trabalho iniciado a partir do modelo"


class StageChanged(Event):
    name: ClassVar[str] = "work_plans.plan.stage_changed"
    title: ClassVar[str] = "Etapa do plano de trabalho alterada"


class DraftsGenerated(Event):
    name: ClassVar[str] = "work_plans.drafts.generated"
    title: ClassVar[str] = "Minutas geradas"


class StagesDated(Event):
    name: ClassVar[str] = "work_plans.plan.stages_dated"
    title: ClassVar[str] = "Datas do plano de trabalho calculadas"


class StagesCompleted(Event):
    name: ClassVar[str] = "work_plans.plan.stages_completed"
    title: ClassVar[str] = "Etapas do plano de trabalho concluídas"


class StageReported(Event):
    name: ClassVar[str] = "work_plans.stage.reported"
    title: ClassVar[str] = "Etapa do plano de trabalho informada como concluída"


@dataclass(frozen=True, kw_only=True)
class StageCompleted(Event):
    name: ClassVar[str] = "work_plans.stage.completed"
    title: ClassVar[str] = "Etapa do plano de trabalho concluída pela CGE-MG"

    evidence_uid: UUID | None = None


class EvidenceCopied(Event):
    name: ClassVar[str] = "work_plans.stage.evidence_copied"
    title: ClassVar[str] = "Arquivo da evidência de etapa copiado para a outra parte"


class StageReopened(Event):
    name: ClassVar[str] = "work_plans.stage.reopened"
    title: ClassVar[str] = "Conclusão de etapa do plano de trabalho desfeita"


class StageJudged(Event):
    name: ClassVar[str] = "work_plans.stage.judged"
    title: ClassVar[str] = "Conclusão de etapa desfeita pela CGE-MG"


class OpinionRecorded(Event):
    name: ClassVar[str] = "work_plans.opinion.recorded"
    title: ClassVar[str] = "Parecer jurídico registrado"


class RemarksMet(Event):
    name: ClassVar[str] = "work_plans.opinion.remarks_met"
    title: ClassVar[str] = "Ressalvas do parecer atendidas"


class ClausePublished(Event):
    name: ClassVar[str] = "work_plans.clause.published"
    title: ClassVar[str] = "Versão de cláusula publicada"


class ClauseAdded(Event):
    name: ClassVar[str] = "work_plans.clause.added"
    title: ClassVar[str] = "Cláusula incluída no modelo"


class ClauseRetired(Event):
    name: ClassVar[str] = "work_plans.clause.retired"
    title: ClassVar[str] = "Cláusula retirada do modelo"


class ClauseWorded(Event):
    name: ClassVar[str] = "work_plans.clause.worded"
    title: ClassVar[str] = "Cláusula redigida para este acordo"
