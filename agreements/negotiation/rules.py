"""How the texts go back and forth, what a proposal becomes, and what an acceptance binds. Pure."""

from collections.abc import Collection, Mapping

from django.db.models import TextChoices

from agreements.registry.rules import Side
from foundation.flow import Flow, step
from foundation.words import joined

LONGEST_COMMENT = 3000
PLAN_KEY = "plano"
PLAN_TITLE = "Plano de trabalho"
ACCEPTED_ONCE = "Uma das partes já aceitou um dos textos: o instrumento não muda mais."
ANSWER_FIRST = "Responda às propostas do partícipe antes de mudar o instrumento."
WITH_PARTNER = "As minutas estão com o partícipe: tome-as de volta antes de gerar outras."
AGREED = "As duas partes já aceitaram as minutas: reabra o ajuste antes de gerar outras."
NOT_ACCEPTED = "O texto enviado ainda não foi aceito {by}."
CHANGED = "O texto mudou depois do aceite: envie a versão nova ao partícipe."
NOT_YOURS = "O texto desta cláusula não se propõe aqui: escreva um comentário."
NO_COMMENT = "Escreva o comentário."
NO_NOTE = "Escreva o que precisa mudar, ou proponha o texto de uma cláusula."
NO_ANSWER = "Explique por que a proposta não foi acolhida."
NO_WAY = "Diga como a aceitação chegou à CGE-MG. Exemplo: ofício 12/2026, no processo SEI."
UNANSWERED = "Responda antes às propostas do partícipe: {titles}."
GENERATE = "Gere a nova minuta antes de enviar: a última versão é do partícipe."
SENT_ALREADY = "Esta versão já foi enviada ao partícipe."
ALREADY = "Este texto já foi aceito por esta parte."
BY = {Side.CGE: "pela CGE-MG", Side.PARTNER: "pelo partícipe"}


class NegotiationState(TextChoices):
    PREPARING = "preparing", "Minuta em preparação"
    SENT = "sent", "Minuta enviada ao partícipe"
    ADJUSTING = "adjusting", "Em ajuste"
    AGREED = "agreed", "Em análise jurídica"


class ProposalState(TextChoices):
    OPEN = "open", "Em preparo"
    SENT = "sent", "À espera da CGE-MG"
    TAKEN = "taken", "Acolhida"
    REFUSED = "refused", "Não acolhida"
    WITHDRAWN = "withdrawn", "Retirada"


NEGOTIATION_FLOW = Flow(
    {
        "send": step(
            (NegotiationState.PREPARING, NegotiationState.ADJUSTING),
            NegotiationState.SENT,
            "Enviar ao partícipe",
        ),
        "return": step(NegotiationState.SENT, NegotiationState.ADJUSTING, "Devolver com ajustes"),
        "recall": step(NegotiationState.SENT, NegotiationState.ADJUSTING, "Tomar de volta"),
        "agree": step(NegotiationState.SENT, NegotiationState.AGREED, "Aceitar pelas duas partes"),
        "reopen": step(NegotiationState.AGREED, NegotiationState.ADJUSTING, "Reabrir o ajuste"),
    }
)
PROPOSAL_FLOW = Flow(
    {
        "send": step(ProposalState.OPEN, ProposalState.SENT, "Enviar"),
        "withdraw": step(ProposalState.OPEN, ProposalState.WITHDRAWN, "Retirar"),
        "take": step(ProposalState.SENT, ProposalState.TAKEN, "Acolher"),
        "refuse": step(ProposalState.SENT, ProposalState.REFUSED, "Não acolher"),
    }
)
HELD = {NegotiationState.SENT: WITH_PARTNER, NegotiationState.AGREED: AGREED}


def missing_acceptances(accepted: Collection[str]) -> list[Side]:
    """Whose acceptance of a text is still missing."""
    return [side for side in Side if side.value not in accepted]


def agreement_faults(
    *, state: str, hashes: Mapping[str, str], sent: Mapping[str, str], accepted: Collection[str]
) -> list[str]:
    """Why texts that were sent to the partner may not be signed: both accepted these very ones."""
    if dict(hashes) != dict(sent):
        return [CHANGED]
    missing = missing_acceptances(accepted)
    if missing:
        return [NOT_ACCEPTED.format(by=joined([BY[side] for side in missing], "nem"))]
    return [] if state == NegotiationState.AGREED else [CHANGED]
