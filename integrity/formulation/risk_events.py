"""What can happen to integrity risks; each is told of the risk, the scale of itself."""

from typing import ClassVar

from events.registry import Event


class RiskAdded(Event):
    """A risk was written down."""

    name: ClassVar[str] = "formulation.risk_added"
    title: ClassVar[str] = "Risco de integridade registrado"


class RiskEdited(Event):
    """A risk was corrected; its assessment may have changed."""

    name: ClassVar[str] = "formulation.risk_edited"
    title: ClassVar[str] = "Risco de integridade alterado"


class RiskReassessed(Event):
    """A risk got the level that the scale in force gives it."""

    name: ClassVar[str] = "formulation.risk_reassessed"
    title: ClassVar[str] = "Risco de integridade reavaliado"


class RiskArchived(Event):
    """A risk was put aside with a reason; it stays on record."""

    name: ClassVar[str] = "formulation.risk_archived"
    title: ClassVar[str] = "Risco de integridade arquivado"


class RiskRestored(Event):
    """A risk put aside counts again."""

    name: ClassVar[str] = "formulation.risk_restored"
    title: ClassVar[str] = "Risco de integridade retomado"


class RiskScaleWritten(Event):
    """The scale of risks changed; former assessments keep their level."""

    name: ClassVar[str] = "formulation.risk_scale_written"
    title: ClassVar[str] = "Escala de riscos alterada"
