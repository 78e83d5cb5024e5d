"""What can happen to an agreement after it is in force."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class AmendmentRequested(Event):
    name: ClassVar[str] = "continuity.amendment.requested"
    title: ClassVar[str] = "Termo aditivo pedido"


@dataclass(frozen=True, kw_only=True)
class AmendmentSigned(Event):
    name: ClassVar[str] = "continuity.amendment.signed"
    title: ClassVar[str] = "Termo aditivo assinado"


@dataclass(frozen=True, kw_only=True)
class AmendmentPublished(Event):
    name: ClassVar[str] = "continuity.amendment.published"
    title: ClassVar[str] = "Termo aditivo publicado"


@dataclass(frozen=True, kw_only=True)
class AmendmentAbandoned(Event):
    name: ClassVar[str] = "continuity.amendment.abandoned"
    title: ClassVar[str] = "Termo aditivo abandonado"


@dataclass(frozen=True, kw_only=True)
class ApostilleRecorded(Event):
    name: ClassVar[str] = "continuity.apostille.recorded"
    title: ClassVar[str] = "Apostila registrada"


@dataclass(frozen=True, kw_only=True)
class EndAnnounced(Event):
    name: ClassVar[str] = "continuity.ending.announced"
    title: ClassVar[str] = "Fim do acordo comunicado"


@dataclass(frozen=True, kw_only=True)
class EndRetracted(Event):
    name: ClassVar[str] = "continuity.ending.retracted"
    title: ClassVar[str] = "Fim do acordo desfeito antes do efeito"


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Event):
    name: ClassVar[str] = "continuity.extension.asked"
    title: ClassVar[str] = "Mudança do acordo pedida pela organização"


@dataclass(frozen=True, kw_only=True)
class ExtensionWithdrawn(Event):
    name: ClassVar[str] = "continuity.extension.withdrawn"
    title: ClassVar[str] = "Pedido de mudança do acordo retirado pela organização"


@dataclass(frozen=True, kw_only=True)
class ExtensionTaken(Event):
    name: ClassVar[str] = "continuity.extension.taken"
    title: ClassVar[str] = "Pedido de mudança do acordo aceito"


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(Event):
    name: ClassVar[str] = "continuity.extension.refused"
    title: ClassVar[str] = "Pedido de mudança do acordo recusado"


@dataclass(frozen=True, kw_only=True)
class ExtensionJudged(Event):
    name: ClassVar[str] = "continuity.extension.judged"
    title: ClassVar[str] = "Pedido de mudança do acordo decidido pela CGE-MG"
