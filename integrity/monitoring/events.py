"""What can happen while a plan is monitored; each is told of the action it is about."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


class RiskAssessed(Event):
    name: ClassVar[str] = "monitoring.risk_assessed"
    title: ClassVar[str] = "Risco avaliado"


@dataclass(frozen=True, kw_only=True)
class RecommendationIssued(Event):
    name: ClassVar[str] = "monitoring.recommendation_issued"
    title: ClassVar[str] = "Recomendação feita"

    recommendation_uid: UUID


class RecommendationRewritten(Event):
    name: ClassVar[str] = "monitoring.recommendation_rewritten"
    title: ClassVar[str] = "Recomendação alterada"


class RecommendationWithdrawn(Event):
    name: ClassVar[str] = "monitoring.recommendation_withdrawn"
    title: ClassVar[str] = "Recomendação retirada"


@dataclass(frozen=True, kw_only=True)
class RecommendationAnswered(Event):
    name: ClassVar[str] = "monitoring.recommendation_answered"
    title: ClassVar[str] = "Recomendação respondida"

    recommendation_uid: UUID
