"""What can happen to an agreement after it is in force."""

from typing import ClassVar

from events.registry import Event


class AmendmentRequested(Event):
    name: ClassVar[str] = "continuity.amendment.requested"
    title: ClassVar[str] = "Termo aditivo pedido"


class AmendmentSigned(Event):
    name: ClassVar[str] = "continuity.amendment.signed"
    title: ClassVar[str] = "Termo aditivo assinado"


class AmendmentPublished(Event):
    name: ClassVar[str] = "continuity.amendment.published"
    title: ClassVar[str] = "Termo aditivo publicado"


class AmendmentAbandoned(Event):
    name: ClassVar[str] = "continuity.amendment.abandoned"
    title: ClassVar[str] = "Termo aditivo abandonado"


class ApostilleRecorded(Event):
    name: ClassVar[str] = "continuity.apostille.recorded"
    title: ClassVar[str] = "Apostila registrada"


class EndAnnounced(Event):
    name: ClassVar[str] = "continuity.ending.announced"
    title: ClassVar[str] = "Fim do acordo comunicado"


class EndRetracted(Event):
    name: ClassVar[str] = "continuity.ending.retracted"
    title: ClassVar[str] = "Fim do acordo desfeito antes do efeito"


class ExtensionAsked(Event):
    name: ClassVar[str] = "continuity.extension.asked"
    title: ClassVar[str] = "Mudança do acordo pedida pela organização"


class ExtensionWithdrawn(Event):
    name: ClassVar[str] = "continuity.extension.withdrawn"
    title: ClassVar[str] = "Pedido de mudança do acordo retirado pela organização"


class ExtensionTaken(Event):
    name: ClassVar[str] = "continuity.extension.taken"
    title: ClassVar[str] = "Pedido de mudança do acordo aceito"


class ExtensionRefused(Event):
    name: ClassVar[str] = "continuity.extension.refused"
    title: ClassVar[str] = "Pedido de mudança do acordo recusado"


class ExtensionJudged(Event):
    name: ClassVar[str] = "continuity.extension.judged"
    title: ClassVar[str] = "Pedido de mudança do acordo decidido pela CGE-MG"
