"""What can happen in evaluation; a recommendation is told by monitoring, which keeps it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class MonitoringReportIssued(Event):
    """A monitoring report was issued; told of the plan."""

    name: ClassVar[str] = "evaluation.monitoring_report_issued"
    title: ClassVar[str] = "Relatório de monitoramento emitido"

    report_uid: UUID
