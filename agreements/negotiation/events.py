"""What can happen while both sides agree on the texts."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class DraftsSent(Event):
    name: ClassVar[str] = "negotiation.drafts.sent"
    title: ClassVar[str] = "Minutas enviadas ao partícipe"


@dataclass(frozen=True, kw_only=True)
class DraftsReturned(Event):
    name: ClassVar[str] = "negotiation.drafts.returned"
    title: ClassVar[str] = "Minutas devolvidas pelo partícipe"


@dataclass(frozen=True, kw_only=True)
class DraftsRecalled(Event):
    name: ClassVar[str] = "negotiation.drafts.recalled"
    title: ClassVar[str] = "Minutas tomadas de volta pela CGE-MG"


@dataclass(frozen=True, kw_only=True)
class AdjustmentReopened(Event):
    name: ClassVar[str] = "negotiation.adjustment.reopened"
    title: ClassVar[str] = "Ajuste das minutas reaberto"


@dataclass(frozen=True, kw_only=True)
class TextsAccepted(Event):
    name: ClassVar[str] = "negotiation.texts.accepted"
    title: ClassVar[str] = "Textos aceitos"


@dataclass(frozen=True, kw_only=True)
class TextsAgreed(Event):
    name: ClassVar[str] = "negotiation.texts.agreed"
    title: ClassVar[str] = "Textos aceitos pelas duas partes"


@dataclass(frozen=True, kw_only=True)
class CommentMade(Event):
    name: ClassVar[str] = "negotiation.comment.made"
    title: ClassVar[str] = "Comentário sobre cláusula"


@dataclass(frozen=True, kw_only=True)
class WordingProposed(Event):
    name: ClassVar[str] = "negotiation.wording.proposed"
    title: ClassVar[str] = "Texto de cláusula proposto"


@dataclass(frozen=True, kw_only=True)
class TextReceived(Event):
    name: ClassVar[str] = "negotiation.text.received"
    title: ClassVar[str] = "Versão da minuta recebida em arquivo"


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(Event):
    name: ClassVar[str] = "negotiation.proposal.withdrawn"
    title: ClassVar[str] = "Proposta de texto retirada"


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Event):
    name: ClassVar[str] = "negotiation.proposal.answered"
    title: ClassVar[str] = "Proposta de texto respondida"
