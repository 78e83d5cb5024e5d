"""Risks, recommendations, and shares of a whole that may be empty. Pure."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from foundation.flow import Flow, step

LONGEST_TEXT = 5000


class Risk(TextChoices):
    """How likely it is that an action is not carried out."""

    LOW = "low", "Baixo"
    MEDIUM = "medium", "Médio"
    HIGH = "high", "Alto"
    EXTREME = "extreme", "Extremo"


ATTENTION_RISKS = (Risk.HIGH, Risk.EXTREME)


class Source(TextChoices):
    """Who recommends."""

    COMMISSION = "commission", "Comissão de monitoramento"
    INTERNAL_CONTROL = "internal_control", "Controle interno"


class RecommendationState(TextChoices):
    OPEN = "open", "Aguardando resposta"
    ANSWERED = "answered", "Respondida"
    WITHDRAWN = "withdrawn", "Retirada"


RECOMMENDATION_FLOW = Flow(
    {
        "rewrite": step(RecommendationState.OPEN, RecommendationState.OPEN, "Alterar"),
        "answer": step(RecommendationState.OPEN, RecommendationState.ANSWERED, "Responder"),
        "withdraw": step(RecommendationState.OPEN, RecommendationState.WITHDRAWN, "Retirar"),
    }
)


def text_fault(text: str, missing: str) -> str:
    """The fault of a text that must be there and may not be too long; empty when it is fine."""
    if not text.strip():
        return missing
    if len(text) > LONGEST_TEXT:
        return f"O texto pode ter até {LONGEST_TEXT:,} caracteres.".replace(",", ".")
    return ""


def share(part: int, whole: int) -> Decimal | None:
    """The percentage of a part, with two decimals; None of an empty whole, never zero."""
    if whole <= 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def share_in_words(part: int, whole: int) -> str:
    """`33,33%`, `50%`, or `não se aplica`."""
    found = share(part, whole)
    if found is None:
        return "não se aplica"
    digits = f"{found:.2f}".replace(".", ",")
    return f"{digits.removesuffix(',00')}%"
