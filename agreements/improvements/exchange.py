"""The life of an improvement after it was told: reviewed, released, adopted. Pure."""

from django.db.models import Q, TextChoices

from documents.rules import MB, YEAR, Purpose
from foundation.flow import Flow, step

PATCH = Purpose("improvement_patch", "Arquivo de alterações", 2 * MB, ("patch", "diff"), 10 * YEAR)
NOTHING_TO_SEE = (
    "Informe o endereço do código ou envie o arquivo de alterações: a DTIC lê o código."
)
NO_MISSING = "Diga o que falta: é o que a organização vai ler."
NO_REASON = "Diga por que a melhoria não foi aceita: é o que a organização vai ler."
NO_ANSWER = "Conte o que mudou desde a devolução."
PATCH_ON_ITS_WAY = "O arquivo de alterações ainda está chegando. Tente de novo em alguns minutos."
OWN_IMPROVEMENT = "A melhoria é da sua própria organização: não precisa ser adotada."
ADOPTED_ALREADY = "A sua organização já marcou esta melhoria como adotada."
NOT_ADOPTED = "A sua organização não marcou esta melhoria como adotada."
NOT_THIS_RELEASE = "Escolha uma versão em preparação ou lançada."


class ImprovementState(TextChoices):
    """How far an improvement has come."""

    DRAFT = "draft", "Em elaboração"
    IN_REVIEW = "in_review", "Em análise na DTIC"
    NEEDS_WORK = "needs_work", "Precisa de ajustes"
    ACCEPTED = "accepted", "Aceita"
    REFUSED = "refused", "Não aceita"
    RELEASED = "released", "Lançada"
    WITHDRAWN = "withdrawn", "Retirada"


EXCHANGE_FLOW = Flow(
    {
        "submit": step(
            ImprovementState.DRAFT, ImprovementState.IN_REVIEW, "Enviar para análise da DTIC"
        ),
        "vouch": step(ImprovementState.DRAFT, ImprovementState.ACCEPTED, "Registrar"),
        "ask": step(ImprovementState.IN_REVIEW, ImprovementState.NEEDS_WORK, "Pedir ajustes"),
        "answer": step(ImprovementState.NEEDS_WORK, ImprovementState.IN_REVIEW, "Responder"),
        "accept": step(ImprovementState.IN_REVIEW, ImprovementState.ACCEPTED, "Aceitar"),
        "refuse": step(ImprovementState.IN_REVIEW, ImprovementState.REFUSED, "Não aceitar"),
        "release": step(
            ImprovementState.ACCEPTED, ImprovementState.RELEASED, "Incluir em uma versão"
        ),
        "withdraw": step(
            (ImprovementState.DRAFT, ImprovementState.IN_REVIEW, ImprovementState.NEEDS_WORK),
            ImprovementState.WITHDRAWN,
            "Retirar",
        ),
    }
)
PUBLIC_SQL = "state = 'released' OR state = 'accepted' AND kind <> 'security'"


class Turn(TextChoices):
    """What was said in a review, and by whom."""

    ASKED = "asked", "A DTIC pediu ajustes"
    ANSWERED = "answered", "A organização respondeu"
    ACCEPTED = "accepted", "A DTIC aceitou"
    REFUSED = "refused", "A DTIC não aceitou"


def is_public(state: str, kind: str) -> bool:
    """Whether everybody may read it; a weakness is told only with the version that mends it."""
    is_told = state == ImprovementState.ACCEPTED and kind != "security"
    return state == ImprovementState.RELEASED or is_told


def public_rows(prefix: str = "") -> Q:
    """The same as a condition of a query; `prefix` leads to the improvement."""
    released = Q(**{f"{prefix}state": ImprovementState.RELEASED})
    accepted = Q(**{f"{prefix}state": ImprovementState.ACCEPTED})
    return released | accepted & ~Q(**{f"{prefix}kind": "security"})


def faults_before_review(*, link: str, has_patch: bool) -> dict[str, list[str]]:
    """What is missing for somebody to look at the code, by field; empty when it may go."""
    return {} if link or has_patch else {"link": [NOTHING_TO_SEE]}
