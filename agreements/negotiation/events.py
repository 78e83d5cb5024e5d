"""What can happen while both sides agree on the texts."""

from typing import ClassVar

from events.registry import Event


class DraftsSent(Event):
    name: ClassVar[str] = "negotiation.drafts.sent"
    title: ClassVar[str] = "Minutas enviadas ao partícipe"


class DraftsReturned(Event):
    name: ClassVar[str] = "negotiation.drafts.returned"
    title: ClassVar[str] = "Minutas devolvidas pelo partícipe"


class DraftsRecalled(Event):
    name: ClassVar[str] = "negotiation.drafts.recalled"
    title: ClassVar[str] = "Minutas tomadas de volta pela CGE-MG"


class AdjustmentReopened(Event):
    name: ClassVar[str] = "negotiation.adjustment.reopened"
    title: ClassVar[str] = "Ajuste das minutas reaberto"


class TextsAccepted(Event):
    name: ClassVar[str] = "negotiation.texts.accepted"
    title: ClassVar[str] = "Textos aceitos"


class TextsAgreed(Event):
    name: ClassVar[str] = "negotiation.texts.agreed"
    title: ClassVar[str] = "Textos aceitos pelas duas partes"


class CommentMade(Event):
    name: ClassVar[str] = "negotiation.comment.made"
    title: ClassVar[str] = "Comentário sobre cláusula"


class WordingProposed(Event):
    name: ClassVar[str] = "negotiation.wording.proposed"
    title: ClassVar[str] = "Texto de cláusula proposto"


class TextReceived(Event):
    name: ClassVar[str] = "negotiation.text.received"
    title: ClassVar[str] = "Versão da minuta recebida em arquivo"


class ProposalWithdrawn(Event):
    name: ClassVar[str] = "negotiation.proposal.withdrawn"
    title: ClassVar[str] = "Proposta de texto retirada"


class ProposalAnswered(Event):
    name: ClassVar[str] = "negotiation.proposal.answered"
    title: ClassVar[str] = "Proposta de texto respondida"
